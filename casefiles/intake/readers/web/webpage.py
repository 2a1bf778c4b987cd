"""Web pages and saved pages: the words a reader would see, as plain text.

Nothing is fetched: addresses in a page are neither followed nor printed.
"""

from casefiles.intake.readers import charsets
from casefiles.intake.readers.decoding import finish
from casefiles.intake.readers.web import markup
from casefiles.intake.readers.web.page_blocks import Block, joined
from casefiles.intake.reading import Note, Reader, Reading, Refusal

_DECLARED_WITHIN = 4096
_ARTICLE_A_HUNDRED = 60
"""So much of the words must stand in what the page calls its article for the rest to be taken away.
Less, and the page is a list of teasers, or its article is elsewhere: then everything stays. What is
taken away is always the smaller part, and it is counted."""


def prepare() -> None:
    """Load the codecs, and let the parser run once."""
    charsets.prepare()
    read(b"<!DOCTYPE html><meta charset=utf-8><title>a</title><p>&eacute;&#233;<br>b</p>")


def read(data: bytes) -> Reading:
    """Read a page; raises `Refusal`."""
    return read_as(data, declared(data))


def read_as(data: bytes, charset: str) -> Reading:
    """Read a page whose encoding is told elsewhere; raises `Refusal`."""
    found = charsets.decoded(data, charset)
    text, notes = retyped(found.text)
    return finish(text, found.encoding, found.lost, (*found.notes, *notes))


def retyped(page_text: str) -> tuple[str, tuple[Note, ...]]:
    """The words of a page as a careful person would type them, and what was left out."""
    try:
        page = markup.parse(page_text)
    except (AssertionError, ValueError):
        raise Refusal("fault") from None
    blocks, outside = _article(page.blocks)
    first = next((block.text for block in blocks if block.heading), "")
    if page.title and _folded(page.title) != _folded(first):
        blocks = (Block(page.title, inside=True), *blocks)
    counted = {"hidden": page.hidden, "outside": outside, "broken": int(page.broken)}
    return joined(blocks), tuple(Note(code, count) for code, count in counted.items() if count)


def declared(data: bytes) -> str:
    """The encoding that a page says it has, "" where it says none."""
    parser = _Declaration()
    parser.feed(data[:_DECLARED_WITHIN].decode("latin-1"))
    # A page that can be read so far is not in UTF-16, whatever it says.
    return "utf-8" if charsets.codec_of(parser.found).startswith("utf_16") else parser.found


class _Declaration(markup.Tolerant):
    """Looks for the declaration only where it counts: in tags, not in comments or scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta" and not self.found:
            said = {name: value or "" for name, value in attrs}
            self.found = said.get("charset", "")
            if said.get("http-equiv", "").strip().lower() == "content-type" and not self.found:
                self.found = _behind("charset=", said.get("content", ""))

    def handle_pi(self, data: str) -> None:
        if data.startswith("xml ") and not self.found:
            quoted = _behind("encoding=", data)
            self.found = quoted[1:].partition(quoted[:1])[0] if quoted else ""


def _behind(name: str, words: str) -> str:
    return words.lower().partition(name)[2].partition(";")[0].strip()


def _article(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], int]:
    """The blocks to keep, and how many are left out."""
    article = tuple(block for block in blocks if block.inside)
    whole = sum(len(block.text) for block in blocks)
    if 100 * sum(len(block.text) for block in article) < _ARTICLE_A_HUNDRED * whole:
        return blocks, 0
    return article, len(blocks) - len(article)


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


# A parser written in Python cannot be led to run foreign code by planted bytes, as one in C can:
# resource limits are enough.
READER = Reader("web page", prepare, read, needs_full=False)
