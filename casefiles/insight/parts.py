"""What the pictures of all kinds share: groups of other records, the sources, what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from casefiles.insight.fields import Cited, Fields
from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.insight.remarks import spoken
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
        return Listed(ref, self.names.of(ref), self._date(ref), note)

    def row(self, ref: Ref) -> Listed:
        """The row of a record with a word on it; of a part by whom else it joins to this one."""
        if not is_part(ref):
            return self.listed(ref, self.type_of(ref))
        summary = self.known.summary(ref)
        title = summary.title if summary else ""
        links = [p.name for p in BY_NAME[ref.kind].properties.values() if p.type is ValueType.LINK]
        found = dict.fromkeys(one for name in links for one in self.known.targets(ref, name))
        others = ", ".join(self.names.of(one) for one in found if one != self.ref)
        if title:
            return Listed(ref, title, self._date(ref), others)
        return Listed(ref, others or self.names.of(ref), self._date(ref), self.type_of(ref))

    def group(self, label: str, refs: Iterable[Ref]) -> Group:
        """A group in the order of time."""
        return Group(label, tuple(self.row(ref) for ref in self.in_time(dict.fromkeys(refs))))

    def groups(self, incoming: Iterable[Incoming]) -> tuple[Group, ...]:
        """Records that lead here, under the words by which they do."""
        found: dict[str, dict[Ref, None]] = {}
        for one in incoming:
            prop = BY_NAME[one.origin.kind].properties.get(one.property)
            if prop is not None:
                found.setdefault(_(prop.inverse), {})[one.origin] = None
        return tuple(self.group(label, refs) for label, refs in sorted(found.items()))

    def learn_rows(self, refs: Iterable[Ref], *names: str) -> None:
        """Fetch in few questions what rows of these records show, and what else is named."""
        refs = list(dict.fromkeys(refs))
        parts = [ref for ref in refs if is_part(ref)]
        self.known.learn(parts)
        wanted = {one for ref in refs for one in (*BY_NAME[ref.kind].dated_by, *kind_of(ref.kind))}
        if wanted or names:
            self.known.learn(
                (ref for ref in refs if not is_part(ref)), *sorted(wanted.union(names))
            )
        joined = [one for part in parts for one in self._joined(part)]
        self.names.learn([*refs, *joined])

    def _joined(self, part: Ref) -> list[Ref]:
        said = (one for found in self.known.said(part).values() for one in found)
        return [target for one in said if (target := self.known.target(one))]

    def _date(self, ref: Ref) -> str:
        when = self.known.when(ref)
        return when.label() if when else ""

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
        told = dict.fromkeys(spoken(self.known, one) for one in statements)
        return tuple(filter(None, told))


def is_part(ref: Ref) -> bool:
    """Whether it is shown inside another record: an act, a relation, a post."""
    return not BY_NAME[ref.kind].words.listed


@cache
def kind_of(kind: str) -> tuple[str, ...]:
    """The property that says what kind of event, measure, act ... a record is, if any."""
    properties = BY_NAME[kind].properties
    terms = [one for one in properties.values() if one.type is ValueType.TERM]
    typed = [one.name for one in terms if one.name.endswith("_type") or one.name == "genre"]
    if not typed and not BY_NAME[kind].words.listed:
        typed = [one.name for one in terms]
    return tuple(typed[:1])


def _position(place: Cited) -> tuple[int, int, str]:
    return place.first_line, place.last_line, place.place
