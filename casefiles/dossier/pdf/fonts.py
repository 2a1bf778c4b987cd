"""The bundled fonts, and what they cannot set.

Only these fonts are ever used, and only the letters a dossier needs are embedded. A character that
they lack is never dropped: it is printed as U+FFFD and counted (see `missing`), so that a reader
knows that something stood there.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

import resources

REGULAR, BOLD, ITALIC = "NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@lru_cache(maxsize=1)
def register() -> frozenset[int]:
    """Make the fonts known to ReportLab, once; answer the code points that all of them have."""
    letters: list[frozenset[int]] = []
    for name in (REGULAR, BOLD, ITALIC):
        # Everything explicit: ReportLab's defaults can be changed by settings files.
        file = str(resources.path("fonts", f"{name}.ttf"))
        font = TTFont(name, file, asciiReadable=True, shapable=False)
        pdfmetrics.registerFont(font)
        letters.append(frozenset(font.face.charToGlyph))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD)
    return frozenset.intersection(*letters)


def settable(words: str) -> str:
    """The words as they will be printed: composed, without invisible characters.

    Line breaks stay as a line feed. Direction marks, joiners and soft hyphens go, because they show
    nothing and can make a text read differently from what it says.
    """
    letters = register()
    return "".join(
        char if char == "\n" or ord(char) in letters else REPLACEMENT for char in _visible(words)
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
            if char != "\n" and ord(char) not in letters:
                counted[unicodedata.name(char, "OTHER").split()[0].capitalize()] += 1
    return counted


def _visible(words: str) -> Iterable[str]:
    unbroken = words.replace("\r\n", "\n").replace("\r", "\n")
    for char in unicodedata.normalize("NFC", unbroken):
        category = unicodedata.category(char)
        if char == "\n" or category in ("Zl", "Zp"):
            yield "\n"
        elif char == "\t" or category == "Zs":
            yield " " if char != "\N{NO-BREAK SPACE}" else char
        elif category not in ("Cc", "Cf") and not _is_variation_selector(char):
            yield char


def _is_variation_selector(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
