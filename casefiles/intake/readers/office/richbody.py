"""What the control words of rich text do to the text. Rich Text Format 1.9.1.

A group inherits the state of the one around it and gives nothing back. A destination is a group
whose words go elsewhere, or nowhere: whatever is not named here and says that older programs may
pass it over (\\*) is passed over.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from casefiles.intake.readers.office.flow import Flow
from casefiles.intake.readers.office.richcodes import Codes
from casefiles.intake.reading import Refusal

DEEPEST = 2_000

_NOWHERE, _FONTS = "nowhere", "fonttbl"
_LEFT_OUT = frozenset(
    (
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "filetbl", "revtbl",
        "listtable", "fldinst", "xe", "tc", "rxe", "txe", "nonshppict", "shprslt", "sp",
        "template", "private", "pntxta", "pntxtb", "upr", "ftnsep", "ftnsepc", "ftncn", "aftnsep",
        "aftnsepc", "aftncn", "do", "listtext", "pntext",
    )
)  # fmt: skip
_SAID_AFTER_ALL = {"title": "info", "result": "object", "ud": "upr", "dptxbxtext": "do"}
"""Groups that are wanted though the one around them is not."""

_KNOWN_THOUGH_STARRED = frozenset(("shpinst", "annotation", "atnauthor", "ud", "dptxbxtext"))
_MARGINS = frozenset(
    f"{name}{which}" for name in ("header", "footer") for which in ("", "l", "r", "f")
)
_APART = frozenset(("footnote", "annotation", "shptxt", "dptxbxtext")) | _MARGINS
_ITEMS = ("listtext", "pntext")
_LONGEST_NAME = 1_000
_SIGNS = {
    "tab": "\t", "line": "\n", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "emdash": "—", "endash": "–", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
    "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e", "rtlmark": "\u200f", "lbr": "\n",
    "nestcell": "\n", "nestrow": "\n",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
_LOOKS = {"v": "hidden", "deleted": "deleted", "revised": "inserted"}
_PAGES = {"mac": 10000, "pc": 437, "pca": 850}


@dataclass(slots=True)
class _State:
    into: str = ""
    left_out: str = ""
    font: int = 0
    passed_over: int = 1
    look: frozenset[str] = frozenset()
    in_table: bool = False
    apart: str = ""
    note: str = ""

    def inherited(self) -> "_State":
        """The state in which a group inside begins."""
        inside = _State(self.into, self.left_out, self.font, self.passed_over)
        inside.look, inside.in_table = self.look, self.in_table
        return inside


class Body:
    """Hears the tokens of a file."""

    def __init__(self) -> None:
        self.flow, self.codes = Flow(), Codes()
        self.counts = dict.fromkeys(_LOOKS.values(), 0)
        self.ended = False
        self._states = [_State()]
        self._starred = self._listed = False
        self._to_pass = self._usual_font = self._defined = self._notes = 0
        self._author = self._last_look = ""
        self._acts: dict[str, Callable[[int | None], None]] = {
            **dict.fromkeys(("par", "sect"), self._paragraph),
            **{name: partial(self._look, look) for name, look in _LOOKS.items()},
            "page": lambda _value: self.flow.page(),
            "pagebb": lambda value: self.flow.page(again=False) if value != 0 else None,
            "cell": lambda _value: self.flow.cell_here(),
            "row": lambda _value: self.flow.end_row(),
            "pard": self._plain_paragraph,
            "intbl": self._in_table,
            "plain": self._plain,
            "f": self._font,
            "uc": self._fallback,
            "u": self._number,
            "deff": self._default_font,
            "ansicpg": lambda value: self.codes.use_page(value or 0),
            **{name: partial(self._page, page) for name, page in _PAGES.items()},
        }

    def open(self) -> None:
        """A group begins."""
        if len(self._states) > DEEPEST:
            raise Refusal("tangled")
        self._states.append(self._states[-1].inherited())
        self._starred, self._to_pass = False, 0

    def close(self) -> None:
        """A group ends, the whole text with the first one."""
        self._to_pass = 0
        if len(self._states) > 1:
            state = self._states.pop()
            if state.apart:
                self._end_apart(state)
        self.ended = len(self._states) == 1

    def finish(self) -> bool:
        """End what has not ended. True if the file broke off."""
        cut = not self.ended
        while len(self._states) > 1:
            self.close()
        self._say(self.codes.left_over())
        self._end_table()
        return cut

    def letters(self, data: bytes) -> None:
        """Bytes that are text, unless they stand for a letter that older programs do not know."""
        passed = min(self._to_pass, len(data))
        self._to_pass -= passed
        state = self._states[-1]
        if passed < len(data) and state.into not in (_NOWHERE, _FONTS):
            self._say(self.codes.left_over() + self.codes.letters(data[passed:], state.font))

    def symbol(self, name: str) -> None:
        """A control symbol."""
        if name == "*":
            self._starred = True
        elif self._to_pass:
            self._to_pass -= 1
        elif name in "\r\n":
            self.word("par", None)
        else:
            self._say(_SYMBOLS.get(name, ""))

    def word(self, name: str, value: int | None) -> None:
        """A control word."""
        starred, self._starred = self._starred, False
        state = self._states[-1]
        if name not in _SIGNS:
            self._to_pass = 0
        if state.into == _NOWHERE:
            if _SAID_AFTER_ALL.get(name) == state.left_out:
                state.into = name if name == "title" else ""
                if name == "title":  # given twice, the second time in Unicode
                    self.flow.title = ""
                self._begin_apart(name)
        elif state.into == _FONTS:
            self._define(name, value or 0)
        elif name in _LEFT_OUT or (starred and name not in _KNOWN_THOUGH_STARRED):
            state.into, state.left_out = _FONTS if name == _FONTS else _NOWHERE, name
            self._listed = self._listed or name in _ITEMS
        elif name == "atnauthor":
            state.into, self._author = name, ""
        elif name in _SIGNS:
            self._sign(_SIGNS[name])
        elif name in self._acts:
            self._acts[name](value)
        else:
            self._begin_apart(name)

    def _sign(self, words: str) -> None:
        if self._to_pass:
            self._to_pass -= 1
        else:
            self._say(words)

    def _say(self, words: str) -> None:
        state = self._states[-1]
        if not words or state.into in (_NOWHERE, _FONTS):
            return
        if state.into == "title":
            self.flow.title = (self.flow.title + words)[:_LONGEST_NAME]
        elif state.into == "atnauthor":
            self._author = (self._author + words)[:_LONGEST_NAME]
        elif self._is_shown(state, words):
            self.flow.say(words)

    def _is_shown(self, state: _State, words: str) -> bool:
        """Whether words of this look are shown. Those that follow each other count as one."""
        look = next((name for name in _LOOKS.values() if name in state.look), "")
        if words.strip():
            if look and look != self._last_look:
                self.counts[look] += 1
            self._last_look = look
        return look in ("", "inserted")

    def _begin_apart(self, name: str) -> None:
        if name not in _APART:
            return
        state = self._states[-1]
        state.apart, state.in_table = name, False
        if name == "footnote":
            self._notes += 1
            state.note = str(self._notes)
            self.flow.refer(state.note)
        self.flow.begin_apart()

    def _end_apart(self, state: _State) -> None:
        self._end_table()
        if state.apart in ("shptxt", "dptxbxtext"):
            self.flow.put_apart_behind()
            return
        paragraphs = self.flow.end_apart()
        if state.apart == "footnote":
            self.flow.explain(state.note, paragraphs)
        elif state.apart == "annotation":
            self.flow.comment(self._author, paragraphs)
            self._author = ""
        else:
            self.flow.margin(paragraphs)

    def _end_table(self) -> None:
        """Rows say that they are some, but not which is the last."""
        self.flow.end_row()
        self.flow.end_table()

    def _paragraph(self, _value: int | None) -> None:
        if self._states[-1].in_table:
            self.flow.say("\n")
            return
        self._end_table()
        self.flow.end_paragraph(listed=self._listed)
        self._listed = False

    def _plain_paragraph(self, _value: int | None) -> None:
        self._states[-1].in_table = self._listed = False

    def _in_table(self, _value: int | None) -> None:
        self._states[-1].in_table = True

    def _plain(self, _value: int | None) -> None:
        self._states[-1].font = self._usual_font
        self._states[-1].look = frozenset()

    def _look(self, look: str, value: int | None) -> None:
        state = self._states[-1]
        state.look = state.look - {look} if value == 0 else state.look | {look}

    def _page(self, page: int, _value: int | None) -> None:
        self.codes.use_page(page)

    def _font(self, value: int | None) -> None:
        self._states[-1].font = value or 0

    def _default_font(self, value: int | None) -> None:
        self._usual_font = value or 0
        self._font(value)

    def _define(self, name: str, value: int) -> None:
        if name == "f":
            self._defined = value
        elif name == "fcharset":
            self.codes.define_font(self._defined, charset=value)
        elif name == "cpg":
            self.codes.define_font(self._defined, page=value)

    def _fallback(self, value: int | None) -> None:
        self._states[-1].passed_over = max(0, 1 if value is None else value)

    def _number(self, value: int | None) -> None:
        self._say(self.codes.number(value or 0))
        self._to_pass = self._states[-1].passed_over
