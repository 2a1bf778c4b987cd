"""From what somebody typed to a `Query`, and from the `Query` back to plain language.

    sattori dushanbe          both words, in any spelling and ending
    "exit ban"  "sattori"     as written              sattor*     begins so
    sattori~  sattori~2        a letter or two off     -lawyer    without
    sattori!sattorov           but not in this spelling
    a AND (b OR c) NOT d     also И ИЛИ НЕ, in capitals
    a NEAR b   a NEAR/5 b    at most so many words apart; also РЯДОМ
    person: agency: act: place: case: source: author: outlet: tag: lang: name: title: ...
    2017-07  2017-07..2017-09  date:2017  dated 2017  before:2017  after:2017-07  summer 2017
    sources dated 2017-07    kinds, where nothing but kinds and conditions is asked

Nothing typed is an error: what cannot be read so is looked for as plain words, and says so.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from casefiles.search import chips
from casefiles.search.conditions import (
    AllOf,
    AnyOf,
    Condition,
    InField,
    OfKind,
    Word,
    Wording,
    inexact,
    is_wording,
    wanted,
)
from casefiles.search.forms import COMMON
from casefiles.search.lexicon import AND, KIND_WORDS, NEAR, NOT, OR
from casefiles.search.normalise import words
from casefiles.search.parser import UnreadableError, read
from casefiles.text import _

LONGEST_QUESTION = 1000
MOST_WORDS = 64


@dataclass(frozen=True, slots=True)
class Variant:
    """Another way in which a word of the question is written, taken for it or left out."""

    typed: str
    other: str
    count: int
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A question: what must hold, and what the reader should know about how it was read."""

    root: AllOf
    notes: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not self.root.conditions

    def chips(self) -> tuple[str, ...]:
        """The question in plain language, one chip for each condition that must hold."""
        return chips.chips(self.root)

    def wanted(self) -> Iterator[Wording | InField]:
        """The wordings a reader hopes to see in a hit."""
        return wanted(self.root)

    @property
    def wordings(self) -> tuple[Wording, ...]:
        """The words, phrases ... of which every one is required, wherever they stand."""
        return tuple(one for one in self.root.conditions if is_wording(one))  # type: ignore[misc]

    @property
    def is_exact(self) -> bool:
        """Whether something is asked only as it is written."""
        return inexact(self.root) != self.root

    def inexact(self) -> "Query":
        """The same question in any spelling and ending."""
        return replace(self, root=AllOf(tuple(inexact(one) for one in self.root.conditions)))

    def loosened(self) -> Iterator["Query"]:
        """The same question content with fewer of its words: all but one, then any."""
        wordings = self.wordings
        others = tuple(one for one in self.root.conditions if not is_wording(one))
        for least in sorted({len(wordings) - 1, 1}, reverse=True):
            if 0 < least < len(wordings):
                yield replace(self, root=AllOf((*others, AnyOf(wordings, least))))

    def noting(self, note: str) -> "Query":
        """The same question with one more thing for the reader to know."""
        return replace(self, notes=(*self.notes, note))


def parse(untrusted_text: str, kind_words: Mapping[str, str] = KIND_WORDS) -> Query:
    """The question in `untrusted_text`; never raises.

    `kind_words` maps the lower-case words for kinds of records to the kinds' names.
    """
    text = _with_ascii_digits(untrusted_text[:LONGEST_QUESTION])
    notes: tuple[str, ...] = ()
    if len(untrusted_text) > LONGEST_QUESTION:
        notes = (_("The question is very long; only its beginning was looked for."),)
    try:
        conditions = read(text, kind_words)
    except UnreadableError:
        note = _("The question could not be read as written; its words are looked for instead.")
        return Query(AllOf(_without_common(_plain(text))), (*notes, note))
    return Query(AllOf(_kinds_told(_without_common(conditions), kind_words)), notes)


def _plain(text: str) -> tuple[Condition, ...]:
    operators = (*AND, *OR, *NOT, *NEAR)
    kept = " ".join(part for part in text.split() if part.partition("/")[0] not in operators)
    found = (Word(kept[word.start : word.end], word.text) for word in words(kept))
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def _without_common(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Without the words of every sentence, unless nothing else is asked."""
    rest = tuple(one for one in conditions if not (isinstance(one, Word) and one.word in COMMON))
    return rest or conditions


def _kinds_told(
    conditions: tuple[Condition, ...], kind_words: Mapping[str, str]
) -> tuple[Condition, ...]:
    """Words for kinds read as kinds, where all words are such and something else is asked too.

    So *documents dated 2017-07* asks for sources, but *documents seized* for these two words.
    """
    wordings = [one for one in conditions if is_wording(one)]
    others = tuple(one for one in conditions if not is_wording(one))
    kinds = [kind_words.get(one.word) if isinstance(one, Word) else None for one in wordings]
    if not others or not wordings or None in kinds:
        return conditions
    asked = tuple(OfKind(kind) for kind in dict.fromkeys(kinds) if kind)
    return (asked[0] if len(asked) == 1 else AnyOf(asked), *others)


def _with_ascii_digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)
