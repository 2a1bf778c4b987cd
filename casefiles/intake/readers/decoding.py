"""Bytes to text with nothing lost silently, and the last steps every text reader shares."""

import codecs

from casefiles.intake import lines
from casefiles.intake.reading import Note, Reading, Refusal

MOST_LINES = 5_000_000
_CONTROLS = tuple(chr(code) for code in range(32) if chr(code) not in "\t\n\v\f\r\x1a\x1b")
_CONTROLS_A_THOUSAND = 5


def decode(
    data: bytes, encoding: str, *, most_lost: int, otherwise: str = "binary"
) -> tuple[str, int]:
    """The text with U+FFFD where bytes mean nothing, and how many such places there are.

    Raises `Refusal(otherwise)` as soon as there are more than `most_lost`.
    """
    lost = 0

    def count_and_mark(trouble: UnicodeError) -> tuple[str, int]:
        nonlocal lost
        assert isinstance(trouble, UnicodeDecodeError)
        lost += 1
        if lost > most_lost:
            raise Refusal(otherwise)
        return "\ufffd", trouble.end

    codecs.register_error("count-and-mark", count_and_mark)
    return data.decode(encoding, "count-and-mark"), lost


def cut_end(data: bytes, encoding: str) -> bytes:
    """The bytes of a last character that is not whole, as where a copy was broken off."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    decoder.decode(data)
    return decoder.getstate()[0]


def finish(
    text: str, encoding: str, lost: int, notes: tuple[Note, ...] = (), *, cut: bool = False
) -> Reading:
    """Refuse what is no text after all; make every line end an LF and change nothing else.

    `cut`: the last of the places that are lost is an end that is missing; that says more than
    that one place was lost.
    """
    if not text or text.isspace():
        raise Refusal("empty")
    if 1000 * sum(text.count(sign) for sign in _CONTROLS) > _CONTROLS_A_THOUSAND * len(text):
        raise Refusal("binary")
    returns = text.count("\r")
    if returns:
        pairs = text.count("\r\n")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes = (*notes, Note("line_ends", pairs + (returns - pairs)))
    if lines.count(text) > MOST_LINES:
        raise Refusal("too_many_lines")
    if lost > 1 or (lost and not cut):
        notes = (*notes, Note("lost", lost))
    if cut:
        notes = (*notes, Note("cut"))
    return Reading(text, encoding, notes)
