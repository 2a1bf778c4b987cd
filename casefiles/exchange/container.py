"""The plain tar inside an archive, so that `age -d | tar x` reads it in twenty years.

It is POSIX ustar (IEEE 1003.1-2017, pax, "ustar Interchange Format"), and of that only this: plain
files, mode 0644, everything else zero or empty. Members stand in a fixed order:

    MANIFEST.json   what this archive is, with size and digest of the members below
    MANIFEST.sig    the sender's signature over it (missing in an unsigned archive)
    README.txt      how to read all this, in plain words
    schema.json     the schema of the entries
    entries.jsonl   the entries (`casefiles.exchange.lines`)
    files/SHA256    originals and texts under their digests, sorted
    padding         zeros, so that the whole has a length Padmé allows (`casefiles.seal.padding`)

Then come two blocks of zeros and the end. Reading is as strict as that: a header must be, byte for
byte, the one we would write for its name and size. So there are no links, devices, paths, owners,
times, sparse files or second readings to refuse one by one. Nothing is ever written to a disk.
"""

import re
import tarfile
from collections.abc import Iterable, Mapping

from casefiles.errors import ArchiveDamaged, ArchiveRefused
from casefiles.seal.padding import padme
from casefiles.text import _

LARGEST = 96 << 20
"""Bytes of a whole container; it is held in memory, at times three times over."""

MOST_MEMBERS = 2000
MANIFEST, SIGNATURE, README, SCHEMA, ENTRIES, PADDING = (
    *("MANIFEST.json", "MANIFEST.sig", "README.txt", "schema.json", "entries.jsonl", "padding"),
)
_ORDER = (MANIFEST, SIGNATURE, README, SCHEMA, ENTRIES)
_FILE = re.compile(r"files/[0-9a-f]{64}")
_BLOCK = 512
_END = bytes(2 * _BLOCK)


def file_member(sha256: bytes) -> str:
    """The name of the member that holds a file."""
    return f"files/{sha256.hex()}"


def pack(members: Mapping[str, bytes]) -> bytes:
    """The container of these members, padded."""
    parts: list[bytes] = []
    for name in sorted(members, key=_place):
        parts += _member(name, members[name])
    bare = sum(map(len, parts)) + _BLOCK + len(_END)
    whole = -(-padme(bare) // _BLOCK) * _BLOCK
    return b"".join([*parts, *_member(PADDING, bytes(whole - bare)), _END])


def unpack(untrusted: bytes) -> dict[str, bytes]:
    """The members by name, without the padding; raises `ArchiveRefused`, `ArchiveDamaged`."""
    members: dict[str, bytes] = {}
    names: list[str] = []
    position = 0
    while not names or names[-1] != PADDING:
        name, size = _read_header(untrusted[position : position + _BLOCK])
        start, stop = position + _BLOCK, position + _BLOCK + size
        position = stop + -stop % _BLOCK
        if position + len(_END) > len(untrusted) or any(untrusted[stop:position]):
            raise _refused()
        names.append(name)
        members[name] = untrusted[start:stop]
        if len(names) > MOST_MEMBERS:
            raise _refused()
    if untrusted[position:] != _END or any(members.pop(PADDING)):
        raise _refused()
    if names != sorted(set(names), key=_place):
        raise _refused()
    return members


def _read_header(untrusted: bytes) -> tuple[str, int]:
    """Name and size, if the header is exactly the one we would write for them."""
    if len(untrusted) < _BLOCK:
        raise ArchiveDamaged(_("The archive ends in the middle; nothing of it was taken in."))
    try:
        name = untrusted[:100].rstrip(b"\0").decode("ascii")
        size = int(untrusted[124:135].decode("ascii"), 8)
        if not _known(name) or not 0 <= size <= LARGEST or untrusted != _header(name, size):
            raise ValueError
    except ValueError as problem:
        raise _refused() from problem
    return name, size


def _header(name: str, size: int) -> bytes:
    member = tarfile.TarInfo(name)
    member.size = size
    return member.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict")


def _member(name: str, data: bytes) -> Iterable[bytes]:
    return _header(name, len(data)), data, bytes(-len(data) % _BLOCK)


def _known(name: str) -> bool:
    return name in _ORDER or name == PADDING or _FILE.fullmatch(name) is not None


def _place(name: str) -> tuple[int, str]:
    """Where a member stands: the fixed ones, the files by digest, the padding."""
    if name in _ORDER:
        return _ORDER.index(name), name
    return len(_ORDER) + (name == PADDING), name


def _refused() -> ArchiveRefused:
    return ArchiveRefused(
        _("The archive holds something else than it may; nothing of it was taken in."),
        _("Ask the sender whether it is really theirs."),
    )
