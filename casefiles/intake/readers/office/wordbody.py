"""The text of a document of Word, of its notes, comments, heads and feet: one markup for all.

Office Open XML (ECMA-376), part 1, chapter 17. What is not named here is passed through: fields
show the result that was saved, links and content controls their words.
"""

from dataclasses import dataclass

from casefiles.intake.readers.office.flow import Flow
from casefiles.intake.readers.office.markup import Attributes, Listener, leave_out
from casefiles.intake.readers.office.wordstyles import Styles, says_no

_LEFT_OUT = (
    *("w:tabs", "w:sectPr", "w:tblPr", "w:trPr", "w:tcPr", "w:tblGrid"),
    *("w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:numberingChange"),
)
_NOT_NOTES = ("separator", "continuationSeparator", "continuationNotice")


@dataclass(slots=True)
class _Paragraph:
    listed: bool | None = None
    heading: bool = False
    style: str = ""


class Body(Listener):
    """Hears the main part first, then those behind it."""

    def __init__(self, flow: Flow, styles: Styles) -> None:
        super().__init__()
        self.inserted = self.deleted = self.hidden = 0
        self._flow, self._styles = flow, styles
        self._paragraphs: list[_Paragraph] = []
        self._runs: list[bool] = []
        self._in_paragraph_properties = self._in_properties = self._in_text = False
        self._chosen: list[bool] = []
        self._who = self._which = ""
        self._hear_text()
        self._hear_around()

    def words(self, words: str) -> None:
        """Only what stands in a text element is text."""
        if self._in_text:
            self._say(words.replace("\n", " "))

    def _hear_text(self) -> None:
        self.begins |= {
            "w:p": self._begin_paragraph,
            "w:pPr": self._begin_paragraph_properties,
            "w:pStyle": self._paragraph_style,
            "w:numId": self._numbered,
            "w:outlineLvl": self._outline,
            "w:pageBreakBefore": self._page_before,
            "w:r": self._begin_run,
            "w:rPr": self._begin_properties,
            "w:rStyle": self._run_style,
            "w:vanish": self._vanish,
            "w:t": self._begin_text,
            "m:t": self._begin_text,
            "w:br": self._break,
            "w:lastRenderedPageBreak": self._rendered_page,
            "w:sym": self._symbol,
            **dict.fromkeys(("w:tab", "w:ptab"), self._tab),
            "w:cr": self._line,
            "w:noBreakHyphen": self._hyphen,
        }
        self.ends |= {
            "w:p": self._end_paragraph,
            "w:pPr": self._end_paragraph_properties,
            "w:r": self._end_run,
            "w:rPr": self._end_properties,
            "w:t": self._end_text,
            "m:t": self._end_text,
        }

    def _hear_around(self) -> None:
        self.begins |= {
            **dict.fromkeys(_LEFT_OUT, leave_out),
            **dict.fromkeys(("w:ins", "w:moveTo"), self._insertion),
            **dict.fromkeys(("w:del", "w:moveFrom"), self._deletion),
            **dict.fromkeys(("w:txbxContent", "w:hdr", "w:ftr", "w:tc"), self._apart),
            "mc:AlternateContent": self._alternatives,
            "mc:Choice": self._alternative,
            "mc:Fallback": self._alternative,
            "w:tbl": self._begin_table,
            "w:footnoteReference": lambda told: self._refer("foot", told),
            "w:endnoteReference": lambda told: self._refer("end", told),
            "w:footnote": lambda told: self._begin_note("foot", told),
            "w:endnote": lambda told: self._begin_note("end", told),
            "w:comment": self._begin_comment,
        }
        flow = self._flow
        self.ends |= {
            "w:tc": flow.end_cell,
            "w:tr": flow.end_row,
            "w:tbl": flow.end_table,
            "w:txbxContent": flow.put_apart_behind,
            "w:hdr": lambda: flow.margin(flow.end_apart()),
            "w:ftr": lambda: flow.margin(flow.end_apart()),
            **dict.fromkeys(("w:footnote", "w:endnote"), self._end_note),
            "w:comment": lambda: flow.comment(self._who, flow.end_apart()),
            "mc:AlternateContent": self._end_alternatives,
        }

    def _say(self, words: str) -> None:
        if not (self._runs and self._runs[-1]):
            self._flow.say(words)
        elif words.strip():
            self.hidden += 1

    def _begin_paragraph(self, _told: Attributes) -> None:
        self._paragraphs.append(_Paragraph())

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        listed = paragraph.listed
        if listed is None:
            listed = self._styles.listed(paragraph.style)
        self._flow.end_paragraph(listed=listed and not paragraph.heading)

    def _begin_paragraph_properties(self, _told: Attributes) -> None:
        self._in_paragraph_properties = True

    def _end_paragraph_properties(self) -> None:
        self._in_paragraph_properties = False

    def _paragraph_style(self, told: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].style = told.get("w:val", "")

    def _numbered(self, told: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].listed = told.get("w:val") != "0"

    def _outline(self, told: Attributes) -> None:
        if self._paragraphs:
            self._paragraphs[-1].heading = told.get("w:val") != "9"

    def _page_before(self, told: Attributes) -> None:
        if not says_no(told):
            self._flow.page(again=False)

    def _begin_run(self, _told: Attributes) -> None:
        """A run in a text box is as hidden as the run that holds the box."""
        style = self._paragraphs[-1].style if self._paragraphs else ""
        self._runs.append(self._styles.hidden(style) or bool(self._runs and self._runs[-1]))

    def _end_run(self) -> None:
        self._runs.pop()

    def _begin_properties(self, _told: Attributes) -> None:
        self._in_properties = True

    def _end_properties(self) -> None:
        self._in_properties = False

    def _run_style(self, told: Attributes) -> None:
        if self._runs and self._styles.hidden(told.get("w:val", "")):
            self._runs[-1] = True

    def _vanish(self, told: Attributes) -> None:
        """Among the properties of a paragraph it hides the mark of its end, not its words."""
        if self._runs and not self._in_paragraph_properties:
            self._runs[-1] = not says_no(told)

    def _begin_text(self, _told: Attributes) -> None:
        self._in_text = True

    def _end_text(self) -> None:
        self._in_text = False

    def _tab(self, _told: Attributes) -> None:
        self._say("\t")

    def _line(self, _told: Attributes) -> None:
        self._say("\n")

    def _hyphen(self, _told: Attributes) -> None:
        self._say("-")

    def _break(self, told: Attributes) -> None:
        if told.get("w:type") == "page":
            self._flow.page()
        else:
            self._say("\n")

    def _rendered_page(self, _told: Attributes) -> None:
        self._flow.page(again=False)

    def _symbol(self, told: Attributes) -> None:
        try:
            code = int(told.get("w:char", ""), 16)
        except ValueError:
            code = 0
        # Between these lie surrogates, and places in fonts like Wingdings that are no letters.
        if 32 <= code < 0xD800 or 0xF900 <= code < 0xFFFE:
            self._say(chr(code))
        else:
            self._flow.lose()

    def _insertion(self, _told: Attributes) -> None:
        self.inserted += not self._in_properties

    def _deletion(self, _told: Attributes) -> bool:
        self.deleted += not self._in_properties
        return True

    def _apart(self, _told: Attributes) -> None:
        self._flow.begin_apart()

    def _begin_table(self, _told: Attributes) -> None:
        self._flow.begin_table()

    def _alternatives(self, _told: Attributes) -> None:
        self._chosen.append(False)

    def _alternative(self, _told: Attributes) -> bool:
        """The same thing is written in several ways, for older programs: the first is read."""
        if not self._chosen:
            return False
        another, self._chosen[-1] = self._chosen[-1], True
        return another

    def _end_alternatives(self) -> None:
        self._chosen.pop()

    def _refer(self, kind: str, told: Attributes) -> None:
        if not (self._runs and self._runs[-1]):
            self._flow.refer(kind + told.get("w:id", ""))

    def _begin_note(self, kind: str, told: Attributes) -> bool:
        which = kind + told.get("w:id", "")
        if told.get("w:type") in _NOT_NOTES or not self._flow.refers(which):
            return True
        self._which = which
        self._flow.begin_apart()
        return False

    def _end_note(self) -> None:
        self._flow.explain(self._which, self._flow.end_apart())

    def _begin_comment(self, told: Attributes) -> None:
        self._who = told.get("w:author", "")
        self._flow.begin_apart()
