"""The grammar of a question, read by recursive descent.

    any   = all (OR all)*            not  = (NOT | -) not | one
    all   = not (AND? not)*          one  = ( any ) | field: wording | "words" | word | date

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
    Dated,
    InField,
    Like,
    OfKind,
    Phrase,
    Without,
    Word,
    Wording,
)
from casefiles.search.lexicon import AND, DATE_FIELD, DATED_WORDS, FIELD_WORDS, KIND_FIELD, NOT, OR
from casefiles.search.normalise import words
from casefiles.search.when import dated, is_year, looks_like_date

_DEEPEST = 16
_MOST_LEXEMES = 256
_SIGNED = re.compile(r"(.*?)(\*|~[12]?)?", re.DOTALL)
_LEXEME = re.compile(
    rf"""
      (?P<gap>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<phrase>"[^"]*"|«[^»]*»|“[^”]*”|„[^“”]*[“”])
    | (?P<field>{"|".join(FIELD_WORDS)}):\s*(?=[^\s()])
    | (?P<minus>[-−](?=[^\s\-−)]))
    | (?P<word>[^\s()"«»“”„]+)
    | (?P<stray>.)
    """,
    re.VERBOSE | re.IGNORECASE,
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
        found = [self._not(depth)]
        while True:
            must = self._take_operator(AND)
            following = self.upcoming
            if following is None or following.sort == "close" or _is_operator(following, OR):
                if must:
                    raise UnreadableError
                break
            found.append(self._not(depth))
        kept = tuple(one for one in found if one is not None)
        return kept[0] if len(kept) == 1 else AllOf(kept) if kept else None

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
            return self._in_field(FIELD_WORDS[lexeme.text.partition(":")[0].lower()])
        if lexeme.sort == "phrase":
            return wording(lexeme.text)
        if lexeme.sort == "word":
            return self._dated(lexeme) or _bare(lexeme.text)
        raise UnreadableError

    def _in_field(self, field: str) -> Condition | None:
        lexeme = self.upcoming
        if lexeme is None or lexeme.sort not in ("word", "phrase"):
            raise UnreadableError
        self._at += 1
        if field == KIND_FIELD:
            kind = lexeme.text.strip('"«»“”„').lower()
            return OfKind(self._kind_words.get(kind, kind))
        if field == DATE_FIELD:
            if days := dated(lexeme.text):
                return days
            raise UnreadableError
        found = wording(lexeme.text)
        return InField(field, found) if found else None

    def _dated(self, lexeme: _Lexeme) -> Dated | None:
        following = self.upcoming
        if lexeme.text.lower() not in DATED_WORDS or following is None:
            return None
        if days := dated(following.text):
            self._at += 1
        return days

    def _take(self, sort: str) -> bool:
        taken = self.upcoming is not None and self.upcoming.sort == sort
        self._at += taken
        return taken

    def _take_operator(self, operators: frozenset[str]) -> bool:
        taken = self.upcoming is not None and _is_operator(self.upcoming, operators)
        self._at += taken
        return taken


def wording(text: str) -> Wording | None:
    """One word, several as a phrase, a beginning or a likeness; None if there is no letter."""
    body, sign = _SIGNED.fullmatch(text).groups()  # type: ignore[union-attr]  # it always matches
    found = tuple(words(body))
    if not found:
        return None
    shown = body[found[0].start : found[-1].end]
    if len(found) > 1:
        return Phrase(shown, tuple(word.text for word in found))
    word = found[0].text
    if sign == "*":
        return Beginning(shown, word)
    return Like(shown, word, int(sign[1:] or 1)) if sign else Word(shown, word)


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
