"""What a question is made of: a small tree of plain values.

The parser builds it, the index answers it, the marks in a text follow it, and it tells itself to
the reader as chips. None of them needs to know how the others do it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from casefiles.model.ids import Ref

FIELDS = (
    *("title", "name", "author", "outlet", "place", "tag", "mention", "file"),
    *("person", "agency", "act", "lang"),
)
"""The parts of a document that can be asked for by name."""

CASE, SOURCE = "case", "source"
"""Two more that are asked for by name, but found through other records: see `widening`."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, in any spelling and ending. `text` as typed, `word` folded.

    `exact`: only as it is written. `without` are folded words that are not meant, though they could
    be spellings of it; `also` are words of the vault's texts that sound like it (see `widening`).
    """

    text: str
    word: str
    exact: bool = False
    without: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more words next to each other, in this order; `exact`: as written, endings aside."""

    text: str
    words: tuple[str, ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Beginning:
    """A word that begins so."""

    text: str
    start: str


@dataclass(frozen=True, slots=True)
class Like:
    """A word at most `edits` letters (1 or 2) away, with the same first letter."""

    text: str
    word: str
    edits: int


Wording: TypeAlias = Word | Phrase | Beginning | Like


@dataclass(frozen=True, slots=True)
class InField:
    """A wording that must stand in one part of the document, or name its case or source."""

    field: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Near:
    """Two wordings stand in one text, at most `words` words apart, in any order."""

    one: Wording
    other: Wording
    words: int


@dataclass(frozen=True, slots=True)
class Among:
    """The record is one of these."""

    refs: frozenset[Ref]


@dataclass(frozen=True, slots=True)
class Counted:
    """The record is counted under this value of a group: its protection, an act (by code)."""

    group: str
    value: str


@dataclass(frozen=True, slots=True)
class Dated:
    """Some day of the document's dates lies between `start` and `end`, both included."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class OfKind:
    """The record is of this kind."""

    kind: str


@dataclass(frozen=True, slots=True)
class Without:
    """The condition does not hold."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every condition holds; of none, everything does."""

    conditions: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least `least` of the conditions hold; more of them count for more."""

    conditions: tuple["Condition", ...]
    least: int = 1


@dataclass(frozen=True, slots=True)
class Widened:
    """What was asked, or any other way of saying it: other names, places inside a place."""

    asked: "Condition"
    others: tuple["Condition", ...]


Condition: TypeAlias = (
    Wording | InField | Near | Among | Counted | Dated | OfKind | Without | AllOf | AnyOf | Widened
)


def wanted(condition: Condition, *, widened: bool = True) -> Iterator[Wording | InField]:
    """The wordings a reader hopes to see: all of them except what was excluded.

    With `widened` other ways of saying it too, otherwise only what was asked.
    """
    match condition:
        case AllOf(conditions) | AnyOf(conditions):
            for one in conditions:
                yield from wanted(one, widened=widened)
        case Widened(asked, others):
            for one in (asked, *(others if widened else ())):
                yield from wanted(one, widened=widened)
        case Word() | Phrase() | Beginning() | Like() | InField():
            yield condition
        case Near(one, other):
            yield from (one, other)
        case Dated() | OfKind() | Without() | Among() | Counted():
            pass


def required(condition: Condition) -> Iterator[Wording | InField]:
    """The wordings of which it is worth saying that a hit lacks them."""
    match condition:
        case AllOf(conditions) | AnyOf(conditions):
            for one in conditions:
                yield from required(one)
        case Widened():
            pass
        case _:
            yield from wanted(condition)


def is_wording(condition: Condition) -> bool:
    """Whether the condition is about words anywhere in a document."""
    match condition:
        case Widened(asked):
            return isinstance(asked, AllOf) or is_wording(asked)
        case _:
            return isinstance(condition, Word | Phrase | Beginning | Like)


def inexact(condition: Condition) -> Condition:
    """The same, what is asked as it is written taken in any spelling and ending."""
    match condition:
        case Word() | Phrase():
            return replace(condition, exact=False)
        case InField(field, wording):
            return InField(field, inexact(wording))  # type: ignore[arg-type]  # it stays a wording
        case Near(one, other, words):
            return Near(inexact(one), inexact(other), words)  # type: ignore[arg-type]
        case AllOf(conditions):
            return AllOf(tuple(inexact(one) for one in conditions))
        case AnyOf(conditions, least):
            return AnyOf(tuple(inexact(one) for one in conditions), least)
        case _:
            return condition
