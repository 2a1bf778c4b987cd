"""Reading authored case files: TOML written by hand, as `resources/example` is.

Every table of an array of tables is one record, the array's name its kind; `[[judgment]]` is a
judgment (aspect identity on `a` and `b`, or sensitivity on `a`). How the files are written is told
in `resources/example/README.md`. This parser is pure: it knows no vault. It reads all files before
it complains, so that an author sees every mistake at once, each with file, kind, key and property
(the files are a resource of ours; nothing in them is a secret).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from casefiles.errors import NotUnderstood
from casefiles.model.checks import fault_of
from casefiles.model.ids import RecordId
from casefiles.model.judgment import VERDICTS, Aspect
from casefiles.model.kinds import BY_NAME
from casefiles.model.record import Kind
from casefiles.model.values import Link, Text
from casefiles.operations.authored import (
    Authored,
    AuthoredClaim,
    AuthoredJudgment,
    AuthoredRecord,
    KeyLink,
)
from casefiles.operations.authored_claims import DEFAULTS, claims_of, is_key, key_of, level_of
from casefiles.text import _

_JUDGMENT = "judgment"
_LOCATOR = re.compile(r".+:([0-9]+)-([0-9]+)")
_ANY = RecordId(bytes(16))
"""Stands for the record a link leads to, whose identity nobody knows yet."""


@dataclass(slots=True)
class _Desk:
    """What has been read so far; `where` names the table being read."""

    kinds: dict[str, str] = field(default_factory=dict)
    claims: dict[str, dict[AuthoredClaim, str]] = field(default_factory=dict)
    judgments: dict[AuthoredJudgment, str] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)

    def wrong(self, where: str, sentence: str) -> None:
        self.mistakes.append(f"{where}: {sentence}")


def read_authored(paths: Iterable[Path]) -> Authored:
    """Read authored files as one; raises `NotUnderstood` with every mistake, one a line.

    Tables of one kind and key, in one file or in several, add up to one record; the same claim
    made twice is one claim. A file that cannot be opened raises `OSError`.
    """
    desk = _Desk()
    for path in paths:
        _read_file(desk, path)
    _check(desk)
    if desk.mistakes:
        raise NotUnderstood("\n".join(desk.mistakes))
    records = tuple(
        AuthoredRecord(kind, key, tuple(desk.claims[key])) for key, kind in desk.kinds.items()
    )
    return Authored(records, tuple(desk.judgments))


def _read_file(desk: _Desk, path: Path) -> None:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        desk.wrong(path.name, str(problem))
        return
    for name, forms in tables.items():
        for form in forms if isinstance(forms, list) else [forms]:
            _read_table(desk, path.name, name, form)


def _read_table(desk: _Desk, file: str, name: str, form: object) -> None:
    key = form.get("key") if isinstance(form, dict) else None
    where = f"{file}, {name} {key or '?'}"
    if name == _JUDGMENT and isinstance(form, dict):
        _read_judgment(desk, where, form)
    elif name not in BY_NAME or not isinstance(form, dict):
        desk.wrong(where, _("There is no such kind of record."))
    elif not is_key(key):
        desk.wrong(where, _("A record needs a key of letters, digits and single hyphens."))
    elif desk.kinds.setdefault(str(key), name) != name:
        desk.wrong(where, _("Another kind of record has this key."))
    else:
        _read_record(desk, where, BY_NAME[name], form)


def _read_record(desk: _Desk, where: str, kind: Kind, form: Mapping[str, Any]) -> None:
    known = kind.properties
    claims = desk.claims.setdefault(form["key"], {})
    defaults = {name: form[name] for name in DEFAULTS if name in form and name not in known}
    for name, said in form.items():
        here = f"{where}, {name}"
        if name in known:
            try:
                for claim in claims_of(known[name], said, defaults):
                    claims.setdefault(claim, here)
            except NotUnderstood as mistake:
                desk.wrong(here, str(mistake))
        elif name != "key" and name not in defaults:
            desk.wrong(here, _("This kind of record has no such field."))


def _read_judgment(desk: _Desk, where: str, form: Mapping[str, Any]) -> None:
    try:
        judgment = _judgment(form)
    except NotUnderstood as mistake:
        desk.wrong(where, str(mistake))
        return
    desk.judgments[judgment] = f"{where}, {', '.join(judgment.keys)}"


def _judgment(form: Mapping[str, Any]) -> AuthoredJudgment:
    verdict, reason = str(form.get("verdict")), str(form.get("reason", ""))
    match form.get("aspect"):
        case "identity" if verdict in VERDICTS[Aspect.IDENTITY]:
            keys = (key_of(form.get("a")), key_of(form.get("b")))
            return AuthoredJudgment(Aspect.IDENTITY, verdict, keys, reason)
        case "sensitivity":
            level = str(int(level_of(verdict)))
            return AuthoredJudgment(Aspect.SENSITIVITY, level, (key_of(form.get("a")),), reason)
    raise NotUnderstood(_("There is no such judgment."))


def _check(desk: _Desk) -> None:
    """What only shows once everything is read: where links and citations lead."""
    spans = {key: _span(claims) for key, claims in desk.claims.items()}
    for key, claims in desk.claims.items():
        for claim, where in claims.items():
            for sentence in _misfits(desk, key, claim, spans):
                desk.wrong(where, sentence)
    for judgment, where in desk.judgments.items():
        kinds = {desk.kinds.get(key) for key in judgment.keys}
        if None in kinds or len(kinds) > 1 or len(set(judgment.keys)) < len(judgment.keys):
            desk.wrong(where, _("A judgment is on one record, or on two of one kind."))


def _misfits(
    desk: _Desk, key: str, claim: AuthoredClaim, spans: Mapping[str, Sequence[range]]
) -> Iterator[str]:
    linked = desk.kinds.get(claim.value.key) if isinstance(claim.value, KeyLink) else None
    value = Link(_ANY) if isinstance(claim.value, KeyLink) else claim.value
    fault = fault_of(desk.kinds[key], claim.property, value, linked)
    if fault:
        yield fault.sentence
    if claim.who_key and desk.kinds.get(claim.who_key) not in ("person", "organisation"):
        yield _("Who says so must be a person or an organisation.")
    for cite in claim.cites:
        if desk.kinds.get(cite.source_key) != "source":
            yield _("There is no source {key}.").format(key=cite.source_key)
        elif cite.first_line and spans[cite.source_key]:
            lines = set(chain.from_iterable(spans[cite.source_key]))
            if not {cite.first_line, cite.last_line} <= lines:
                yield _("The lines cited lie outside {key}.").format(key=cite.source_key)


def _span(claims: Iterable[AuthoredClaim]) -> tuple[range, ...]:
    """The lines that a source's locators ("file:3-38") give it; empty where it has none."""
    words = [
        claim.value.text
        for claim in claims
        if claim.property == "locator" and isinstance(claim.value, Text)
    ]
    found = [match for match in map(_LOCATOR.fullmatch, words) if match]
    return tuple(range(int(match[1]), int(match[2]) + 1) for match in found)
