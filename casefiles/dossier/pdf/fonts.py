"""The bundled fonts, and what they cannot set.

Only these fonts are ever used, and only the letters a dossier needs are embedded. A character that
they lack is never dropped: it is printed as U+FFFD and counted (see `missing`), so that a reader
knows that something stood there.
"""

import copy
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import resources
from casefiles.dossier.pdf.persian import JOINERS, LETTER, ArabicFont, Joining

REGULAR, BOLD, ITALIC = "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"
ARABIC, ARABIC_BOLD = "NotoSansArabic-Regular", "NotoSansArabic-Bold"
SIGNS, SIGNS_BOLD = "NotoSans-Regular-Turned", "NotoSans-Bold-Turned"
"""The same fonts under other names: signs and digits that belong to words in Arabic script."""

EMBOLDENED = {ARABIC: ARABIC_BOLD, SIGNS: SIGNS_BOLD}
TURNED = frozenset({*EMBOLDENED, *EMBOLDENED.values()})
"""Fonts of words that follow each other from right to left."""

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_KEPT = frozenset(f"\n{JOINERS}")
_JOINED = re.compile(f"(?<=[{LETTER}])[{JOINERS}](?=[{LETTER}])")
_ARABIC = re.compile(f"[{LETTER}]")


@lru_cache(maxsize=1)
def register() -> frozenset[int]:
    """Make the fonts known to ReportLab, once; answer the code points that can be set."""
    letters: list[frozenset[int]] = []
    for name in (REGULAR, BOLD, ITALIC):
        # Everything explicit: ReportLab's defaults can be changed by settings files.
        font = TTFont(name, _file(name), asciiReadable=True, shapable=False)
        pdfmetrics.registerFont(font)
        letters.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD)
    for name, turned in ((REGULAR, SIGNS), (BOLD, SIGNS_BOLD)):
        font = copy.copy(pdfmetrics.getFont(name))
        font.fontName, font.state = turned, WeakKeyDictionary()
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(SIGNS, SIGNS, SIGNS_BOLD, SIGNS, SIGNS_BOLD)
    return frozenset.intersection(*letters) | _arabic()[1]


def joining() -> Joining:
    """What joins the letters of words in Arabic script."""
    return _arabic()[0]


@lru_cache(maxsize=1)
def _arabic() -> tuple[Joining, frozenset[int]]:
    family = [ArabicFont(name, _file(name)) for name in (ARABIC, ARABIC_BOLD)]
    # Before any form of a letter becomes a character of its own.
    letters = frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in family))
    for font in family:
        pdfmetrics.registerFont(font)
    pdfmetrics.registerFontFamily(ARABIC, ARABIC, ARABIC_BOLD, ARABIC, ARABIC_BOLD)
    return Joining(*family), frozenset(one for one in letters if _ARABIC.fullmatch(chr(one)))


def _file(name: str) -> str:
    return str(resources.path("fonts", f"{name}.ttf"))


def settable(words: str) -> str:
    """The words as they will be printed: composed, without invisible characters.

    Line breaks stay as a line feed. Direction marks, joiners and soft hyphens go, because they show
    nothing and can make a text read differently from what it says; but joiners stay where they say
    how two letters in Arabic script are written.
    """
    letters = register()
    return "".join(
        char if char in _KEPT or ord(char) in letters else REPLACEMENT for char in _visible(words)
    )


def one_line(words: str) -> str:
    """`settable` for places that have one line: bookmarks, metadata."""
    return " ".join(settable(words).split())


def missing(texts: Iterable[str]) -> Counter[str]:
    """How many characters cannot be set, by the name of their script as Unicode spells it."""
    letters = register()
    counted: Counter[str] = Counter()
    for words in texts:
        for char in _visible(words):
            if char not in _KEPT and ord(char) not in letters:
                counted[unicodedata.name(char, "OTHER").split()[0].capitalize()] += 1
    return counted


def _visible(words: str) -> Iterable[str]:
    unbroken = words.replace("\r\n", "\n").replace("\r", "\n")
    composed = unicodedata.normalize("NFC", unbroken)
    joiners = {found.start() for found in _JOINED.finditer(composed)}
    for at, char in enumerate(composed):
        category = unicodedata.category(char)
        if at in joiners:
            yield char
        elif char == "\n" or category in ("Zl", "Zp"):
            yield "\n"
        elif char == "\t" or category == "Zs":
            yield " " if char != "\N{NO-BREAK SPACE}" else char
        elif category not in ("Cc", "Cf") and not _is_variation_selector(char):
            yield char


def _is_variation_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
