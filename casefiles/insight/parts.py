"""What the pictures of all kinds share: groups of other records, the sources, what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from casefiles.insight.fields import Cited, Fields
from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.insight.remarks import certainty
from casefiles.ledger.reader import Incoming, Reader, Statement
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import value_in_words
from casefiles.model.values import ValueType
from casefiles.text import _

_WANTED: Mapping[str, tuple[str, ...]] = {
    "person": ("name", "born", "birthplace", "home_state", "function", "last_seen"),
    "incident": ("when", "place", "agency", "account"),
    "proceeding": ("defendant", "court", "charge", "decided", "sentence"),
    "measure": ("began", "imposed_by"),
}
"""What an office asks for first; of other kinds only the date."""

_LATEST = 10**9


@dataclass(frozen=True, slots=True)
class Listed:
    """Another record in a list, with its date and a word on it, each of them perhaps empty."""

    ref: Ref
    title: str
    date: str
    note: str


@dataclass(frozen=True, slots=True)
class Group:
    """Records that stand to the one asked about in the same way."""

    label: str
    rows: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A source that something here rests on, and the places in it."""

    source: Ref
    title: str
    date: str
    places: tuple[Cited, ...]


class Sketch:
    """One picture in the making: what is known of one record, and the hands that word it."""

    def __init__(self, reader: Reader, ref: Ref) -> None:
        self.ref = ref
        self.known = Known(reader)
        self.names = Names(self.known)
        self.fields = Fields(self.known, self.names)
        self.members = len(reader.members(ref))

    def listed(self, ref: Ref, note: str = "") -> Listed:
        """The row of another record."""
        when = self.known.when(ref)
        return Listed(ref, self.names.of(ref), when.label() if when else "", note)

    def group(self, label: str, refs: Iterable[Ref]) -> Group:
        """A group in the order of time, each record with a word on what kind of thing it is."""
        rows = self.in_time(dict.fromkeys(refs))
        return Group(label, tuple(self.listed(ref, self.type_of(ref)) for ref in rows))

    def groups(self, incoming: Iterable[Incoming]) -> tuple[Group, ...]:
        """Records that lead here, under the words by which they do."""
        found: dict[str, dict[Ref, None]] = {}
        for one in incoming:
            prop = BY_NAME[one.origin.kind].properties.get(one.property)
            if prop is not None:
                found.setdefault(_(prop.inverse), {})[one.origin] = None
        return tuple(self.group(label, refs) for label, refs in sorted(found.items()))

    def learn_rows(self, refs: Iterable[Ref]) -> None:
        """Fetch what rows of these records show, a question for each kind and no more."""
        by_kind: dict[str, list[Ref]] = {}
        for ref in refs:
            by_kind.setdefault(ref.kind, []).append(ref)
        wanted: dict[tuple[str, ...], list[Ref]] = {}
        for kind, some in by_kind.items():
            wanted.setdefault((*BY_NAME[kind].dated_by, *kind_of(kind)), []).extend(some)
        for names, some in wanted.items():
            if names:
                self.known.learn(some, *names)
        self.names.learn(ref for some in by_kind.values() for ref in some)

    def in_time(self, refs: Iterable[Ref]) -> list[Ref]:
        """In the order of their dates, the undated last, then by title."""

        def key(ref: Ref) -> tuple[int, int, str, Ref]:
            summary = self.known.summary(ref)
            first, last = (summary.earliest, summary.latest) if summary else (None, None)
            start = first or last or _LATEST
            return start, last or _LATEST, self.names.of(ref).casefold(), ref

        return sorted(refs, key=key)

    def type_of(self, ref: Ref) -> str:
        """The word for what kind of event, measure, source ... it is."""
        for name in kind_of(ref.kind):
            for statement in self.known.shown(ref, name):
                words = value_in_words(BY_NAME[ref.kind].properties[name], statement.claim.value)
                if words:
                    return words
        return ""

    def sources(self, statements: Sequence[Statement]) -> tuple[Mentioned, ...]:
        """The sources that statements rest on, by their dates, each with its places."""
        places: dict[Ref, dict[Cited, None]] = {}
        for one in self.fields.cited(statements):
            places.setdefault(one.source, {})[one] = None
        self.known.learn(places, *BY_NAME["source"].dated_by)
        return tuple(
            Mentioned(one.ref, one.title, one.date, tuple(sorted(places[one.ref], key=_position)))
            for one in map(self.listed, self.in_time(places))
        )

    def not_known(self) -> tuple[tuple[str, str], ...]:
        """What matters of such a record and nobody has said: name and label of the properties."""
        kind = BY_NAME[self.ref.kind]
        wanted = _WANTED.get(self.ref.kind, kind.dated_by)
        said = self.known.said(self.ref)
        return tuple((name, _(kind.properties[name].label)) for name in wanted if name not in said)

    def certainty(self, statements: Iterable[Statement]) -> tuple[str, ...]:
        """How certain these are and on whose word, each remark once."""
        return tuple(dict.fromkeys(w for one in statements for w in certainty(self.known, one)))


@cache
def kind_of(kind: str) -> tuple[str, ...]:
    """The property that says what kind of event, measure, source ... a record is, if any."""
    terms = [p.name for p in BY_NAME[kind].properties.values() if p.type is ValueType.TERM]
    return tuple(name for name in terms if name.endswith("_type") or name == "genre")[:1]


def _position(place: Cited) -> tuple[int, int, str]:
    return place.first_line, place.last_line, place.place
