"""Words in Arabic script: their letters joined, their order from right to left.

ReportLab sets letters as they come, from left to right. So words are joined beforehand: HarfBuzz
says which forms of the letters stand side by side, and each form becomes a character of its own
(private use, Unicode Standard 23.5) that is printed like any other letter and, when the text is
copied or searched, read as the letter it was made of. Which way the words of a line follow each
other can only be said once its lines are broken: see `turning`.

Left to right and right to left are told apart by the letters alone (after the Unicode Bidirectional
Algorithm, Annex 9, with each stretch of Arabic script isolated): data is put into sentences of
another language, whose order it must not change.
"""

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

LETTER = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc"
"""Letters, marks and digits of the script, as the inside of a set."""

JOINERS = "\u200c\u200d"
"""Say that two letters join or do not; they count only between letters of the script."""

_NUMBER = "[0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,:/\u066b\u066c][0-9\u0660-\u0669\u06f0-\u06f9]+)*"
_OTHER = re.compile(rf"[^\W\d_{LETTER}]")
"""A letter of another script."""

_ARABIC = re.compile(f"[{LETTER}]")
_STRETCH = re.compile(rf"[{LETTER}](?:(?:(?!{_OTHER.pattern}).)*[{LETTER}])?")
_PIECE = re.compile(rf"(?P<number>{_NUMBER})|(?P<letters>[{LETTER}{JOINERS}]+)|(?P<sign>.)")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_OPENING, _CLOSING = "([{«", ")]}»"
_BLANK, _HAIR = "space", 1
"""Printed for a letter that has no form of its own, and how wide (in thousandths of the size of the
font): readers leave out what has no width."""
_FIRST_PRIVATE, _LAST_PRIVATE = 0xE000, 0xF8FF


class Piece(NamedTuple):
    """What stands side by side in one font, from left to right as it is printed."""

    text: str
    arabic: bool


class Stretch(NamedTuple):
    """A part of a text; `words` are those of a part in Arabic script, in the order of reading."""

    text: str
    words: tuple[tuple[Piece, ...], ...] = ()


class ArabicFont(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A font with the forms of letters as characters of their own (see `Joining`)."""

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file, asciiReadable=False, shapable=False)
        self.read_as: dict[int, str] = {}
        self.forms = hb.Font(hb.Face(hb.Blob.from_file_path(file)))
        self.glyphs = {
            self.forms.glyph_to_string(glyph): glyph for glyph in range(self.forms.face.glyph_count)
        }

    def learn(self, code: int, glyph: str, letters: str) -> None:
        """Print this form, or nothing, under this code, and have it read as these letters."""
        number = self.glyphs[glyph or _BLANK]
        self.face.charToGlyph[code] = number
        advance = self.forms.get_glyph_h_advance(number) if glyph else _HAIR
        self.face.charWidths[code] = advance * 1000 / self.forms.face.upem
        self.read_as[code] = letters

    def addObjects(self, doc: pdfdoc.PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Write the font; its forms are read as letters by whoever copies or searches."""
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode(
                "ascii"
            )
            doc.idToObject[f"toUnicodeCMap:{name}"].content = self._reading(name, subset)

    def _reading(self, name: str, subset: list[int]) -> str:
        """The table from codes to letters (ISO 32000-1, 9.10.3)."""
        pairs = [
            f"<{at:02X}> <{self.read_as.get(code, chr(code)).encode('utf-16-be').hex().upper()}>"
            for at, code in enumerate(subset)
        ]
        return "\n".join(
            [
                "/CIDInit /ProcSet findresource begin",
                "12 dict begin",
                "begincmap",
                f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
                f"/CMapName /{name} def",
                "/CMapType 2 def",
                "1 begincodespacerange",
                f"<00> <{len(subset) - 1:02X}>",
                "endcodespacerange",
                f"{len(pairs)} beginbfchar",
                *pairs,
                "endbfchar",
                "endcmap",
                "CMapName currentdict /CMap defineresource pop",
                "end",
                "end",
            ]
        )


class Joining:
    """Joins the letters of words, in the same characters for all fonts of a family.

    So it need not be known whether a word will be printed bold.
    """

    def __init__(self, *family: ArabicFont) -> None:
        self._family = family
        self._codes: dict[tuple[str, str], int] = {}
        self._one_at_a_time = threading.Lock()
        self.joined = lru_cache(maxsize=1 << 14)(self._joined)

    def _joined(self, letters: str, *, number: bool = False) -> str:
        """The forms of the letters as they stand side by side, from left to right."""
        buffer = hb.Buffer()
        buffer.add_str(letters)
        buffer.guess_segment_properties()
        buffer.direction = "ltr" if number else "rtl"
        font = self._family[0].forms
        hb.shape(font, buffer, {"kern": False})
        glyphs = [one for one in buffer.glyph_infos if letters[one.cluster] not in JOINERS]
        in_order = glyphs if number else glyphs[::-1]
        begins = [*dict.fromkeys(one.cluster for one in in_order), len(letters)]
        codes = []
        for begin, end in pairwise(begins):
            forms = [
                font.glyph_to_string(one.codepoint) for one in in_order if one.cluster == begin
            ]
            # Readers turn the letters of one code around: so each letter has a code of its own.
            for form, letter in zip_longest(forms, letters[begin:end], fillvalue=""):
                codes.append(self._code(form, letter))
        return "".join(codes if number else codes[::-1])

    def _code(self, glyph: str, letters: str) -> str:
        with self._one_at_a_time:
            code = self._codes.get((glyph, letters))
            if code is None:
                code = _FIRST_PRIVATE + len(self._codes)
                if code > _LAST_PRIVATE:
                    msg = "more forms of letters than there are characters for them"
                    raise AssertionError(msg)
                for font in self._family:
                    font.learn(code, glyph, letters)
                self._codes[glyph, letters] = code
            return chr(code)

    def stretches(self, text: str) -> Iterator[Stretch]:
        """The text in parts, those in Arabic script word by word."""
        for number, line in enumerate(text.split("\n")):
            if number:
                yield Stretch("\n")
            at = 0
            for start, end in _arabic_parts(line):
                if start > at:
                    yield Stretch(line[at:start])
                inside = line[start:end]
                yield Stretch(inside, tuple(map(self._printed, inside.split())))
                at = end
            if at < len(line):
                yield Stretch(line[at:])

    def _printed(self, word: str) -> tuple[Piece, ...]:
        """A word as it is printed: its pieces from left to right."""
        pieces = []
        for piece in _PIECE.finditer(word):
            if piece["letters"]:
                pieces.append(Piece(self.joined(piece["letters"]), arabic=True))
            elif piece["number"] and not piece["number"].isascii():
                pieces.append(Piece(self.joined(piece["number"], number=True), arabic=True))
            else:
                pieces.append(Piece(piece.group().translate(_MIRRORED), arabic=False))
        return tuple(reversed(pieces))


def _arabic_parts(line: str) -> Iterator[tuple[int, int]]:
    """Where stretches begin and end: all of a line that has no other letters; or else from one
    letter to the last before one of another script, and with the brackets they open."""
    if not _ARABIC.search(line):
        return
    if not _OTHER.search(line):
        yield len(line) - len(line.lstrip()), len(line.rstrip())
        return
    at = 0
    while found := _STRETCH.search(line, at):
        at, inside = found.end(), found.group()
        left_open = sum(map(inside.count, _OPENING)) - sum(map(inside.count, _CLOSING))
        while left_open > 0 and line[at : at + 1] in tuple(_CLOSING):
            at, left_open = at + 1, left_open - 1
        yield found.start(), at
