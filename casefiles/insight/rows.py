"""Other records in lists: each with its date, a word on it, and how certain it belongs there."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.insight.remarks import spoken
from casefiles.ledger.reader import Incoming, Statement
from casefiles.model.claim import REPORTED
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import value_in_words
from casefiles.model.values import ValueType
from casefiles.text import _

_LATEST = 10**9
_SURE = frozenset(("stated", REPORTED))


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


class Rows:
    """Words the rows of records that stand around the one asked about."""

    def __init__(self, known: Known, ref: Ref) -> None:
        self.ref = ref
        self.known = known
        self.names = Names(known)

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

    def listed(self, ref: Ref, note: str = "") -> Listed:
        """The row of another record."""
        return Listed(ref, self.names.of(ref), self._date(ref), note)

    def row(self, ref: Ref, links: Sequence[Statement] = ()) -> Listed:
        """The row of a record with a word on it; of a part by whom else it joins to this one.

        `links` are the statements that bring it here: where they are less than reported, or what
        a part says is, the row says so.
        """
        if not is_part(ref):
            return self.listed(ref, _told(self.type_of(ref), *self._doubts(links)))
        summary = self.known.summary(ref)
        title = summary.title if summary else ""
        name = BY_NAME[ref.kind].words.title if title else kind_of(ref.kind)
        said = [self.known.shown(ref, one)[:1] for one in name]
        doubts = [words for some in (*said, links) for words in self._doubts(some)]
        others = self._others(ref)
        if title:
            return Listed(ref, title, self._date(ref), _told(others, *doubts))
        called, note = others or self.names.of(ref), _told(self.type_of(ref), *doubts)
        return Listed(ref, called, self._date(ref), note)

    def group(self, label: str, refs: Iterable[Ref]) -> Group:
        """A group in the order of time."""
        return Group(label, tuple(self.row(ref) for ref in self.in_time(dict.fromkeys(refs))))

    def groups(self, incoming: Iterable[Incoming]) -> tuple[Group, ...]:
        """Records that lead here, under the words by which they do."""
        found: dict[str, dict[Ref, list[Statement]]] = {}
        for one in incoming:
            prop = BY_NAME[one.origin.kind].properties.get(one.property)
            if prop is not None:
                said = found.setdefault(_(prop.inverse), {}).setdefault(one.origin, [])
                said += self.behind(one)
        return tuple(
            Group(label, tuple(self.row(ref, refs[ref]) for ref in self.in_time(refs)))
            for label, refs in sorted(found.items())
        )

    def behind(self, one: Incoming) -> list[Statement]:
        """The statement that a link is."""
        said = self.known.every(one.origin, one.property)
        return [statement for statement in said if statement.claim.id == one.claim]

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

    def certainty(self, statements: Iterable[Statement]) -> tuple[str, ...]:
        """How certain these are and on whose word, each remark once."""
        told = dict.fromkeys(spoken(self.known, one) for one in statements)
        return tuple(filter(None, told))

    def _doubts(self, said: Sequence[Statement]) -> tuple[str, ...]:
        """How certain these are, where none of them is at least reported."""
        return () if any(s.claim.certainty in _SURE for s in said) else self.certainty(said)

    def _others(self, part: Ref) -> str:
        """What else a part joins: the organisation of a post, the other end of a relation."""
        links = [p.name for p in BY_NAME[part.kind].properties.values() if p.type is ValueType.LINK]
        found = dict.fromkeys(one for name in links for one in self.known.targets(part, name))
        return ", ".join(self.names.of(one) for one in found if one != self.ref)


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


def _told(*words: str) -> str:
    return "; ".join(dict.fromkeys(filter(None, words)))
