"""Zip files from outside: parts of them as bytes, counted while they are inflated.

Nothing a zip says of itself is believed: neither sizes, which are counted here, nor names, which
are compared and never used as paths. Zips inside are parts like others and are not opened.
"""

import codecs
import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from casefiles.intake.reading import Refusal

MOST_ENTRIES = 20_000
MOST_UNPACKED = 128 * 1024 * 1024
_ALWAYS_ALLOWED = 64 * 1024 * 1024
_MOST_A_BYTE = 200
"""Above the size that is always allowed, so much may come of a byte: text packs less well."""

_SLICE = 64 * 1024
_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 1
_WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The only ways of packing in office documents; the others inflate without a bound."""

_TROUBLE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError),
    *(ValueError, RuntimeError, OverflowError, IndexError),
)


def prepare() -> None:
    """Load the codecs in which names are written."""
    for codec in ("cp437", "utf-8"):
        codecs.lookup(codec)


class Package:
    """An opened zip. Whatever is read of it counts against one bound."""

    def __init__(self, data: bytes) -> None:
        # Each entry begins so; counting them first keeps a directory of millions out of memory.
        if data.count(_ENTRY) > MOST_ENTRIES:
            raise Refusal("unpacked")
        self._left = min(MOST_UNPACKED, max(_ALWAYS_ALLOWED, _MOST_A_BYTE * len(data)))
        self._entries: dict[str, list[zipfile.ZipInfo]] = {}
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            for entry in self._archive.infolist():
                self._entries.setdefault(_plain(entry.filename), []).append(entry)
        except _TROUBLE:
            raise Refusal("damaged") from None

    def has(self, name: str) -> bool:
        """Whether there is such a part. Names are the same whatever their case."""
        return _plain(name) in self._entries

    def part(self, name: str) -> bytes:
        """The bytes of a part; raises `Refusal`."""
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, inflated piece by piece; raises `Refusal`."""
        entry = self._entry(name)
        try:
            with self._archive.open(entry) as stream:
                while piece := stream.read(_SLICE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise Refusal("unpacked")
                    yield piece
        except _TROUBLE:
            raise Refusal("damaged") from None

    def _entry(self, name: str) -> zipfile.ZipInfo:
        """The one entry of this name. Of two, programs show one or the other: that is no text."""
        entries = self._entries.get(_plain(name), [])
        if len(entries) != 1:
            raise Refusal("damaged")
        if entries[0].flag_bits & _ENCRYPTED:
            raise Refusal("locked")
        if entries[0].compress_type not in _WAYS:
            raise Refusal("damaged")
        return entries[0]


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
