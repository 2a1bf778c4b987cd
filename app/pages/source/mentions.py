"""What rests on a source: which records, in which lines, and where they are named there."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.pages.source.lines import Lines
from app.pages.source.naming import Standing, standings
from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.ledger.projection import REJECTED
from casefiles.ledger.reader import Reader, Statement
from casefiles.model.claim import Citation
from casefiles.model.ids import EntryId, RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Role
from casefiles.model.values import Text

_NOT_NAMED = frozenset({"source", "task", "tag", "case", "submission", "consent"})
_ORDER = ("person", "organisation", "incident", "place")
"""These are marked where they are named, and stand first in the list."""
_LONGEST = 200_000
"""Characters that are gone through for a name where the whole source is cited."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A name of a record in the text: half-open, in code points."""

    start: int
    end: int
    ref: Ref


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A record, and the passages of the source that speak of it, in the order of the text."""

    ref: Ref
    title: str
    passages: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A note that somebody wrote on a passage."""

    words: str
    passage: Span


@dataclass(frozen=True, slots=True)
class Mentions:
    """All of them. Marks do not overlap and come in the order of the text."""

    marks: tuple[Mark, ...] = ()
    records: tuple[Mentioned, ...] = ()
    remarks: tuple[Remark, ...] = ()


def mentions(reader: Reader, source: Ref, lines: Lines) -> Mentions:
    """What the claims say that rest on this source."""
    known = Known(reader)
    claims = {claim for _subject, claim in reader.citing(source)}
    subjects = sorted({subject for subject, _claim in reader.citing(source)})
    known.learn(subjects)
    members = frozenset(reader.members(source))
    spans: dict[Ref, set[Span]] = defaultdict(set)
    remarks: list[Remark] = []
    for subject in subjects:
        for statement in _resting(known, subject, claims):
            here = [_span(one, lines) for one in _citing(statement, members)]
            for ref in _named(known, subject, statement):
                spans[ref].update(here)
            if subject == source and statement.claim.property == "note":
                remarks += [Remark(_words(statement), span) for span in here]
    marks = _marked(lines.text, spans, _names(known, spans))
    records = _records(known, spans, marks)
    return Mentions(marks, records, tuple(sorted(remarks, key=lambda one: one.passage)))


def _resting(known: Known, subject: Ref, claims: set[EntryId]) -> Iterable[Statement]:
    for said in known.said(subject).values():
        for one in said:
            if one.claim.id in claims and one.weight != REJECTED:
                yield one


def _citing(statement: Statement, members: frozenset[RecordId]) -> list[Citation]:
    return [one for one in statement.claim.citations if one.source in members]


def _span(citation: Citation, lines: Lines) -> Span:
    passage = citation.passage
    if passage.first_line:
        return lines.span(passage.first_line, passage.last_line)
    if 0 <= passage.start < passage.end <= len(lines.text):
        return passage.start, passage.end
    return 0, len(lines.text)


def _named(known: Known, subject: Ref, statement: Statement) -> set[Ref]:
    """The records a claim speaks of: its subject, or what that is a part of, and what it links."""
    words = BY_NAME[subject.kind].words
    found = {subject} if words.listed else set()
    for name in words.belongs_by:
        found.update(known.targets(subject, name))
    target = known.target(statement)
    if target is not None and BY_NAME[target.kind].words.listed:
        found.add(target)
    return {one for one in found if one.kind not in _NOT_NAMED and not known.trashed(one)}


def _words(statement: Statement) -> str:
    value = statement.claim.value
    return value.text if isinstance(value, Text) else ""


def _names(known: Known, refs: Iterable[Ref]) -> Mapping[Ref, Sequence[str]]:
    found: dict[Ref, Sequence[str]] = {}
    known.learn(refs)
    for ref in refs:
        properties = BY_NAME[ref.kind].properties.values()
        naming = [one.name for one in properties if one.role is Role.NAME and not one.describes]
        said = (one for name in naming for one in known.of(ref, name))
        found[ref] = [_words(one) for one in said]
    return found


def _marked(
    text: str, spans: Mapping[Ref, Iterable[Span]], names: Mapping[Ref, Sequence[str]]
) -> tuple[Mark, ...]:
    found: dict[Ref, set[Standing]] = {}
    for ref, passages in spans.items():
        if ref.kind not in _ORDER:
            continue
        found[ref] = {
            standing
            for start, end in passages
            for standing in standings(
                text[start : min(end, start + _LONGEST)], start, ref.kind, names[ref]
            )
        }
    whole = Counter({ref: sum(one.words > 1 for one in some) for ref, some in found.items()})
    every = [(one, ref) for ref, some in found.items() for one in some]
    # Names stand before titles of incidents, longer ones before shorter ones; of two persons with
    # one surname, the one whose whole name is written here.
    every.sort(
        key=lambda one: (
            one[1].kind == "incident",
            -one[0].words,
            one[0].start - one[0].end,
            -whole[one[1]],
        )
    )
    kept: list[Mark] = []
    taken: set[int] = set()
    for standing, ref in every:
        place = range(standing.start, standing.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(Mark(standing.start, standing.end, ref))
    return tuple(sorted(kept, key=lambda one: one.start))


def _records(
    known: Known, spans: Mapping[Ref, Iterable[Span]], marks: Iterable[Mark]
) -> tuple[Mentioned, ...]:
    names = Names(known)
    names.learn(spans)
    marked: dict[Ref, list[Span]] = defaultdict(list)
    for mark in marks:
        marked[mark.ref].append((mark.start, mark.end))
    found = []
    for ref, cited in spans.items():
        named = marked[ref]
        bare = [
            (start, end)
            for start, end in cited
            if not any(start <= one < end for one, _end in named)
        ]
        found.append(Mentioned(ref, names.of(ref), tuple(sorted({*named, *bare}))))
    return tuple(sorted(found, key=_by_kind))


def _by_kind(one: Mentioned) -> tuple[int, str]:
    kind = one.ref.kind
    return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER)), one.title.casefold()
