"""Records as projections: from everything told about one record to the rows that show it.

Pure functions of a *set* of standing claims and the judgments' readings on them; the order in
which they arrived cannot matter, and no clock is read. `projector` fetches and stores.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from casefiles.ledger.commitment import canonical
from casefiles.ledger.ordering import find_form, sort_form
from casefiles.model.claim import REPORTED
from casefiles.model.dates import UncertainDate, at_odds
from casefiles.model.kinds import BY_NAME, IS_A, KINDS
from casefiles.model.properties import Property
from casefiles.model.record import Kind
from casefiles.model.values import ValueType

KIND_NUMBER: Mapping[str, int] = {kind.name: number for number, kind in enumerate(KINDS)}

_PROTECTING = {
    kind.name: [
        (name, prop.protects) for name, prop in kind.properties.items() if prop.protects is not None
    ]
    for kind in KINDS
}

_CERTAINTY_RANK = {"stated": 0, REPORTED: 1, "alleged": 2, "inferred": 3, "denied": 4}
OPEN, PREFERRED, REJECTED = "open", "preferred", "rejected"
_WEIGHT_RANK = {PREFERRED: 0, OPEN: 1, REJECTED: 2}


@dataclass(frozen=True, slots=True)
class Told:
    """One standing claim, as far as a projection needs it."""

    claim: bytes
    subject: bytes
    name: str
    body: Mapping[str, Any]
    weight: str = OPEN
    level: int = 0

    @property
    def value(self) -> Mapping[str, Any]:
        return self.body["value"]  # type: ignore[no-any-return]

    @property
    def denied(self) -> bool:
        return self.body.get("certainty") == "denied"


@dataclass(frozen=True, slots=True)
class RecordReading:
    """What judgments on one record as a whole add up to."""

    trashed: bool = False
    level: int = 0


@dataclass(slots=True)
class Projected:
    """Rows for the projection tables; `kind_rows` by the kind's name, empty columns left out."""

    records: list[dict[str, Any]] = field(default_factory=list)
    kind_rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    links: list[dict[str, Any]] = field(default_factory=list)
    dated: list[dict[str, Any]] = field(default_factory=list)
    cited: list[dict[str, Any]] = field(default_factory=list)


def project(
    members: Sequence[bytes],
    told: Iterable[Told],
    readings: Mapping[bytes, RecordReading],
    property_numbers: Mapping[str, int],
    into: Projected,
) -> None:
    """Add the rows of one record: of all `members` that were judged to be the same.

    The record carries the smallest id among the members that exist; the others lead to it.
    Members without a standing claim of their kind do not exist and get no row.
    """
    told = list(told)
    kinds = _kinds(told)
    existing = sorted(member for member in members if kinds.get(member) in BY_NAME)
    if not existing:
        return
    canonical_id = existing[0]
    kind = BY_NAME[kinds[canonical_id]]
    by_property: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        if one.subject in existing and one.name != IS_A:
            by_property[one.name].append(one)
            _add_references(one, property_numbers[one.name], into)
    level = max(
        [readings[member].level for member in existing if member in readings]
        + [_protection(kind, by_property)]
    )
    trashed = all(readings.get(member, RecordReading()).trashed for member in existing)
    title = _title(kind, by_property)
    earliest, latest = _span(kind, by_property)
    shared = {
        "title": title,
        "sort": sort_form(title),
        "folded": find_form(title),
        "earliest": earliest,
        "latest": latest,
        "sensitivity": level,
        "trashed": int(trashed),
        "disputed": " ".join(_disputed(kind, by_property)),
    }
    for member in existing:
        into.records.append(
            shared
            | {
                "id": member,
                "kind": KIND_NUMBER[kind.name],
                "merged_into": None if member == canonical_id else canonical_id,
            }
        )
    into.kind_rows[kind.name].append(
        {"id": canonical_id}
        | {
            name: _cell(kind.properties[name], said)
            for name, said in by_property.items()
            if name in kind.properties
        }
    )


def _kinds(told: Iterable[Told]) -> dict[bytes, str]:
    """Each subject with its kind; of several, which only a forged entry says, the first by name."""
    kinds: dict[bytes, str] = {}
    for one in told:
        if one.name == IS_A:
            term = one.value.get("term", "")
            kinds[one.subject] = min(term, kinds.get(one.subject, term))
    return kinds


def disagreeing(prop: Property, told: Iterable[Told]) -> bool:
    """Whether claims on a property that has one true value give several, or dates far apart."""
    if prop.many:
        return False
    positive = [one for one in told if one.weight != REJECTED and not one.denied]
    if prop.type is ValueType.DATE:
        return at_odds(_date(one.value["date"]) for one in positive if "date" in one.value)
    return len({canonical(dict(one.value)) for one in positive}) > 1


