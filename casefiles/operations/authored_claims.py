"""One entry of an authored record into claims: the value, and what the table around it says.

A value is written bare (`sex = "female"`), as a table (`{ v = "1965", cite = ["D01:7"] }`) or as a
list of either. What the table leaves out is taken from the record (its `cite`, `certainty`, `by`,
`who`, `sensitivity`).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from casefiles.errors import NotUnderstood
from casefiles.model.claim import REPORTED
from casefiles.model.dates import UncertainDate
from casefiles.model.properties import Property
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Value, ValueType, value_from_json
from casefiles.model.vocabulary import load
from casefiles.operations.authored import AuthoredClaim, Cite, KeyLink
from casefiles.text import _

DEFAULTS = ("cite", "certainty", "by", "who", "sensitivity")
"""What a record may say once for all its claims. A property of one of these names comes first:
a reply's `by` is who replied."""

INFERRED = "inferred"
"""The certainty of what we say ourselves without a source."""

_AROUND = frozenset({"v", "lang", "held", "throughout", "unit", "within", *DEFAULTS})
_KEY = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_CITE = re.compile(rf"({_KEY.pattern})(?::([1-9][0-9]*)(?:-([1-9][0-9]*))?)?")


def claims_of(
    prop: Property, untrusted: object, defaults: Mapping[str, Any]
) -> Iterator[AuthoredClaim]:
    """The claims of one property of one record; raises `NotUnderstood`."""
    for one in untrusted if isinstance(untrusted, list) else [untrusted]:
        form = one if isinstance(one, dict) else {"v": one}
        strange = sorted(form.keys() - _AROUND)
        if strange or "v" not in form:
            raise NotUnderstood(
                _("A value is written as v with what belongs to it; not known: {names}.").format(
                    names=", ".join(strange) or "-"
                )
            )
        yield _claim(prop, form, {**defaults, **form})


def key_of(untrusted: object) -> str:
    """The key in `"@key"`; raises `NotUnderstood`."""
    if isinstance(untrusted, str) and untrusted[:1] == "@" and _KEY.fullmatch(untrusted[1:]):
        return untrusted[1:]
    raise NotUnderstood(_("A link is written as @ and the key of a record."))


def is_key(untrusted: object) -> bool:
    """Whether this can be the key of a record."""
    return isinstance(untrusted, str) and _KEY.fullmatch(untrusted) is not None


def level_of(untrusted: object) -> Sensitivity:
    """The level of that name; raises `NotUnderstood`."""
    try:
        return Sensitivity[str(untrusted).upper()]
    except KeyError:
        raise NotUnderstood(_("There is no such level of sensitivity.")) from None


def _claim(prop: Property, form: Mapping[str, Any], known: Mapping[str, Any]) -> AuthoredClaim:
    cites = tuple(_cite(one) for one in _listed(known.get("cite", [])))
    by = _term("speaker", known["by"]) if known.get("by") else ""
    usual = INFERRED if by == "own" and not cites else REPORTED
    return AuthoredClaim(
        property=prop.name,
        value=_value(prop, form),
        cites=cites,
        certainty=_term("certainty", known.get("certainty", usual)),
        by=by,
        who_key=key_of(known["who"]) if known.get("who") else "",
        held=_held(prop, form),
        sensitivity=level_of(known["sensitivity"]) if "sensitivity" in known else None,
    )


def _value(prop: Property, form: Mapping[str, Any]) -> Value | KeyLink:
    said = form["v"]
    match prop.type:
        case ValueType.LINK:
            return KeyLink(key_of(said))
        case ValueType.TEXT:
            return value_from_json({"text": said, "lang": form.get("lang", "")})
        case ValueType.DATE:
            return value_from_json({"date": said, "throughout": form.get("throughout", False)})
        case ValueType.TERM:
            return value_from_json({"term": _term(prop.vocabulary, said)})
        case ValueType.NUMBER:
            return _number(said, form.get("unit", prop.unit))
        case ValueType.POINT:
            return value_from_json({"point": said, "within": form.get("within")})
        case _:
            raise NotUnderstood(_("Files are taken in with import, not written down here."))


def _number(said: object, unit: object) -> Value:
    if isinstance(said, list) and len(said) == 2:
        return value_from_json({"low": said[0], "high": said[1], "unit": unit})
    return value_from_json({"number": said, "unit": unit})


def _held(prop: Property, form: Mapping[str, Any]) -> UncertainDate | None:
    if "held" not in form:
        return None
    throughout = form.get("throughout") is True and prop.type is not ValueType.DATE
    return UncertainDate.parse(str(form["held"]), throughout=throughout)


def _term(vocabulary: str, untrusted: object) -> str:
    if isinstance(untrusted, str) and load(vocabulary).has(untrusted):
        return untrusted
    raise NotUnderstood(
        _("The list {vocabulary} has no term {term}.").format(vocabulary=vocabulary, term=untrusted)
    )


def _listed(untrusted: object) -> list[object]:
    return untrusted if isinstance(untrusted, list) else [untrusted]


def _cite(untrusted: object) -> Cite:
    found = _CITE.fullmatch(untrusted) if isinstance(untrusted, str) else None
    if not found:
        raise NotUnderstood(_("A citation is written as D01, D01:7 or D01:7-9."))
    key, first, last = found.group(1), int(found.group(3) or 0), int(found.group(4) or 0)
    if last and last < first:
        raise NotUnderstood(_("A citation ends before it begins."))
    return Cite(key, first, last or first)
