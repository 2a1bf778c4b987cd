"""The markup of a page, followed as tolerantly as a browser does, and never with recursion.

What is open is a stack of limited depth: beyond it elements are not entered, their words still
come. Ends that pages leave out (of paragraphs, items, cells) are supplied, because an element that
is hidden must not hide what follows it.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from casefiles.intake.readers.web import page_tags
from casefiles.intake.readers.web.page_blocks import Block, Blocks

_DEEPEST = 500
_MOST_BROKEN = 8
_ENDLESS = re.compile(r"&#[0-9]{20,}")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows. `hidden`: elements with words that it does not show."""

    title: str
    blocks: tuple[Block, ...]
    hidden: int
    broken: bool


@dataclass(slots=True)
class _Open:
    """An open element; `shown`: what it does to the blocks is to be ended with it."""

    tag: str
    shown: bool
    hidden: bool


def parse(markup: str) -> Page:
    """The words of a page. Any text at all is a page of some kind."""
    parser = _Parser()
    broken = False
    markup = markup.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    # No character has a number so long, and Python refuses to read it as one.
    parser.feed(_ENDLESS.sub(lambda found: found[0][:2] + found[0][2:].lstrip("0")[:9], markup))
    for left in reversed(range(_MOST_BROKEN)):
        rest, parser.rawdata = parser.rawdata, ""
        if not rest:
            break
        broken |= parser.go_on(rest, last=not left)
    broken |= parser.end()
    return Page(parser.title(), parser.blocks.all(), parser.hidden_with_words, broken)


