"""What a source speaks of: whom its text names, what is cited from it, notes, unknown names,
dates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.pages.source.dates import Dated, gathered
from app.pages.source.lines import Lines
from casefiles.insight.known import Known
from casefiles.insight.mentioned import cited_passages
from casefiles.insight.naming import Names
from casefiles.insight.passages import Passages, Span
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.names.unknown import Unknown
from casefiles.operations import mentioning
from casefiles.operations.dating import dates
from casefiles.operations.mentioning import Status
from casefiles.vault import Vault

_ORDER = ("person", "organisation", "incident", "place")
"""These stand first in the list."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A name of a record in the text: half-open, in code points; whether somebody read it here."""

    start: int
    end: int
    ref: Ref
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A record, and the passages of the source that speak of it, in the order of the text.

    `open` are those among them that are suggested and not decided yet.
    """

    ref: Ref
    title: str
    passages: tuple[Span, ...]
    open: tuple[Span, ...] = ()


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
    unknown: tuple[Unknown, ...] = ()
    dates: tuple[Dated, ...] = ()

    def undecided(self, start: int, end: int) -> list[Mark]:
        """The suggestions in a stretch of the text."""
        return [one for one in self.marks if start <= one.start < end and not one.certain]


def mentions(vault: Vault, source: Ref, lines: Lines) -> Mentions:
    """Everything the list beside the text shows, and the marks in it."""
    reader = vault.reader
    found = mentioning.mentions(vault, source=source)
    marks = tuple(
        Mark(one.start, one.end, one.ref, one.status is not Status.SUGGESTED) for one in found
    )
    cited = cited_passages(reader, source, lines.text).passages
    records = _records(reader, {ref: spans for ref, spans in cited.items() if ref != source}, marks)
    return Mentions(
        marks,
        records,
        _remarks(reader, source, lines),
        mentioning.unknown(vault, source=source, found=found),
        gathered(dates(vault, source=source)),
    )


def _remarks(reader: Reader, source: Ref, lines: Lines) -> tuple[Remark, ...]:
    passages = Passages(lines.text, lines.first)
    members = frozenset(reader.members(source))
    found = [
        Remark(statement.claim.value.text, passages.cited(cited))
        for statement in Known(reader).of(source, "note")
        if isinstance(statement.claim.value, Text)
        for cited in statement.claim.citations
        if cited.source in members
    ]
    return tuple(sorted(found, key=lambda one: one.passage))


def _records(
    reader: Reader, cited: Mapping[Ref, Sequence[Span]], marks: Iterable[Mark]
) -> tuple[Mentioned, ...]:
    named: dict[Ref, list[Mark]] = defaultdict(list)
    for mark in marks:
        named[mark.ref].append(mark)
    known = Known(reader)
    refs = {*cited, *named}
    known.learn(refs)
    names = Names(known)
    names.learn(refs)
    found = [
        Mentioned(ref, names.of(ref), *_passages(cited.get(ref, ()), named[ref])) for ref in refs
    ]
    return tuple(sorted(found, key=_by_kind))


def _passages(
    cited: Sequence[Span], marks: Sequence[Mark]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where it is named, and the cited passages in which it is not; and what is undecided."""
    spots = {(one.start, one.end) for one in marks}
    bare = {
        (start, end) for start, end in cited if not any(start <= one < end for one, _end in spots)
    }
    undecided = sorted((one.start, one.end) for one in marks if not one.certain)
    return tuple(sorted(spots | bare)), tuple(undecided)


def _by_kind(one: Mentioned) -> tuple[int, str]:
    kind = one.ref.kind
    return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER)), one.title.casefold()
