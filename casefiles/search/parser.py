"""The grammar of a question, read by recursive descent.

    any   = all (OR all)*            not  = (NOT | -) not | one
    all   = near (AND? near)*        one  = ( any ) | field: one | "words" | word | date
    near  = not (NEAR[/n] not)*

`UnreadableError` is raised for what does not fit and never leaves the package.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from casefiles.search.conditions import (
    AllOf,
    AnyOf,
    Beginning,
    Condition,
    Counted,
    InField,
    Like,
    Near,
    OfKind,
    Phrase,
    Without,
    Word,
    Wording,
)
from casefiles.search.forms import COMMON
from casefiles.search.languages import code_of
from casefiles.search.lexicon import (
    AFTER_FIELD,
    AND,
    BEFORE_FIELD,
    DATE_FIELD,
    DATED_WORDS,
    FIELD_WORDS,
    KIND_FIELD,
    LANGUAGE_FIELD,
    NEAR,
    NEAR_WORDS,
    NOT,
    OR,
    PROTECTION_FIELD,
    PROTECTION_WORDS,
)
from casefiles.search.normalise import words
from casefiles.search.when import after, before, dated, in_words, is_year, looks_like_date

_DEEPEST = 16
_LONGEST_DATE = 4
_FARTHEST = 50
_QUOTES = frozenset('"«“„')
_WORDINGS = (Word, Phrase, Beginning, Like)
_READ_DAYS = {
    DATE_FIELD: lambda text: dated(text) or in_words(text),
    BEFORE_FIELD: before,
    AFTER_FIELD: after,
}
_MOST_LEXEMES = 256
_SIGNED = re.compile(r"(.*?)(\*|~[12]?)?", re.DOTALL)
_LEXEME = re.compile(
    rf"""
      (?P<gap>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<phrase>"[^"]*"|«[^»]*»|“[^”]*”|„[^“”]*[“”])
    | (?P<field>(?i:{"|".join(FIELD_WORDS)})):\s*(?=[^\s)])
    | (?P<minus>[-−](?=[^\s\-−)]))
    | (?P<near>(?:{"|".join(NEAR)})(?:/\d{{1,3}})?(?!\S))
    | (?P<word>(?:[^\s()"«»“”„!]|!(?!"))+(?:!"[^"]*"|![^\s()"«»“”„!]+)*)
    | (?P<stray>.)
    """,
    re.VERBOSE,
)


class UnreadableError(Exception):
    """The text is no well-formed question."""


class _Lexeme(NamedTuple):
    sort: str
    text: str


def read(text: str, kind_words: Mapping[str, str]) -> tuple[Condition, ...]:
    """The conditions that must all hold; raises `UnreadableError`."""
    found = (_Lexeme(match.lastgroup or "", match.group()) for match in _LEXEME.finditer(text))
    lexemes = [lexeme for lexeme in found if lexeme.sort != "gap"]
    if len(lexemes) > _MOST_LEXEMES or any(lexeme.sort == "stray" for lexeme in lexemes):
        raise UnreadableError
    reading = _Reading(lexemes, kind_words)
    whole = reading.any_of(depth=0) if lexemes else None
    if reading.upcoming:
        raise UnreadableError
    if whole is None:
        return ()
    return whole.conditions if isinstance(whole, AllOf) else (whole,)


class _Reading:
    """The lexemes not read yet, and one method for each line of the grammar."""

    def __init__(self, lexemes: list[_Lexeme], kind_words: Mapping[str, str]) -> None:
        self._lexemes = lexemes
        self._at = 0
        self._kind_words = kind_words

    @property
    def upcoming(self) -> _Lexeme | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None

    def any_of(self, depth: int) -> Condition | None:
        if depth > _DEEPEST:
            raise UnreadableError
        found = [self._all_of(depth)]
        while self._take_operator(OR):
            found.append(self._all_of(depth))
        kept = tuple(one for one in found if one is not None)
        return kept[0] if len(kept) == 1 else AnyOf(kept) if kept else None

    def _all_of(self, depth: int) -> Condition | None:
        found = [self._near(depth)]
        while True:
            must = self._take_operator(AND)
            following = self.upcoming
            if following is None or following.sort == "close" or _is_operator(following, OR):
                if must:
                    raise UnreadableError
                break
            found.append(self._near(depth))
        kept = tuple(one for one in found if one is not None)
        return kept[0] if len(kept) == 1 else AllOf(kept) if kept else None

    def _near(self, depth: int) -> Condition | None:
        last = self._not(depth)
        found: list[Condition] = []
        while (sign := self.upcoming) is not None and self._take("near"):
            following = self._not(depth)
            words = int(sign.text.partition("/")[2] or NEAR_WORDS)
            found.append(_near_each_other(last, following, min(words, _FARTHEST)))
            last = following
        return AllOf(tuple(found)) if len(found) > 1 else found[0] if found else last

    def _not(self, depth: int) -> Condition | None:
        if self._take_operator(NOT) or self._take("minus"):
            if depth > _DEEPEST:
                raise UnreadableError
            inner = self._not(depth + 1)
            return Without(inner) if inner is not None else None
        return self._one(depth)

    def _one(self, depth: int) -> Condition | None:
        lexeme = self.upcoming
        if lexeme is None or _is_operator(lexeme, AND | OR):
            raise UnreadableError
        self._at += 1
        if lexeme.sort == "open":
            inner = self.any_of(depth + 1)
            if not self._take("close"):
                raise UnreadableError
            return inner
        if lexeme.sort == "field":
            return self._in_field(FIELD_WORDS[lexeme.text.partition(":")[0].lower()], depth)
        if lexeme.sort == "phrase":
            return wording(lexeme.text)
        if lexeme.sort == "word":
            return self._dated(lexeme) or _bare(lexeme.text)
        raise UnreadableError

    def _in_field(self, field: str, depth: int) -> Condition | None:
        if self._take("open"):
            inner = self.any_of(depth + 1)
            if not self._take("close"):
                raise UnreadableError
            return _placed_in(field, inner) if inner is not None else None
        lexeme = self.upcoming
        if lexeme is None or lexeme.sort not in ("word", "phrase"):
            raise UnreadableError
        self._at += 1
        text = lexeme.text.strip('"«»“”„')
        if field == KIND_FIELD:
            return OfKind(self._kind_words.get(text.lower(), text.lower()))
        if field == PROTECTION_FIELD:
            if level := PROTECTION_WORDS.get(text.lower()):
                return Counted("sensitivity", level)
            raise UnreadableError
        if field in _READ_DAYS:
            if days := _READ_DAYS[field](text):
                return days
            raise UnreadableError
        found = wording(lexeme.text)
        return _placed_in(field, found) if found else None

    def _dated(self, lexeme: _Lexeme) -> Condition | None:
        """Days, where the word and those that follow say some: dated 2017, summer 1994."""
        following = self.upcoming
        if lexeme.text.lower() in COMMON:
            return None
        if lexeme.text.lower() in DATED_WORDS and following is not None:
            if days := dated(following.text):
                self._at += 1
                return days
            return None
        for count in range(_LONGEST_DATE - 1, 0, -1):
            more = self._lexemes[self._at : self._at + count]
            if len(more) < count or any(one.sort != "word" for one in more):
                continue
            text = " ".join(one.text for one in (lexeme, *more)).rstrip(",;:!?.")
            if (days := in_words(text)) and (said := wording(text)):
                self._at += count
                return AnyOf((days, said))  # as it may stand in the text in the same words
        return None

    def _take(self, sort: str) -> bool:
        taken = self.upcoming is not None and self.upcoming.sort == sort
        self._at += taken
        return taken

    def _take_operator(self, operators: frozenset[str]) -> bool:
        taken = self.upcoming is not None and _is_operator(self.upcoming, operators)
        self._at += taken
        return taken


def wording(text: str) -> Wording | None:
    """One word, several as a phrase, a beginning or a likeness; None if there is no letter.

    What stands in quotes is meant as it is written; what follows a `!` is not meant.
    """
    quoted = text[:1] in _QUOTES
    body, sign = _SIGNED.fullmatch(text).groups()  # type: ignore[union-attr]  # it always matches
    said, *unmeant = [body] if quoted else body.split("!")
    found = tuple(words(said))
    if not found:
        return None
    shown = said[found[0].start : found[-1].end]
    if len(found) > 1:
        return Phrase(shown, tuple(word.text for word in found), exact=quoted)
    word = found[0].text
    if sign == "*":
        return Beginning(shown, word)
    if sign:
        return Like(shown, word, int(sign[1:] or 1))
    without = (" ".join(one.text for one in words(some)) for some in unmeant)
    return Word(shown, word, exact=quoted, without=tuple(one for one in without if one))


def _placed_in(field: str, condition: Condition) -> Condition:
    """The condition, its wordings meant of one field only."""
    match condition:
        case Word() if field == LANGUAGE_FIELD:
            return InField(field, Word(condition.text, code_of(condition.text) or condition.word))
        case Word() | Phrase() | Beginning() | Like():
            return InField(field, condition)
        case AllOf(conditions):
            return AllOf(tuple(_placed_in(field, one) for one in conditions))
        case AnyOf(conditions, least):
            return AnyOf(tuple(_placed_in(field, one) for one in conditions), least)
        case Without(inner):
            return Without(_placed_in(field, inner))
    raise UnreadableError


def _near_each_other(one: Condition | None, other: Condition | None, words: int) -> Condition:
    """Wordings, or any of some, near each other."""
    if isinstance(one, AnyOf):
        return AnyOf(tuple(_near_each_other(some, other, words) for some in one.conditions))
    if isinstance(other, AnyOf):
        return AnyOf(tuple(_near_each_other(one, some, words) for some in other.conditions))
    if isinstance(one, AllOf):
        return AllOf(tuple(_near_each_other(some, other, words) for some in one.conditions))
    if isinstance(other, AllOf):
        return AllOf(tuple(_near_each_other(one, some, words) for some in other.conditions))
    if isinstance(one, _WORDINGS) and isinstance(other, _WORDINGS):
        return Near(one, other, words)
    raise UnreadableError


def _bare(text: str) -> Condition | None:
    trimmed = text.strip(",;:!?")
    if looks_like_date(trimmed) and (days := dated(trimmed)):
        return days
    found = wording(text)
    if is_year(trimmed) and (days := dated(trimmed)) and found:
        return AnyOf((days, found))  # a year is as often a word of the text
    return found


def _is_operator(lexeme: _Lexeme, operators: frozenset[str]) -> bool:
    return lexeme.sort == "word" and lexeme.text in operators