def in_order(told: Iterable[Told], prop: Property | None) -> list[Told]:
    """The values of one property, the best first; the same for any order they come in.

    Judged before unjudged, stated before alleged, then the value that more sources give. A person's
    whole name comes before the bare surname, which texts repeat most.
    """
    claims = list(told)
    if len(claims) < 2:
        return claims
    forms = {one.claim: canonical(dict(one.value)) for one in claims}
    support: dict[str, set[str]] = defaultdict(set)
    for one in claims:
        support[forms[one.claim]].update(cite["source"] for cite in one.body.get("cites", ()))
    fuller = prop is not None and prop.fuller_first

    def rank(one: Told) -> tuple[int, int, bool, int, bool, str, bytes]:
        return (
            _WEIGHT_RANK[one.weight],
            _CERTAINTY_RANK.get(one.body.get("certainty", REPORTED), 1),
            fuller and " " not in one.value.get("text", ""),
            -len(support[forms[one.claim]]),
            # A name as the sources print it before its forms in other languages.
            "lang" in one.value,
            forms[one.claim],
            one.claim,
        )

    return sorted(claims, key=rank)


def shown(told: Iterable[Told], prop: Property | None) -> list[Told]:
    """The claims a reader sees as values, best first: rejected and denied ones only if alone."""
    ordered = in_order(told, prop)
    positive = [one for one in ordered if one.weight != REJECTED and not one.denied]
    return positive or ordered


def _add_references(one: Told, number: int, into: Projected) -> None:
    place = {"subject": one.subject, "claim": one.claim}
    if "ref" in one.value:
        target = bytes.fromhex(one.value["ref"])
        into.links.append(place | {"property": number, "object": target})
    elif "date" in one.value:
        first, last = _bounds(one.value["date"])
        into.dated.append(place | {"property": number, "earliest": first, "latest": last})
    for source in {cite["source"] for cite in one.body.get("cites", ())}:
        into.cited.append(place | {"source": bytes.fromhex(source)})


def _protection(kind: Kind, by_property: Mapping[str, list[Told]]) -> int:
    levels = [
        int(level)
        for name, level in _PROTECTING[kind.name]
        if any(one.value.get("term") == "yes" for one in by_property.get(name, ()))
    ]
    return max(levels, default=0)


def _title(kind: Kind, by_property: Mapping[str, list[Told]]) -> str:
    for name in kind.words.title:
        cell = _cell(kind.properties[name], by_property.get(name))
        if isinstance(cell, str) and cell:
            return cell
    return ""


def _span(kind: Kind, by_property: Mapping[str, list[Told]]) -> tuple[int | None, int | None]:
    for name in kind.dated_by:
        # What came from elsewhere may say something that is no date of a dated property.
        if told := [one for one in by_property.get(name, ()) if "date" in one.value]:
            return _bounds(shown(told, kind.properties[name])[0].value["date"])
    return None, None


def _disputed(kind: Kind, by_property: Mapping[str, list[Told]]) -> list[str]:
    found = {
        name
        for name, told in by_property.items()
        if len(told) > 1 and name in kind.properties and disagreeing(kind.properties[name], told)
    }
    return [name for name in kind.properties if name in found] if found else []


@lru_cache(4096)
def _date(edtf: str) -> UncertainDate:
    return UncertainDate.parse(edtf)


@lru_cache(4096)
def _bounds(edtf: str) -> tuple[int | None, int | None]:
    """First and last possible day as proleptic Gregorian ordinals, None where open."""
    when = _date(edtf)
    first = when.earliest.toordinal() if when.earliest else None
    return first, when.latest.toordinal() if when.latest else None


def _cell(prop: Property, told: Sequence[Told] | None) -> str | float | bytes | None:
    """What stands in the column of a typed table: the reading that comes first."""
    if not told:
        return None
    value = (told if len(told) == 1 else shown(told, prop))[0].value
    cell: str | float | bytes | None = None
    match prop.type:
        case ValueType.TEXT:
            cell = value.get("text")
        case ValueType.DATE:
            cell = value.get("date")
        case ValueType.TERM:
            cell = value.get("term")
        case ValueType.NUMBER:
            number = value.get("number", value.get("low"))
            cell = None if number is None else float(number)
        case ValueType.POINT:
            cell = canonical(dict(value)) if "point" in value else None
        case ValueType.LINK | ValueType.FILE | ValueType.LAYER:
            digits = value.get("ref") or value.get("file") or value.get("layer")
            cell = bytes.fromhex(digits) if digits else None
    return cell
