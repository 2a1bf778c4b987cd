"""Changing a question as somebody would who types: leaving a spelling out, adding a condition."""

import re
from collections.abc import Callable

from casefiles.search.normalise import fold

_QUOTED = re.compile(r'("[^"]*"|«[^»]*»|“[^”]*”|„[^“”]*[“”])')
_TOKEN = re.compile(r'[^\s()"«»“”„!]+(?:!"[^"]*"|![^\s()"«»“”„!]+)*')


def without_variant(text: str, typed: str, other: str) -> str:
    """The question with another spelling of a word left out: `sattori!sattorov`."""
    sign = f'!"{other}"' if re.search(r"\s", other) else f"!{other}"
    return _each_word(text, typed, lambda token: token + sign)


def with_variant(text: str, typed: str, other: str) -> str:
    """The question with a spelling taken in again that was left out."""

    def taken_in(token: str) -> str:
        word, *unmeant = re.findall(r'!?(?:"[^"]*"|[^!"]+)', token)
        kept = [one for one in unmeant if fold(one.strip('!"')) != fold(other)]
        return "".join([word, *kept])

    return _each_word(text, typed, taken_in)


def narrowed(text: str, words: str) -> str:
    """The question with one more condition; the same question if it holds it already."""
    if words in text:
        return text
    kept = f"({text.strip()})" if re.search(r"(?<!\S)(?:OR|ИЛИ|Ё)(?!\S)", text) else text.strip()
    return f"{kept} {words}".strip()


def _each_word(text: str, typed: str, change: Callable[[str], str]) -> str:
    """The text with each place changed where the word stands, quotes left alone."""

    def changed(found: re.Match[str]) -> str:
        token = found.group()
        field, colon, word = token.rpartition(":")
        bare = re.split("!", word)[0]
        same = fold(bare) == fold(typed)
        return f"{field}{colon}{change(word)}" if same else token

    # What stands in quotes after a ! belongs to its word, so words are looked for first.
    pieces, last = [], 0
    for found in re.finditer(f"{_TOKEN.pattern}|{_QUOTED.pattern}", text):
        pieces += [text[last : found.start()]]
        quoted = found.group()[0] in '"«“„'
        pieces.append(found.group() if quoted else changed(found))
        last = found.end()
    return "".join([*pieces, text[last:]])