class Tolerant(HTMLParser):
    """The library's parser, made to stop at nothing."""

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002
        """Pass over what browsers pass over, where the library stops at names it does not know."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1


class _Parser(Tolerant):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = Blocks()
        self.hidden_with_words = 0
        self._open: list[_Open] = []
        self._counts: Counter[str] = Counter()
        self._beyond: Counter[str] = Counter()
        self._unseen = self._hidden = 0
        self._words_hidden = False
        self._title: list[str] | None = None
        self._in_title = False

    def title(self) -> str:
        return " ".join("".join(self._title or ()).replace("\u00ad", "").split())

    def go_on(self, rest: str, *, last: bool) -> bool:
        """Go on behind markup that does not end; whether it was that.

        The parser of the library would look for the end again at each beginning, which takes the
        square of the time. What is not closed is text after a few tries.
        """
        if self.cdata_elem in page_tags.NEVER_SHOWN:
            self.clear_cdata_mode()
            return True
        if self.cdata_elem is not None:
            self.clear_cdata_mode()
            self.feed(rest)
        elif last or not rest.startswith("<"):
            self.handle_data(unescape(rest))
        elif rest.startswith("<!--"):
            self.feed(rest[4:])
        else:
            self.handle_data("<")
            self.feed(rest[1:])
        return rest.startswith("<")

    def end(self) -> bool:
        """Nothing follows any more; whether something that is never shown did not end."""
        unseen = self._unseen > 0
        self._pop_to(0)
        return unseen

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._hidden:
            self._words_hidden = self._words_hidden or not data.isspace()
        elif self._in_title and self._title is not None:
            self._title.append(data)
        else:
            self.blocks.add(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_implied(tag)
        if tag in page_tags.VOID:
            self._void(tag, attrs)
        elif len(self._open) >= _DEEPEST and (self._unseen or tag not in page_tags.NEVER_SHOWN):
            self._beyond[tag] += 1
            self._break_at(tag)
        else:
            self._enter(tag, {name: value or "" for name, value in reversed(attrs)})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in page_tags.VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "br":
            self._void(tag, [])
        elif self._beyond[tag] > 0:
            self._beyond[tag] -= 1
            self._break_at(tag)
        elif self._counts[tag] and tag not in ("html", "body"):
            self._leave(tag)

    def _break_at(self, tag: str) -> None:
        if tag in page_tags.BLOCKS and self._seen():
            self.blocks.end_block()

    def _seen(self) -> bool:
        return not (self._unseen or self._hidden)

    def _void(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "hr":
            self._break_at(tag)
        elif tag == "br" and self._seen():
            self.blocks.line_end()
        elif tag == "img":
            found = {name: value or "" for name, value in reversed(attrs)}
            words = " ".join(found.get("alt", "").split())
            if words and not is_hidden(found):
                self.handle_data(f"[picture: {words}]")

    def _end_implied(self, tag: str) -> None:
        if self._in_title and (
            tag in page_tags.BLOCKS or tag in page_tags.VOID or tag in page_tags.NEVER_SHOWN
        ):
            self._pop_highest({"title"}, frozenset())
        if tag in page_tags.BLOCKS and self._counts["p"] and tag != "option":
            self._pop_highest({"p"}, page_tags.WALLS)
        if tag == "li":
            self._pop_highest({"li"}, page_tags.LISTS | page_tags.WALLS)
        elif tag in ("dt", "dd"):
            self._pop_highest({"dt", "dd"}, page_tags.WALLS | {"dl"})
        elif tag == "option":
            self._pop_highest({"option"}, page_tags.WALLS)
        elif tag in page_tags.CELLS:
            self._pop_highest(page_tags.CELLS | {"caption"}, frozenset(("tr", "table")))
        elif tag in page_tags.PARTS_OF_TABLES:
            ends = (
                page_tags.PARTS_OF_TABLES
                if tag != "tr"
                else page_tags.PARTS_OF_TABLES - page_tags.GROUPS_OF_ROWS
            )
            self._pop_highest(ends, frozenset(("table",)))

    def _pop_highest(self, ends: set[str] | frozenset[str], walls: frozenset[str]) -> None:
        """End everything from the outermost of `ends` that stands inside the nearest wall."""
        outermost = None
        for at in range(len(self._open) - 1, -1, -1):
            tag = self._open[at].tag
            if tag in ends:
                outermost = at
            elif tag in walls:
                break
        if outermost is not None:
            self._pop_to(outermost)

    def _leave(self, tag: str) -> None:
        """An end tag ends its element, but none of the larger things between them."""
        walls = frozenset() if tag in page_tags.NEVER_SHOWN else page_tags.BLOCKS
        if tag in page_tags.PARTS_OF_TABLES:
            walls = frozenset(("table",))
        elif tag in page_tags.BLOCKS:
            walls = page_tags.WALLS if tag != "table" else frozenset()
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag == tag:
                return self._pop_to(at)
            if self._open[at].tag in walls:
                return None
        return None

    def _enter(self, tag: str, attributes: dict[str, str]) -> None:
        hidden = is_hidden(attributes) and tag not in ("html", "body")
        if hidden and not self._hidden:
            self._words_hidden = False
        shown = not hidden and self._seen() and tag not in page_tags.NEVER_SHOWN
        self._open.append(_Open(tag, shown, hidden))
        self._counts[tag] += 1
        self._hidden += hidden
        self._unseen += tag in page_tags.NEVER_SHOWN
        if shown:
            self._start(tag, attributes)

    def _pop_to(self, depth: int) -> None:
        while len(self._open) > depth:
            element = self._open.pop()
            self._counts[element.tag] -= 1
            self._unseen -= element.tag in page_tags.NEVER_SHOWN
            self._hidden -= element.hidden
            if element.hidden and not self._hidden:
                self.hidden_with_words += self._words_hidden
            if element.shown:
                self._end(element.tag)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "title" and self._title is None:
            self._title, self._in_title = [], True
        elif tag in page_tags.LISTS:
            first = _number(attributes, "start")
            self.blocks.start_list((1 if first is None else first) if tag == "ol" else None)
        elif tag == "li":
            self.blocks.start_item(_number(attributes, "value"))
        elif tag in _TABLES:
            _TABLES[tag][0](self.blocks)
        elif tag in page_tags.BLOCKS:
            self.blocks.end_block()
            self._count(tag, 1)
        elif tag == "q":
            self.blocks.add("“")

    def _end(self, tag: str) -> None:
        if tag == "title" and self._in_title:
            self._in_title = False
        elif tag in page_tags.LISTS:
            self.blocks.end_list()
        elif tag == "li":
            self.blocks.end_item()
        elif tag in _TABLES:
            _TABLES[tag][1](self.blocks)
        elif tag in page_tags.BLOCKS:
            self.blocks.end_block()
            self._count(tag, -1)
        elif tag == "q":
            self.blocks.add("”")

    def _count(self, tag: str, step: int) -> None:
        self.blocks.inside += step * (tag in ("article", "main"))
        self.blocks.heading += step * (tag in page_tags.HEADINGS)
        self.blocks.kept += step * (tag in page_tags.KEPT)


_TABLES = {
    "table": (Blocks.start_table, Blocks.end_block),
    "tr": (Blocks.start_row, Blocks.end_row),
    "td": (Blocks.start_cell, Blocks.end_cell),
    "th": (Blocks.start_cell, Blocks.end_cell),
}


def is_hidden(attributes: dict[str, str]) -> bool:
    """Whether an element says itself that it is not to be seen."""
    if "hidden" in attributes or attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    style = "".join(attributes.get("style", "").lower().split())
    said = {part.removesuffix("!important") for part in style.split(";")}
    return bool(said & {"display:none", "visibility:hidden"})


def _number(attributes: dict[str, str], name: str) -> int | None:
    value = attributes.get(name, "").strip()
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 7 else None
