"""XML from outside as events. Declarations of entities are refused, depth and numbers bounded.

Names are told by their namespace, not by the prefix a file happens to use: `w:p`, `text:p`. Both
forms of Office's namespaces, the usual and the strict one, have the same short prefix here.
"""

import codecs
from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn
from xml.parsers import expat

from casefiles.intake.reading import Refusal

DEEPEST = 2_000
MOST_ELEMENTS = 3_000_000
_LONGEST_TOKEN = 1024 * 1024
"""A tag that does not end is read again with each piece, so its length is bounded."""

_MOST_NAMES = 10_000

Attributes = Mapping[str, str]
Begin = Callable[[Attributes], bool | None]
"""Called where an element begins. True leaves out everything in it, its end included."""

_OFFICE, _STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
_OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
_PREFIXES = {
    _OFFICE + "wordprocessingml/2006/main": "w",
    _STRICT + "wordprocessingml/main": "w",
    _OFFICE + "spreadsheetml/2006/main": "x",
    _STRICT + "spreadsheetml/main": "x",
    _OFFICE + "officeDocument/2006/relationships": "r",
    _STRICT + "officeDocument/relationships": "r",
    _OFFICE + "officeDocument/2006/math": "m",
    _STRICT + "officeDocument/math": "m",
    _OFFICE + "package/2006/relationships": "rel",
    _OFFICE + "markup-compatibility/2006": "mc",
    "http://purl.org/dc/elements/1.1/": "dc",
    _OPEN + "xsl-fo-compatible:1.0": "fo",
    **{f"{_OPEN}{name}:1.0": name for name in ("office", "style", "text", "table")},
}


def leave_out(_attributes: Attributes) -> bool:
    """Begin an element nothing of which is wanted."""
    return True


class Listener:
    """What hears the events: functions by the names of elements. Others are passed through."""

    def __init__(self) -> None:
        self.begins: dict[str, Begin] = {}
        self.ends: dict[str, Callable[[], None]] = {}

    def words(self, words: str) -> None:
        """Text between tags, joined."""


class _Names(dict[str, str]):
    """Short names by those of expat: the namespace, a space, the name."""

    def __missing__(self, told: str) -> str:
        space, _, name = told.rpartition(" ")
        short = f"{_PREFIXES.get(space, '?')}:{name}" if space else name
        if len(self) < _MOST_NAMES:
            self[told] = short
        return short


class _Walk:
    def __init__(self, listener: Listener) -> None:
        self._listener = listener
        self._names = _Names()
        self._depth = self._elements = self._left_out_at = 0

    def start(self, told: str, untold: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST:
            raise Refusal("tangled")
        if self._elements > MOST_ELEMENTS:
            raise Refusal("unpacked")
        if self._left_out_at:
            return
        names = self._names
        begin = self._listener.begins.get(names[told])
        if begin is None:
            return
        if untold:
            untold = {names[name]: value for name, value in untold.items()}
        if begin(untold):
            self._left_out_at = self._depth

    def end(self, told: str) -> None:
        if not self._left_out_at:
            end = self._listener.ends.get(self._names[told])
            if end:
                end()
        elif self._left_out_at == self._depth:
            self._left_out_at = 0
        self._depth -= 1

    def words(self, words: str) -> None:
        if not self._left_out_at:
            self._listener.words(words)


def walk(pieces: Iterable[bytes], listener: Listener) -> None:
    """Tell a listener what stands in XML that comes in pieces; raises `Refusal`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    hears = _Walk(listener)
    parser.buffer_text = True
    parser.StartElementHandler = hears.start
    parser.EndElementHandler = hears.end
    parser.CharacterDataHandler = hears.words
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    fed = 0
    try:
        for piece in pieces:
            fed += len(piece)
            parser.Parse(piece, False)
            if fed - max(parser.CurrentByteIndex, 0) > _LONGEST_TOKEN:
                raise Refusal("damaged")
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):
        raise Refusal("damaged") from None


def prepare() -> None:
    """Load what expat asks for only while it reads."""
    for codec in ("utf-8", "utf-16", "iso-8859-1", "ascii"):
        codecs.lookup(codec)
    walk((b"<a b='c'>d</a>",), Listener())


def _refuse(*_declared: object) -> NoReturn:
    raise Refusal("damaged")
