"""What a question is made of: a small tree of plain values.

The parser builds it, the index answers it, the marks in a text follow it, and it tells itself to
the reader as chips. None of them needs to know how the others do it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

FIELDS = ("title", "name", "author", "outlet", "place", "tag", "mention", "file")
"""The parts of a document that can be asked for by name."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word, in any spelling and ending. `text` as typed, `word` folded."""

    text: str
    word: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Two or more words next to each other, in this order."""

    text: str
    words: tuple[str, ...]


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
    """A wording that must stand in one part of the document (one of `FIELDS`)."""

    field: str
    wording: Wording


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


Condition: TypeAlias = Wording | InField | Dated | OfKind | Without | AllOf | AnyOf


def wanted(condition: Condition) -> Iterator[Wording | InField]:
    """The wordings a reader hopes to see: all of them except what was excluded."""
    match condition:
        case AllOf(conditions) | AnyOf(conditions):
            for one in conditions:
                yield from wanted(one)
        case Word() | Phrase() | Beginning() | Like() | InField():
            yield condition
        case Dated() | OfKind() | Without():
            pass


def is_wording(condition: Condition) -> bool:
    """Whether the condition is about words anywhere in a document."""
    return isinstance(condition, Word | Phrase | Beginning | Like)
