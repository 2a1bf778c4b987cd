"""What is compared of a record: its values as they were written, and what stands around it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from casefiles.errors import NotUnderstood
from casefiles.ledger import gathering
from casefiles.ledger.gathering import Values
from casefiles.ledger.ledger import Ledger
from casefiles.model.dates import UncertainDate
from casefiles.model.kinds import KINDS
from casefiles.model.values import Point, date_from_json

COMPARED: Mapping[str, tuple[str, ...]] = {
    "person": (
        *("name", "code", "informant", "case_name", "sex", "born", "died", "papers", "contact"),
        *("function", "occupation", "birthplace", "lives_in"),
    ),
    "organisation": (
        *("name", "misprint", "abbreviation", "organisation_type", "part_of", "based_in"),
        "founded",
    ),
    "place": ("name", "former_name", "place_type", "part_of", "location"),
    "source": (
        *("title", "outlet", "author", "published", "locator", "original", "words_layer"),
        *("copy_of", "derives_from", "part_of"),
    ),
}
"""The kinds that are looked at, and what of them."""

_NOT_AROUND = frozenset(("source", "tag", "case", "task", "consent", "submission"))
"""Too many stand in these together for it to mean anything."""

_NO_LINKS: frozenset[bytes] = frozenset()


@dataclass
class Facts:
    """One record, or all that were merged into it.

    `around`: incidents, organisations and persons it stands with; `kin`: those of its family.
    """

    id: bytes
    said: Values
    around: frozenset[bytes] = _NO_LINKS
    kin: frozenset[bytes] = _NO_LINKS
    inside: frozenset[bytes] = field(default=_NO_LINKS)
    """What it is part of, and what that is part of, upwards."""

    def texts(self, *names: str) -> list[str]:
        """The words of these properties, each once."""
        if not any(name in self.said for name in names):
            return []
        found = (str(one.get("text", "")) for name in names for one in self.said.get(name, ()))
        return list(dict.fromkeys(filter(None, found)))

    def dates(self, name: str) -> list[UncertainDate]:
        """What is no date, as entries from elsewhere may say, is none."""
        found: list[UncertainDate] = []
        for one in self.said.get(name, ()):
            try:
                found.append(date_from_json(one))
            except (KeyError, TypeError, ValueError, NotUnderstood):
                continue
        return found

    def terms(self, name: str) -> frozenset[str]:
        """The codes of one property."""
        return frozenset(str(one["term"]) for one in self.said.get(name, ()) if "term" in one)

    def refs(self, *names: str) -> frozenset[bytes]:
        """The records that these properties lead to; through merges once `stand` was asked."""
        if not any(name in self.said for name in names):
            return _NO_LINKS
        found = (one for name in names for one in self.said.get(name, ()) if "ref" in one)
        ids = (bytes.fromhex(one["ref"]) for one in found)
        return frozenset(self.leads.get(one, one) for one in ids)

    @cached_property
    def leads(self) -> dict[bytes, bytes]:
        """Where ids lead through merges, as far as it was asked."""
        return {}

    def points(self) -> list[Point]:
        """Where it lies."""
        return [
            Point(one["point"][0], one["point"][1], one["within"])
            for one in self.said.get("location", ())
            if "point" in one
        ]


def gather(ledger: Ledger, kind: str, only: Iterable[bytes] | None = None) -> dict[bytes, Facts]:
    """The records of a kind outside the trash, or only some of them, with what is compared."""
    wanted = None if only is None else frozenset(only)
    carried = gathering.carriers(ledger, kind, wanted)
    values = gathering.values_of(ledger, carried, COMPARED[kind])
    found = {one: Facts(one, said) for one, said in values}
    _lead(ledger, found.values())
    if kind == "person":
        _stand_around(ledger, carried, found)
    if kind in ("place", "organisation"):
        _stand_inside(ledger, kind, found)
    return found


def _lead(ledger: Ledger, facts: Iterable[Facts]) -> None:
    """Let links lead where they lead now."""
    known = list(facts)
    names = {name for one in known for name, said in one.said.items() if said and "ref" in said[0]}
    ids = {one for each in known for one in each.refs(*names)}
    leads = {one: there[0] for one, there in gathering.kinds_of(ledger, ids).items()}
    moved = {one: there for one, there in leads.items() if one != there}
    for each in known if moved else ():
        each.leads.update(moved)


def _stand_around(
    ledger: Ledger, carried: Mapping[bytes, bytes], found: Mapping[bytes, Facts]
) -> None:
    """Through the acts, relations and posts in which persons are named."""
    incoming = list(gathering.links_to(ledger, carried))
    known = gathering.kinds_of(ledger, {subject for subject, _to, _name in incoming})
    parts = {one for one, (_at, kind, trashed) in known.items() if _part(kind) and not trashed}
    outgoing: dict[bytes, set[bytes]] = defaultdict(set)
    for part, there, _name in gathering.links_from(ledger, parts):
        outgoing[part].add(there)
    met = gathering.kinds_of(ledger, {one for there in outgoing.values() for one in there})
    family = _kinships(ledger, parts, known)
    around: dict[bytes, set[bytes]] = defaultdict(set)
    kin: dict[bytes, set[bytes]] = defaultdict(set)
    for subject, to, _name in incoming:
        person = carried[to]
        at, kind, trashed = known.get(subject, (subject, 0, True))
        if subject in parts:
            others = {met[one][0] for one in outgoing[subject] if one in met and _told(met[one])}
            around[person] |= others - {person}
            if subject in family:
                kin[person] |= others - {person}
        elif not trashed and KINDS[kind].name not in _NOT_AROUND:
            around[person].add(at)
    for one, facts in found.items():
        facts.around, facts.kin = frozenset(around[one]), frozenset(kin[one])


def _kinships(
    ledger: Ledger, parts: set[bytes], known: Mapping[bytes, tuple[bytes, int, bool]]
) -> set[bytes]:
    relations = {one for one in parts if KINDS[known[one][1]].name == "relation"}
    told = gathering.values_of(ledger, {one: one for one in relations}, ["kinship"])
    return {one for one, said in told if said}


def _stand_inside(ledger: Ledger, kind: str, found: Mapping[bytes, Facts]) -> None:
    """Upwards by `part_of`, of records that are perhaps not among those compared."""
    above: dict[bytes, frozenset[bytes]] = {
        one: facts.refs("part_of") for one, facts in found.items()
    }
    waiting = {one for there in above.values() for one in there} - set(above)
    while waiting:
        carried = gathering.carriers(ledger, kind, waiting)
        told = gathering.values_of(ledger, carried, ["part_of"])
        new = {one: Facts(one, said) for one, said in told}
        _lead(ledger, new.values())
        above |= {one: frozenset() for one in waiting}
        above |= {one: facts.refs("part_of") for one, facts in new.items()}
        waiting = {one for facts in new.values() for one in facts.refs("part_of")} - set(above)
    for one, facts in found.items():
        facts.inside = _upwards(one, above)


def _upwards(one: bytes, above: Mapping[bytes, frozenset[bytes]]) -> frozenset[bytes]:
    seen: set[bytes] = set()
    waiting = set(above.get(one, ()))
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting |= above.get(here, frozenset())
    return frozenset(seen)


def _part(kind: int) -> bool:
    return bool(KINDS[kind].words.belongs_by) or not KINDS[kind].words.listed


def _told(met: tuple[bytes, int, bool]) -> bool:
    _at, kind, trashed = met
    return not trashed and KINDS[kind].name not in {*_NOT_AROUND, "place"}
