"""The file of a segment: named arrays of numbers, one after the other, ready to be used in place.

Format 2, all numbers little-endian:

    8 bytes    PVINDEX2
    u32        length of the header in bytes
    header     JSON: [[name, type, count, offset], ...]; type in NumPy's notation (u1, u2, u4, i4,
               f4), offset from the beginning of the file, a multiple of eight
    arrays     as the header says, zero bytes between

The arrays (see `postings`): `terms` the bytes of all terms in ascending order, `ends` where each
ends, `first` where the postings of each begin (one more at the end), `docs` and `weights` of each
posting, `places_from` where its positions begin (one more at the end), `places` the positions. Of
each document: `length` (words of its body and parts), `parts_from` (the position from which on its
parts' words stand), `earliest` and `latest` (days as ordinals, or 0). Of
each name, in the order of documents: `name_doc`, `name_words`, `name_rank` (see `gathering`).
"""

import json
import struct
from collections.abc import Mapping
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

_MAGIC = b"PVINDEX2"
_LENGTH = struct.Struct("<I")
_ALIGNED = 8


def pack(arrays: Mapping[str, Array]) -> bytes:
    """The arrays as one file."""
    table = [[name, _type(array), len(array), 0] for name, array in arrays.items()]
    # Offsets have at most ten digits: room for them all is left before they are known.
    room = len(json.dumps(table)) + 10 * len(table)
    at = _aligned(len(_MAGIC) + _LENGTH.size + room)
    pieces: list[bytes] = []
    for entry, array in zip(table, arrays.values(), strict=True):
        entry[3] = at
        content = array.astype(f"<{entry[1]}", copy=False).tobytes()
        pieces.append(content.ljust(_aligned(len(content)), b"\0"))
        at += len(pieces[-1])
    head = json.dumps(table).encode()
    start = _MAGIC + _LENGTH.pack(len(head)) + head
    return b"".join((start.ljust(_aligned(len(_MAGIC) + _LENGTH.size + room), b"\0"), *pieces))


def unpack(content: bytes) -> dict[str, Array]:
    """The arrays of a file as views of its bytes, nothing copied."""
    assert content.startswith(_MAGIC), "not a segment of this format"
    begin = len(_MAGIC) + _LENGTH.size
    (length,) = _LENGTH.unpack_from(content, len(_MAGIC))
    table = json.loads(content[begin : begin + length])
    return {
        name: np.frombuffer(content, f"<{kind}", count, offset)
        for name, kind, count, offset in table
    }


def _type(array: Array) -> str:
    return f"{array.dtype.kind}{array.dtype.itemsize}"


def _aligned(offset: int) -> int:
    return -(-offset // _ALIGNED) * _ALIGNED
