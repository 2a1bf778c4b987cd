"""The file of a segment: named arrays of numbers, one after the other, each read in place.

Format 3, all numbers little-endian:

    8 bytes    PVINDEX3
    u32        length of the header in bytes
    header     JSON: [[name, type, count, offset], ...]; type in NumPy's notation (u1, u2, u4, i4),
               offset from the beginning of the file, a multiple of eight
    arrays     as the header says, zero bytes between

A *list* is all postings of one word in one field, or of one term. The words of texts and their
forms (see `forms`) are apart, so that a text is written once and not under every spelling:

    words, words_ends      the bytes of all words in ascending order, and where each ends
    forms, forms_ends      likewise of all forms; `form_first` where the words of each begin in
    form_first, form_words `form_words` (one more at the end)
    terms, terms_ends      likewise of all terms that are no words: sign of the field and the term
    field_first            where the lists of each field of words begin (one more at the end)
    list_words             the word of each such list; the lists of the terms follow them
    first, places_first    where the postings and the positions of each list begin (one more)
    docs, weights, counts  of each posting the document, the weight, the number of positions
    places                 the positions

Of each document: `length` (words of its body and parts), `parts_from` (the position from which on
its parts' words stand, or the greatest number), `earliest` and `latest` (days as ordinals, or 0).
Of each name, in the order of documents: `name_doc`, `name_words`, `name_rank` (see `gathering`).
Numbers are as narrow as their greatest allows; in a segment that was joined from others, as those
of the widest. Whether the bytes are those that were written is the concern of `storage`, which
keeps a sum of each chunk.
"""

import json
import struct
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from casefiles.search.storage import CHUNK, Paged, damaged

Array: TypeAlias = NDArray[Any]

_MAGIC = b"PVINDEX3"
_LENGTH = struct.Struct("<I")
_ALIGNED = 8
_TYPES = frozenset({"u1", "u2", "u4", "i4"})
_LONGEST_HEADER = 1 << 16

_DICTIONARY = ("words", "words_ends", "forms", "forms_ends", "form_first", "form_words")
_LISTS = ("terms", "terms_ends", "field_first", "list_words", "first", "places_first")
_POSTINGS = ("docs", "weights", "counts", "places")
_COLUMNS = ("length", "parts_from", "earliest", "latest", "name_doc", "name_words", "name_rank")
_ALL = frozenset((*_DICTIONARY, *_LISTS, *_POSTINGS, *_COLUMNS))
_AS_LONG = (
    ("docs", "weights", 0),
    ("docs", "counts", 0),
    ("first", "places_first", 0),
    ("length", "parts_from", 0),
    ("length", "earliest", 0),
    ("length", "latest", 0),
    ("name_doc", "name_words", 0),
    ("name_doc", "name_rank", 0),
    ("forms_ends", "form_first", 1),
)


class Stream(NamedTuple):
    """An array of so many numbers that is never in memory as a whole."""

    kind: np.dtype[Any]
    length: int
    pieces: Iterator[Array]


class Packed(NamedTuple):
    """A file: how many bytes it has, and these piece by piece."""

    size: int
    pieces: Iterator[bytes]


def pack(arrays: Mapping[str, Array | Stream]) -> Packed:
    """The arrays as one file."""
    streams = {name: _stream(array) for name, array in arrays.items()}
    table = [
        [name, f"{one.kind.kind}{one.kind.itemsize}", one.length, 0]
        for name, one in streams.items()
    ]
    # Offsets have at most ten digits: room for them all is left before they are known.
    room = len(json.dumps(table)) + 10 * len(table)
    at = begin = _aligned(len(_MAGIC) + _LENGTH.size + room)
    for entry, one in zip(table, streams.values(), strict=True):
        entry[3] = at
        at += _aligned(one.length * one.kind.itemsize)
    head = json.dumps(table).encode()
    start = (_MAGIC + _LENGTH.pack(len(head)) + head).ljust(begin, b"\0")
    return Packed(at, chain([start], chain.from_iterable(map(_bytes, streams.values()))))


