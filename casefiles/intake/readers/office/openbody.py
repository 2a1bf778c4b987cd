"""The text of an OpenDocument file: paragraphs wherever they stand (OpenDocument 1.3, part 3).

Only words inside a paragraph are text; everything that says how a thing looks is passed over.
"""

import re

from casefiles.intake.readers.office.flow import Flow
from casefiles.intake.readers.office.markup import Attributes, Listener, leave_out

_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1_000
_PAGES = ("", "-left", "-first")
_LEFT_OUT = (
    *("text:note-citation", "text:ruby-text", "text:script", "office:forms", "office:scripts"),
    *("office:binary-data", "text:list-style", "text:sequence-decls", "text:variable-decls"),
    *(
        "text:user-field-decls",
        "?:desc",
        "?:title",
        "text:format-change",
        "style:presentation-page",
    ),
)


class Body(Listener):
    """Hears the part with the styles and then the one with the words, or the latter alone."""

    def __init__(self, flow: Flow) -> None:
        super().__init__()
        self.inserted = self.deleted = self.hidden = 0
        self._flow = flow
        self._paragraphs: list[bool] = []
        self._spans: list[bool] = []
        self._items: list[bool] = []
        self._hidden_styles: set[str] = set()
        self._page_styles: set[str] = set()
        self._style = self._who = ""
        self._notes = 0
        self._in_name = self._after_space = False
        self._open_notes: list[str] = []
        self._hear_text()
        self._hear_around()

    def words(self, words: str) -> None:
        """Any white space in a file is one space, and none where a paragraph begins."""
        if self._in_name:
            self._who += words
        elif self._paragraphs:
            told = _SPACES.sub(" ", words)
            if self._after_space:
                told = told.removeprefix(" ")
            if told:
                self._after_space = told.endswith(" ")
                self._say(told)

    def _hear_text(self) -> None:
        self.begins |= {
            **dict.fromkeys(("text:p", "text:h"), self._begin_paragraph),
            **dict.fromkeys(("text:span", "text:a"), self._begin_span),
            "text:s": self._spaces,
            "text:tab": self._tab,
            "text:line-break": self._line,
            "text:soft-page-break": self._soft_page,
            "text:list-item": self._begin_item,
            "text:hidden-text": self._hidden_field,
            "text:hidden-paragraph": self._hidden_element,
            "text:section": self._section,
            "style:style": self._begin_style,
            "style:paragraph-properties": self._paragraph_properties,
            "style:text-properties": self._text_properties,
        }
        self.ends |= {
            **dict.fromkeys(("text:p", "text:h"), self._end_paragraph),
            **dict.fromkeys(("text:span", "text:a"), self._end_span),
            "text:list-item": self._end_item,
            "style:style": self._end_style,
        }

    def _hear_around(self) -> None:
        flow = self._flow
        margins = [f"style:{name}{which}" for name in ("header", "footer") for which in _PAGES]
        self.begins |= {
            **dict.fromkeys(_LEFT_OUT, leave_out),
            "text:insertion": self._insertion,
            "text:deletion": self._deletion,
            "text:note": self._begin_note,
            "office:annotation": self._begin_comment,
            "dc:creator": self._begin_name,
            "dc:date": leave_out,
            "?:creator-initials": leave_out,
            "table:table": self._begin_table,
            "table:table-cell": self._apart,
            "table:covered-table-cell": self._apart,
            **dict.fromkeys(("?:text-box", *margins), self._apart),
        }
        self.ends |= {
            "text:note": self._end_note,
            "office:annotation": self._end_comment,
            "dc:creator": self._end_name,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
            "table:table-row": flow.end_row,
            "table:table": flow.end_table,
            "?:text-box": self._end_box,
            **dict.fromkeys(margins, self._end_margin),
        }

    def _say(self, words: str) -> None:
        if not (self._paragraphs[-1] or (self._spans and self._spans[-1])):
            self._flow.say(words)
        elif words.strip():
            self.hidden += 1

    def _begin_paragraph(self, told: Attributes) -> None:
        style = told.get("text:style-name", "")
        if style in self._page_styles:
            self._flow.page(again=False)
        self._paragraphs.append(style in self._hidden_styles)
        self._after_space = True

    def _end_paragraph(self) -> None:
        self._paragraphs.pop()
        listed = bool(self._items) and self._items[-1]
        self._flow.end_paragraph(listed=listed)
        if listed:
            self._items[-1] = False
        self._after_space = False

    def _begin_span(self, told: Attributes) -> None:
        outer = bool(self._spans and self._spans[-1])
        self._spans.append(outer or told.get("text:style-name", "") in self._hidden_styles)

    def _end_span(self) -> None:
        self._spans.pop()

    def _spaces(self, told: Attributes) -> None:
        if self._paragraphs:
            self._say(" " * min(number(told.get("text:c", "1"), 1), _MOST_SPACES))

    def _tab(self, _told: Attributes) -> None:
        if self._paragraphs:
            self._say("\t")

    def _line(self, _told: Attributes) -> None:
        if self._paragraphs:
            self._say("\n")
            self._after_space = True

    def _soft_page(self, _told: Attributes) -> None:
        self._flow.page(again=False)

    def _begin_item(self, _told: Attributes) -> None:
        self._items.append(True)

    def _end_item(self) -> None:
        self._items.pop()

    def _hidden_field(self, _told: Attributes) -> bool:
        self.hidden += 1
        return True

    def _hidden_element(self, told: Attributes) -> bool:
        return told.get("text:is-hidden") == "true" and self._hidden_field(told)

    def _section(self, told: Attributes) -> bool:
        return told.get("text:display") == "none" and self._hidden_field(told)

    def _begin_style(self, told: Attributes) -> None:
        """Both parts name styles P1, P2 and so on: those that come later are meant later."""
        self._style = told.get("style:name", "")
        self._page_styles.discard(self._style)
        self._hidden_styles.discard(self._style)
        if told.get("style:parent-style-name") in self._hidden_styles:
            self._hidden_styles.add(self._style)

    def _end_style(self) -> None:
        self._style = ""

    def _paragraph_properties(self, told: Attributes) -> None:
        if self._style and told.get("fo:break-before") == "page":
            self._page_styles.add(self._style)

    def _text_properties(self, told: Attributes) -> None:
        if self._style and told.get("text:display") == "none":
            self._hidden_styles.add(self._style)

    def _insertion(self, _told: Attributes) -> bool:
        self.inserted += 1
        return True

    def _deletion(self, _told: Attributes) -> bool:
        self.deleted += 1
        return True

    def _apart(self, _told: Attributes) -> None:
        self._flow.begin_apart()
        # What surrounds it neither hides nor lists what stands in it.
        self._items.append(False)
        self._spans.append(False)

    def _end_apart(self) -> list[str]:
        self._items.pop()
        self._spans.pop()
        return self._flow.end_apart()

    def _end_box(self) -> None:
        self._flow.put_behind(self._end_apart())

    def _end_margin(self) -> None:
        self._flow.margin(self._end_apart())

    def _begin_table(self, _told: Attributes) -> None:
        self._flow.begin_table()

    def _end_cell(self) -> None:
        self._items.pop()
        self._spans.pop()
        self._flow.end_cell()

    def _begin_note(self, told: Attributes) -> None:
        self._notes += 1
        self._open_notes.append(str(self._notes))
        self._flow.refer(self._open_notes[-1])
        self._apart(told)

    def _end_note(self) -> None:
        paragraphs = self._end_apart()
        self._flow.explain(self._open_notes.pop(), paragraphs)

    def _begin_comment(self, told: Attributes) -> None:
        self._who = ""
        self._apart(told)

    def _end_comment(self) -> None:
        paragraphs = self._end_apart()
        self._flow.comment(self._who, paragraphs)

    def _begin_name(self, _told: Attributes) -> None:
        self._in_name = True

    def _end_name(self) -> None:
        self._in_name = False


def number(told: str, otherwise: int) -> int:
    """A count as files tell it, if it is one."""
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else otherwise
