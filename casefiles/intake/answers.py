"""The answer of a worker as bytes, and the check of it before anything trusts it.

Form: four bytes of length, that much JSON (UTF-8), then the text as UTF-8; lengths are big-endian.
The JSON is `{"refused": code}` or `{"encoding", "notes": [[code, count]], "lines", "text_bytes",
"parts": [[first_line, last_line, title, author, date]]}`, each with `"mechanisms"` and `"full"`.
"""

import json
import os
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

from casefiles.intake import lines, wording
from casefiles.intake.reading import NOT_MINE, Note, Part, Reading, Refusal
from casefiles.intake.sandbox import MECHANISMS, Confinement

_LONGEST_HEADER = 16 * 1024 * 1024
_MOST_PARTS = 50_000
_LONGEST_WORDS = 300
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control signs and halves of characters: no part of a title or a name."""

_MOST_NOTES = 32
_SLICE = 1 << 20
_BYTES_A_BYTE = 3
"""One byte of plain text becomes at most three: the mark for what could not be decoded."""

_MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes of text that may come of a smaller file: documents are packed."""

HANDED_OVER = b"handed over\n"
"""What the nursery is told when all of a file went into the pipe."""

ENDED_WELL = b"."
"""What is told of a child among many that answered and ended; of another nothing is told."""


class BadAnswer(Exception):
    """The worker's answer does not have the agreed form."""


@dataclass(frozen=True, slots=True)
class ReaderAnswer:
    """A checked answer. `refused` is a code, "" where the file was read; `text` has LF ends."""

    refused: str
    text: str
    encoding: str
    notes: tuple[Note, ...]
    lines: int
    confinement: Confinement
    parts: tuple[Part, ...] = ()


def receive(source: int, most: int) -> bytes:
    """Exactly as many bytes as announced, read from a file descriptor (worker's side)."""
    (size,) = struct.unpack("!Q", _exactly(source, 8))
    if size > most:
        raise BadAnswer
    return bytes(_exactly(source, size))


def send(target: int, answer: Reading | Refusal, confinement: Confinement) -> None:
    """Write an answer in slices, so that the encoded text never lies in memory as a whole."""
    header: dict[str, Any] = {"mechanisms": confinement.mechanisms, "full": confinement.full}
    text = ""
    if isinstance(answer, Refusal):
        header["refused"] = answer.code
    else:
        text = answer.text
        header["encoding"] = answer.encoding
        header["notes"] = [[note.code, note.count] for note in answer.notes]
        header["lines"] = lines.count(text)
        if len(answer.parts) <= _MOST_PARTS:
            header["parts"] = [_told(part) for part in answer.parts]
        header["text_bytes"] = sum(len(piece) for piece in _encoded(text))
    packed = json.dumps(header).encode()
    if len(packed) > _LONGEST_HEADER:
        packed = json.dumps(header | {"parts": []}).encode()
    _write(target, struct.pack("!I", len(packed)) + packed)
    for piece in _encoded(text):
        _write(target, piece)


def check(untrusted_stream: IO[bytes], input_bytes: int) -> ReaderAnswer:
    """Read and check an answer (parent's side); raises `BadAnswer`. See also `check_end`.

    `input_bytes` is the size of what was read: it bounds how much text can have come of it.
    """
    try:
        (size,) = struct.unpack("!I", untrusted_stream.read(4))
        if size > _LONGEST_HEADER:
            raise BadAnswer
        header = json.loads(untrusted_stream.read(size))
        confinement = _checked_confinement(header)
        if "refused" in header:
            return _checked_refusal(header, confinement)
        return _checked_reading(header, untrusted_stream, input_bytes, confinement)
    except (ValueError, TypeError, KeyError, struct.error, RecursionError) as trouble:
        raise BadAnswer from trouble


def check_end(untrusted_stream: IO[bytes]) -> None:
    """Nothing may follow an answer; raises `BadAnswer`."""
    if untrusted_stream.read(1):
        raise BadAnswer


def _checked_confinement(header: dict[str, Any]) -> Confinement:
    mechanisms, full = header["mechanisms"], header["full"]
    if not isinstance(full, bool) or any(name not in MECHANISMS for name in mechanisms):
        raise BadAnswer
    return Confinement(tuple(mechanisms), full)


def _checked_refusal(header: dict[str, Any], confinement: Confinement) -> ReaderAnswer:
    code = header["refused"]
    if code != NOT_MINE and code not in wording.REFUSALS:
        raise BadAnswer
    return ReaderAnswer(code, "", "", (), 0, confinement)


def _checked_reading(
    header: dict[str, Any], untrusted_stream: IO[bytes], input_bytes: int, confinement: Confinement
) -> ReaderAnswer:
    size, encoding, notes = header["text_bytes"], header["encoding"], header["notes"]
    if not _count(size) or size > max(input_bytes * _BYTES_A_BYTE, _MOST_UNPACKED):
        raise BadAnswer
    if not isinstance(encoding, str) or not re.fullmatch(r"[a-z0-9-]{1,20}", encoding):
        raise BadAnswer
    if not isinstance(notes, list) or len(notes) > _MOST_NOTES:
        raise BadAnswer
    if any(code not in wording.NOTES or not _count(many) for code, many in notes):
        raise BadAnswer
    untrusted_bytes = untrusted_stream.read(size)
    if len(untrusted_bytes) != size:
        raise BadAnswer
    text = untrusted_bytes.decode("utf-8")
    if "\r" in text or not _count(header["lines"]) or header["lines"] != lines.count(text):
        raise BadAnswer
    told = tuple(Note(code, many) for code, many in notes)
    parts = _checked_parts(header.get("parts", []), header["lines"])
    return ReaderAnswer("", text, encoding, told, header["lines"], confinement, parts)


def _told(part: Part) -> list[object]:
    words = (_UNFIT.sub(" ", one)[:_LONGEST_WORDS].strip() for one in (part.title, part.author))
    return [part.first_line, part.last_line, *words, part.date]


def _checked_parts(untrusted: list[Any], count: int) -> tuple[Part, ...]:
    """One after the other, inside the text, and called by words."""
    found: list[Part] = []
    before = 0
    for first, last, *words in untrusted[: _MOST_PARTS + 1]:
        title, author, day = words
        if not (_count(first) and _count(last) and before < first <= last <= count):
            raise BadAnswer
        if any(len(one) > _LONGEST_WORDS or _UNFIT.search(one) for one in (title, author)):
            raise BadAnswer
        if day and date.fromisoformat(day).isoformat() != day:
            raise BadAnswer
        found.append(Part(first, last, title, author, day))
        before = last
    return tuple(found)


def _count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 40


def _encoded(text: str) -> Iterator[bytes]:
    for start in range(0, len(text), _SLICE):
        yield text[start : start + _SLICE].encode("utf-8")


def _exactly(source: int, size: int) -> bytearray:
    room = bytearray(size)
    view, filled = memoryview(room), 0
    while filled < size:
        piece = os.read(source, min(_SLICE, size - filled))
        if not piece:
            raise BadAnswer
        view[filled : filled + len(piece)] = piece
        filled += len(piece)
    view.release()
    return room


def _write(target: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(target, view) :]