def narrowest(greatest: int) -> np.dtype[Any]:
    """The narrowest numbers that hold the greatest."""
    return np.dtype("u1" if greatest < 1 << 8 else "u2" if greatest < 1 << 16 else "u4")


class Arrays:
    """The arrays of a file, read when they are asked for: whole, or a part of one."""

    def __init__(self, content: Paged) -> None:
        self._content = content
        self._table = _table(content)

    def length(self, name: str) -> int:
        """How many numbers an array has."""
        return self._table[name][1]

    def kind(self, name: str) -> np.dtype[Any]:
        """In what numbers an array is kept."""
        return self._table[name][0]

    def whole(self, name: str) -> Array:
        """All of an array."""
        return self.part(name, 0, self.length(name))

    def part(self, name: str, start: int, end: int) -> Array:
        """The numbers of an array from `start` to `end`; nothing copied if they lie together."""
        kind, count, offset = self._table[name]
        if not 0 <= start <= end <= count:
            raise damaged()
        content = self._content.read(offset + start * kind.itemsize, offset + end * kind.itemsize)
        return np.frombuffer(content, kind)

    def some(self, name: str, at: Array) -> Array:
        """The numbers of an array at these places, which ascend; no more is read than they need."""
        kind, _, offset = self._table[name]
        if not len(at):
            return np.zeros(0, dtype=kind)
        chunks = (offset + at * kind.itemsize) // CHUNK
        breaks = np.flatnonzero(np.diff(chunks) > 1) + 1
        found = [
            self.part(name, int(run[0]), int(run[-1]) + 1)[run - run[0]]
            for run in np.split(at, breaks)
        ]
        return found[0] if len(found) == 1 else np.concatenate(found)


def _table(content: Paged) -> dict[str, tuple[np.dtype[Any], int, int]]:
    """The header; raises `IndexDamaged` if it is none that `pack` would write."""
    begin = len(_MAGIC) + _LENGTH.size
    start = bytes(content.read(0, min(begin, content.size)))
    if len(start) < begin or not start.startswith(_MAGIC):
        raise damaged()
    (length,) = _LENGTH.unpack_from(start, len(_MAGIC))
    if length > min(_LONGEST_HEADER, content.size - begin):
        raise damaged()
    try:
        told = json.loads(bytes(content.read(begin, begin + length)))
        table = {str(name): _entry(entry, content.size) for name, *entry in told}
    except (ValueError, TypeError, RecursionError):
        raise damaged() from None
    if not table.keys() >= _ALL:
        raise damaged()
    for one, other, more in _AS_LONG:
        if table[one][1] + more != table[other][1]:
            raise damaged()
    return table


def _entry(entry: Any, size: int) -> tuple[np.dtype[Any], int, int]:
    kind, count, offset = entry
    fits = kind in _TYPES and type(count) is int and type(offset) is int
    if not fits or count < 0 or offset < 0 or offset % _ALIGNED:
        raise ValueError
    dtype = np.dtype(f"<{kind}")
    if offset + count * dtype.itemsize > size:
        raise ValueError
    return dtype, count, offset


def _stream(array: Array | Stream) -> Stream:
    """An array in as few bytes as its greatest number needs."""
    if isinstance(array, Stream):
        return array
    signed = array.dtype.kind == "i"
    greatest = 0 if signed or not len(array) else int(array.max())
    return Stream(np.dtype("i4") if signed else narrowest(greatest), len(array), iter([array]))


def _bytes(stream: Stream) -> Iterator[bytes]:
    """The bytes of a stream, up to where the next may begin."""
    written = 0
    for piece in stream.pieces:
        content = piece.astype(stream.kind.newbyteorder("<"), copy=False).tobytes()
        written += len(content)
        yield content
    yield bytes(_aligned(written) - written)


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNED) * _ALIGNED
