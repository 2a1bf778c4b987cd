"""Plain text in UTF-8, UTF-16 or UTF-32: everything that can be told without guessing."""

import codecs

from casefiles.intake.readers import signatures
from casefiles.intake.readers.decoding import cut_end, decode, finish
from casefiles.intake.reading import NOT_MINE, Note, Reader, Reading, Refusal

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64 * 1024
_HIGH_HALVES = frozenset((0x00, 0x04, 0x05, 0x06, 0x20))
"""The upper bytes of Latin, Cyrillic, Arabic letters and of general punctuation in UTF-16."""

_MOST_FAULTS = 100_000
_VALID_A_FAULT = 10
"""So many well-formed sequences for each broken one mean damaged UTF-8, not another encoding."""


def prepare() -> None:
    """Load the codecs while files can still be opened."""
    for _mark, encoding in MARKS:
        codecs.lookup(encoding)


def read(data: bytes) -> Reading:
    """Read Unicode text; raises `Refusal`."""
    foreign = signatures.format_of(data)
    if foreign:
        raise Refusal(foreign)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            words = data[len(mark) :]
            text, lost = decode(words, encoding, most_lost=max(1, len(data) // 10))
            cut = lost > 0 and bool(cut_end(words, encoding))
            return finish(text, encoding, lost, (Note("mark"),), cut=cut)
    if b"\0" in data[:_SAMPLE] or b"\0" in data:
        return _without_mark(data)
    return _utf8(data)


def _without_mark(data: bytes) -> Reading:
    """UTF-16 has a NUL at every space and line end; single bytes and UTF-8 have none."""
    sample = data[: min(_SAMPLE, len(data) // 2 * 2)]
    for encoding, upper in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        plausible = sum(upper.count(byte) for byte in _HIGH_HALVES)
        other = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
        if plausible >= 0.95 * len(upper) and other.count(0) <= 0.05 * len(other):
            text, lost = decode(data, encoding, most_lost=max(1, len(data) // 100))
            cut = lost > 0 and bool(cut_end(data, encoding))
            return finish(text, encoding, lost, (Note("guessed"),), cut=cut)
    raise Refusal("binary")


def _utf8(data: bytes) -> Reading:
    text, lost, cut = utf8(data)
    return finish(text, "utf-8", lost, cut=cut)


def utf8(data: bytes) -> tuple[str, int, bool]:
    """The text, the places that are lost, whether the last is a cut end.

    Raises `Refusal(NOT_MINE)` where the bytes are no UTF-8, not even damaged.
    """
    most = min(_MOST_FAULTS, max(1, len(data) // 20))
    text, lost = decode(data, "utf-8", most_lost=most, otherwise=NOT_MINE)
    cut = cut_end(data, "utf-8") if lost else b""
    if lost and not _is_utf8(_beyond_ascii(text) - lost, lost, cut):
        raise Refusal(NOT_MINE)
    return text, lost, bool(cut)


def _is_utf8(valid: int, lost: int, cut: bytes) -> bool:
    """A sequence that the end of the file cuts off is no sign of another encoding.

    Where it is the only one, and one byte of it is left, that may as well be the accent of "café".
    """
    if lost == 1 and cut:
        return valid > 0 or len(cut) > 1
    return valid >= _VALID_A_FAULT * lost


def _beyond_ascii(text: str) -> int:
    pieces = (text[at : at + _SAMPLE] for at in range(0, len(text), _SAMPLE))
    return sum(len(piece) - len(piece.encode("ascii", "ignore")) for piece in pieces)


READER = Reader("unicode text", prepare, read, needs_full=False)
