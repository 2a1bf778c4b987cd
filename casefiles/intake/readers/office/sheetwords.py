"""What stands beside the sheets of a workbook: its list of them, shared words, comments."""

import re
from typing import NamedTuple

from casefiles.intake.readers.office.markup import Attributes, Listener, leave_out

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class NamedSheet(NamedTuple):
    """A sheet as the workbook lists it. `relation`: the id under which its part is found."""

    name: str
    relation: str
    hidden: bool


class Workbook(Listener):
    """Hears the main part."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[NamedSheet] = []
        self.from_1904 = False
        self.begins = {"x:sheet": self._sheet, "x:workbookPr": self._properties}

    def _sheet(self, told: Attributes) -> None:
        hidden = told.get("state", "visible") != "visible"
        self.sheets.append(NamedSheet(told.get("name", ""), told.get("r:id", ""), hidden))

    def _properties(self, told: Attributes) -> None:
        self.from_1904 = told.get("date1904") in ("1", "true")


class SharedWords(Listener):
    """Hears the words that cells refer to by number. How they are to be pronounced is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[str] = []
        self._listening = False
        self.begins = {"x:t": self._listen, "x:rPh": leave_out}
        self.ends = {"x:t": self._deafen, "x:si": self._end}

    def words(self, words: str) -> None:
        """Only what stands in a text element."""
        if self._listening:
            self._open.append(words)

    def _listen(self, _told: Attributes) -> None:
        self._listening = True

    def _deafen(self) -> None:
        self._listening = False

    def _end(self) -> None:
        self.found.append(unescaped("".join(self._open)))
        self._open.clear()


class Comments(SharedWords):
    """Hears the comments of a sheet, each with its author."""

    def __init__(self) -> None:
        super().__init__()
        self._authors: list[str] = []
        self._author = ""
        self.comments: list[tuple[str, str]] = []
        """Author and words of each."""

        self.begins |= {"x:author": self._listen, "x:comment": self._begin_comment}
        self.ends |= {"x:author": self._end_author, "x:comment": self._end_comment}

    def _end_author(self) -> None:
        self._deafen()
        self._authors.append(self._taken())

    def _begin_comment(self, told: Attributes) -> None:
        at = told.get("authorId", "")
        known = at.isascii() and at.isdigit() and len(at) < 9 and int(at) < len(self._authors)
        self._author = self._authors[int(at)] if known else ""

    def _end_comment(self) -> None:
        self.comments.append((self._author, self._taken()))

    def _taken(self) -> str:
        words = unescaped("".join(self._open))
        self._open.clear()
        return words


def unescaped(words: str) -> str:
    """Characters that XML cannot hold are written as _x000D_; most of them are line ends."""
    return _ESCAPED.sub(_sign, words) if "_x" in words else words


def _sign(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    if 0xD800 <= code < 0xE000:
        return "\ufffd"
    return chr(code) if code >= 32 or code in (9, 10, 13) else ""
