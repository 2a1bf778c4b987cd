"""The words of a text where they stand, as names are made of them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from casefiles.names.fold import WORD, fold, script

_POSSESSIVE = re.compile(r"(?:['’]s|['’]+)$", re.IGNORECASE)
_HYPHENS = frozenset("-‐‑")
_SPACE = re.compile(r"[ \t\u00a0\u202f]{1,3}")
_WRAPPED = re.compile(r"[ \t\u00a0]*\n[ \t\u00a0]*")


class Token(NamedTuple):
    """A word, half-open in code points, without a possessive.

    `between` is what stands before it; `dotted`, whether a dot follows at once.
    """

    text: str
    start: int
    end: int
    between: str
    capital: bool
    cased: bool
    dotted: bool

    @property
    def initial(self) -> bool:
        """Whether it can stand for a name: M., Kh."""
        return len(self.text) == 1 or (len(self.text) == 2 and self.capital)

    @property
    def acronym(self) -> bool:
        """Whether it is written in capitals throughout."""
        return len(self.text) > 1 and self.text.isupper()


def tokens(text: str) -> list[Token]:
    """All words of the text, in order."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    last = 0
    for found in WORD.finditer(text):
        word = found.group()
        possessive = _POSSESSIVE.search(word)
        if possessive and possessive.start() > 0:
            word = word[: possessive.start()]
        capital, cased = _case(word[0])
        start, end = found.start(), found.start() + len(word)
        yield Token(word, start, end, text[last:start], capital, cased, text[end : end + 1] == ".")
        last = end


@lru_cache(4096)
def _case(letter: str) -> tuple[bool, bool]:
    cased = letter.lower() != letter.upper()
    return letter.isupper(), cased


def beside(token: Token) -> bool:
    """Whether nothing but a space or a hyphen parts it from the word before, in one line."""
    return bool(_SPACE.fullmatch(token.between)) or token.between in _HYPHENS


def hyphened(token: Token) -> bool:
    """Whether a hyphen joins it to the word before."""
    return token.between in _HYPHENS


def joined(before: Token, token: Token) -> bool:
    """Whether both can be words of one name: a line may end between them, initials have dots."""
    between = token.between
    if beside(token) or _WRAPPED.fullmatch(between):
        return True
    return before.initial and between.strip() == "." and len(between) <= 3


def begins_sentence(line: Sequence[Token], at: int) -> bool:
    """Whether a sentence, a line or a quotation begins with this word."""
    between = line[at].between
    return at == 0 or any(sign in between for sign in '.!?\n:;“"«„•|…')


def ends_sentence(before: Token, token: Token) -> bool:
    """Whether a sentence ends between two words; a dot after an initial or "Mr" ends none."""
    between = token.between
    if "\n" in between or any(sign in between for sign in "!?…"):
        return True
    return "." in between and not before.initial and len(before.text) > 3


@lru_cache(1 << 16)
def folded(word: str) -> str:
    """One word in plain lower-case Latin letters."""
    return fold(word).replace(" ", "")


# Case endings of Russian nouns and adjectives, and what Tajik adds, longest first.
_ENDINGS = re.compile(
    "(?:ыми|ими|ого|его|ому|ему|ами|ями|ровро|ой|ый|ий|ым|им|ая|яя|ое|ее|ые|ие|ых|их|ом|ем|ам|ям"
    "|ах|ях|ою|ею|ей|ро|а|я|о|е|ё|у|ю|ы|и|ӣ|й|ь)$"
)
_TO_NOMINATIVE = (
    (re.compile("(?<=[оеё]в)(?:а|у|ым|е|ы|ых|ыми)$|(?<=ин)(?:а|у|ым|е|ы|ых|ыми)$"), ("",)),
    (re.compile("(?<=[оеё]в)(?:ой|ую)$|(?<=ин)(?:ой|ую)$"), ("а",)),
    (re.compile("(?<=зод)(?:ы|е|у|ой)$"), ("а",)),
    (re.compile("(?<=..ск)(?:ого|ому|им|ом)$"), ("ий",)),
    (re.compile("(?<=..[^аеёиоуыэюя])(?:а|у|ом|е|и|ро|иро)$"), ("",)),
    (re.compile("(?<=..[^аеёиоуыэюя])(?:ы|е|у|ой)$"), ("а",)),
    (re.compile("(?<=..)(?:я|ю|ем|е)$"), ("й", "ь")),
    (re.compile("(?<=..)(?:ии|ию|ией)$"), ("ия",)),
    (re.compile("(?<=...)ро$"), ("",)),
)


@lru_cache(1 << 14)
def nominatives(word: str) -> tuple[str, ...]:
    """The word as it stands, then as which it may be meant where Cyrillic endings inflect it."""
    if script(word) != "cyrillic":
        return (word,)
    low = word.lower()
    made = [word]
    for ending, instead in _TO_NOMINATIVE:
        if found := ending.search(low):
            made += [word[: found.start()] + one for one in instead]
    return tuple(dict.fromkeys(made))


@lru_cache(1 << 15)
def stemmed(word: str) -> str:
    """A word of a title or an address, folded, without what inflection adds in Cyrillic."""
    if script(word) == "cyrillic":
        bare = _ENDINGS.sub("", word.lower())
        word = bare if len(bare) >= 3 else word
    made = folded(word)
    return made.replace("isation", "ization").replace("centre", "center").replace("labour", "labor")
