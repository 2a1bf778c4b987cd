"""The gate before age: what the header of a sealed archive may say.

Header of age version 1 (C2SP/age.md): the line `age-encryption.org/v1`, recipient stanzas, and
`--- ` with the HMAC of the header, 43 signs of unpadded base64. A stanza is `-> TYPE ARGUMENT...`
and a body in lines of 64 signs of unpadded base64, the last one shorter. Lines end with LF.

The library behind accepts more than is good for us (other kinds of recipients, work factors that
take gigabytes); so before it sees a byte, the header must be of one of two forms:

    for recipients   1 to 32 stanzas `-> X25519 SHARE` with a SHARE and a body of 32 bytes each
    for a passphrase one stanza `-> scrypt SALT FACTOR`, SALT of 16 bytes, FACTOR a decimal number
                     from 1 to 20 (memory is 2^FACTOR KiB), a body of 32 bytes; only where the
                     caller has a passphrase to try

The first form may also hold two stanzas whose type ends in `-grease`: the library adds one to what
it seals, so that readers stay tolerant; nobody reads them. Base64 must be canonical. A header is at
most 16 KiB.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from casefiles.errors import ArchiveDamaged, ArchiveError, ArchiveRefused, NotAnArchive
from casefiles.text import _

LARGEST_HEADER = 16 * 1024
MOST_RECIPIENTS = 32
MOST_GREASE = 2
HIGHEST_WORK_FACTOR = 20
MEMORY_CAP = 1024 * 1024 * 1024

_MAGIC = b"age-encryption.org/v1\n"
_ANY_VERSION = b"age-encryption.org/"
_BYTES_OF_LINE = 48
_WRAPPED_KEY_SIZE = 32


class Reader(Protocol):
    """Where bytes come from: a file opened for reading, or the like."""

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Stanza:
    """One recipient stanza, decoded."""

    kind: str
    arguments: tuple[str, ...]
    body: bytes


def check_recipient_header(untrusted_start: bytes) -> None:
    """Pass a header of the first form, given the file's first 16 KiB (or all of it).

    Raises `NotAnArchive`, `ArchiveDamaged` (cut off), `ArchiveRefused`.
    """
    stanzas = _stanzas(untrusted_start)
    grease = [s for s in stanzas if s.kind.endswith("-grease")]
    sealed = [s for s in stanzas if not s.kind.endswith("-grease")]
    if any(s.kind == "scrypt" for s in sealed):
        raise ArchiveRefused(
            _("This file is sealed with a passphrase, not to a recipient; it was not opened."),
            _("Open it with its passphrase."),
        )
    if len(grease) > MOST_GREASE or not 0 < len(sealed) <= MOST_RECIPIENTS:
        raise _refused()
    for stanza in sealed:
        if stanza.kind != "X25519" or len(stanza.arguments) != 1:
            raise _refused()
        if len(_decoded(stanza.arguments[0])) != 32 or len(stanza.body) != _WRAPPED_KEY_SIZE:
            raise _refused()


def check_passphrase_header(untrusted_start: bytes, memory_cap: int = MEMORY_CAP) -> None:
    """Pass a header of the second form, whose work needs at most `memory_cap` bytes.

    Raises `NotAnArchive`, `ArchiveDamaged` (cut off), `ArchiveRefused`.
    """
    stanzas = _stanzas(untrusted_start)
    if len(stanzas) != 1 or stanzas[0].kind != "scrypt" or len(stanzas[0].arguments) != 2:
        raise _refused()
    salt, factor = stanzas[0].arguments
    if len(_decoded(salt)) != 16 or len(stanzas[0].body) != _WRAPPED_KEY_SIZE:
        raise _refused()
    if not re.fullmatch(r"[1-9][0-9]?", factor):
        raise _refused()
    if int(factor) > HIGHEST_WORK_FACTOR or 1024 << int(factor) > memory_cap:
        raise ArchiveRefused(
            _("Opening this file would take more memory than is safe; it was not opened."),
            _("Ask the sender to seal it again."),
        )


def _stanzas(start: bytes) -> list[Stanza]:
    if not start.startswith(_MAGIC):
        raise _not_age(start)
    lines = _lines(start)
    stanzas: list[Stanza] = []
    while not (line := next(lines)).startswith("--- "):
        if len(stanzas) == MOST_RECIPIENTS + MOST_GREASE:
            raise _refused()
        stanzas.append(_stanza(line, lines))
    if len(_decoded(line[4:])) != 32:
        raise _refused()
    return stanzas


def _lines(start: bytes) -> Iterator[str]:
    """The lines after the first; raises where no line end follows."""
    at = len(_MAGIC)
    while (end := start.find(b"\n", at, LARGEST_HEADER)) >= 0:
        line = start[at:end]
        if not all(0x20 <= byte <= 0x7E for byte in line):
            raise _refused()
        yield line.decode("ascii")
        at = end + 1
    if len(start) >= LARGEST_HEADER:
        raise _refused()
    raise ArchiveDamaged(_truncated(), _again())


def _stanza(first_line: str, lines: Iterator[str]) -> Stanza:
    mark, *words = first_line.split(" ")
    if mark != "->" or not words or not all(words):
        raise _refused()
    body = b""
    while len(decoded := _decoded(next(lines))) == _BYTES_OF_LINE:
        body += decoded
    if len(decoded) > _BYTES_OF_LINE:
        raise _refused()
    return Stanza(words[0], tuple(words[1:]), body + decoded)


def _decoded(text: str) -> bytes:
    """Unpadded canonical base64 (RFC 4648, sections 3.2 and 3.5)."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError as error:
        raise _refused() from error
    if base64.b64encode(raw).rstrip(b"=").decode("ascii") != text:
        raise _refused()
    return raw


def _not_age(start: bytes) -> ArchiveError:
    if start and _MAGIC.startswith(start):
        return ArchiveDamaged(_truncated(), _again())
    if start.startswith(_ANY_VERSION):
        return ArchiveRefused(
            _("This archive is sealed in a way this program does not know; it was not opened."),
            _("Ask the sender which program made it."),
        )
    return NotAnArchive(
        _("This file is not a sealed archive."), _("Choose the file that ends in .age.")
    )


def _refused() -> ArchiveRefused:
    return ArchiveRefused(
        _("The outer part of this archive is not as it should be; nothing of it was opened."),
        _("It may have been damaged or forged: ask the sender for it over another way."),
    )


def _truncated() -> str:
    return _("The archive is cut off; nothing of it was taken in.")


def _again() -> str:
    return _("Copy it again, or ask the sender for it again.")
