"""A letter written out: who wrote to whom, when, about what, then its words and what hung on it.

Only the worker loads this module. What is shown of a letter follows the parts as they stand: of
several versions of the same words the plain one; words before pictures; letters inside letters
after the one they came with; everything else by its name.
"""

import re
from collections import Counter
from datetime import date
from email.utils import parsedate_tz
from typing import NamedTuple

from casefiles.intake.readers import charsets
from casefiles.intake.readers.mail import mime
from casefiles.intake.readers.web import webpage
from casefiles.intake.reading import Note, Refusal

LINE_BETWEEN = "-" * 60
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_DEEPEST_PART = 30
_DEEPEST_LETTER = 8
_WORDS = ("text/plain", "text/html")
_NAME = re.compile(r'^"?([^"<>]*[^"<>\s])"?\s*<[^<>]*>$')
"""A sender with a name before the address."""


class Writing:
    """Collects the text of letters and what is to be said about it."""

    def __init__(self) -> None:
        self.encoding = ""
        self.lost = 0
        self._counts: Counter[str] = Counter()

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was left out or guessed, each thing once."""
        return tuple(Note(code, count) for code, count in self._counts.items() if count)

    def letter(self, letter: mime.Letter, depth: int = 0) -> str:
        """The text of one letter and of those inside it."""
        sheet = _Sheet()
        self._counts["cut_header"] += mime.was_cut(letter)
        self._part(letter, sheet, 0)
        head = [line for name in _HEADERS for line in self._header(letter, name)]
        pieces = ["\n".join(head), *sheet.words, "\n".join(sheet.attached)]
        text = "\n\n".join(piece for piece in pieces if piece)
        for inside in sheet.letters:
            if depth < _DEEPEST_LETTER:
                text += f"\n\n{LINE_BETWEEN}\n\n" + self.letter(inside, depth + 1)
            else:
                text += f"\n\n{self._named(inside)}"
        return text

    def _header(self, letter: mime.Letter, name: str) -> list[str]:
        lines = []
        for written in mime.said(letter, name.lower()):
            words, lost = mime.words(written)
            self.lost += lost
            if words:
                lines.append(f"{name}: {words}")
        return lines

    def _part(self, part: mime.Letter, sheet: "_Sheet", depth: int) -> None:
        kind = part.get_content_type()
        inside = mime.inside(part)
        if not part.is_multipart():
            self._leaf(part, kind, sheet)
        elif kind == "message/rfc822":
            sheet.letters.extend(inside)
        elif kind.startswith("message/") or depth >= _DEEPEST_PART:
            sheet.attached.append(self._named(part))
        else:
            for each in self._best(inside) if kind == "multipart/alternative" else inside:
                self._part(each, sheet, depth + 1)

    def _best(self, versions: list[mime.Letter]) -> list[mime.Letter]:
        """Of several versions of the same words the plain one, if there are words in it."""
        for kind in _WORDS:
            for version in versions:
                if _holds(version, kind) and not _is_empty(version):
                    others = [other for other in versions if other is not version]
                    self._counts["other_version"] += sum(_is_version(other) for other in others)
                    rest = [other for other in others if not _is_version(other)]
                    return [version, *rest]
        return versions

    def _leaf(self, part: mime.Letter, kind: str, sheet: "_Sheet") -> None:
        hangs_on = part.get_content_disposition() == "attachment" or mime.name_of(part)
        unpacked = kind.startswith("multipart/")  # its borders are not there: it stands as it is
        if hangs_on or (kind not in _WORDS and not unpacked):
            sheet.attached.append(self._named(part))
            return
        words = self._words(part, kind).strip("\n")
        if words and not words.isspace():
            sheet.words.append(words)

    def _words(self, part: mime.Letter, kind: str) -> str:
        data, charset = mime.content_of(part), mime.charset_of(part)
        if kind == "text/html":
            charset = charset or webpage.declared(data)
        found = charsets.readable(data, charset)
        self.encoding = self.encoding or found.encoding
        self.lost += found.lost
        self._tell(found.notes)
        text = found.text
        if kind == "text/html":
            text, notes = webpage.retyped(text)
            self._tell(notes)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _tell(self, notes: tuple[Note, ...]) -> None:
        for note in notes:
            self._counts[note.code] += note.count or 1

    def _named(self, part: mime.Letter) -> str:
        self._counts["attached"] += 1
        size = f"{mime.size_of(part)} bytes"
        name = (mime.name_of(part), mime.words(part.get_content_type())[0], size)
        return f"[attached: {', '.join(piece for piece in name if piece)}]"


class _Sheet:
    """What one letter holds: its words, the lines for what hangs on it, letters inside it."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.attached: list[str] = []
        self.letters: list[mime.Letter] = []


class Written(NamedTuple):
    """The text of a letter, and what it is called by: subject, sender, the day it was sent."""

    text: str
    title: str
    author: str
    date: str


def add(data: bytes, writing: Writing) -> Written:
    """One letter among others; raises `Refusal`."""
    letter = mime.parsed(data)
    try:
        text = writing.letter(letter)
    except RecursionError:
        raise Refusal("fault") from None
    sender = _first(letter, "from")
    return Written(text, _first(letter, "subject"), _NAME.sub(r"\1", sender), _day(letter))


def _first(letter: mime.Letter, name: str) -> str:
    return next((mime.words(written)[0] for written in mime.said(letter, name)), "")


def _day(letter: mime.Letter) -> str:
    """The day that the letter says it was sent, in the time of its sender; "" if it says none."""
    try:
        told = parsedate_tz(_first(letter, "date"))
        return date(*told[:3]).isoformat() if told else ""
    except (TypeError, ValueError, IndexError, OverflowError):
        return ""


def page_in(data: bytes) -> tuple[mime.Letter | None, int]:
    """The page of a saved page, and how many other parts there are (pictures, styles, frames)."""
    parts = [part for part in mime.parsed(data).walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    return (pages[0], len(parts) - 1) if pages else (None, len(parts))


def _holds(version: mime.Letter, kind: str) -> bool:
    return any(part.get_content_type() == kind for part in _first_branch(version))


def _is_version(part: mime.Letter) -> bool:
    """Whether a part is words, or words with the pictures that are set among them."""
    return part.get_content_type() in (*_WORDS, "multipart/related", "text/enriched")


def _is_empty(version: mime.Letter) -> bool:
    leaves = [part for part in _first_branch(version) if not part.is_multipart()]
    return not any(mime.content_of(part).strip() for part in leaves)


def _first_branch(part: mime.Letter) -> list[mime.Letter]:
    """The part, the first one in it, and so on down."""
    branch = [part]
    while len(branch) < _DEEPEST_PART:
        inside = mime.inside(branch[-1])
        if not inside:
            break
        branch.append(inside[0])
    return branch
