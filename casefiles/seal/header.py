"""The bytes of a `keys` file.

1024 bytes, numbers big-endian:

       0   16  magic: `PARVANDA KEYS` CR LF SUB (the last three 0d 0a 1a)
      16    2  format version, 1
      18    2  zero
      20    4  zero
      24    8  generation: one more at each change
      32   16  the vault's id, random
      48    8  the kind of each slot, one byte each: 0 free, 1 passphrase, 2 and key file
      56    8  zero
      64  768  eight slots of 96 bytes (see `slot`); unused ones random
     832  128  zero
     960   32  HMAC-SHA256 of bytes 0 to 959 with the header key (see `derive`)
     992   32  SHA-256 of bytes 0 to 991

Magic, version in bytes 16 and 17, and a SHA-256 over everything before it in the last 32 bytes hold
for every version to come, whatever its size (at most 64 KiB); so a newer vault can be told from a
damaged one. The checksum finds damage before a passphrase is asked for; it protects from nobody
(anyone can recompute it). The HMAC does: it covers every byte, unused slots too, and is checked as
soon as the data key is known. Nothing here names anything but a random number.
"""

import hashlib
import hmac
import struct
from dataclasses import dataclass, replace

from casefiles.errors import NotUnderstood, VaultDamaged, VaultNewer
from casefiles.seal.slot import SLOT_SIZE, Place, SlotKind, free_slot, slot_cost
from casefiles.text import _

MAGIC = b"PARVANDA KEYS\r\n\x1a"
VERSION = 1
SIZE = 1024
LARGEST_OF_ANY_VERSION = 64 * 1024
SLOTS = 8
VAULT_ID_SIZE = 16

_FRONT = struct.Struct(">16sHxx4xQ16s8s8x")
_MAC_AT = 960
_CHECKSUM_SIZE = 32


@dataclass(frozen=True, slots=True)
class Header:
    """What a `keys` file says; one that exists has the right shape, but may still be forged."""

    vault_id: bytes
    generation: int
    kinds: tuple[SlotKind, ...]
    slots: tuple[bytes, ...]

    def place(self, number: int) -> Place:
        """What slot `number` is bound to."""
        return Place(self.vault_id, number, self.kinds[number])

    def used(self) -> list[int]:
        """Numbers of the slots in use."""
        return [number for number in range(SLOTS) if self.kinds[number]]

    def with_slot(self, number: int, kind: SlotKind, slot: bytes) -> "Header":
        """A copy in which one slot is another."""
        kinds, slots = list(self.kinds), list(self.slots)
        kinds[number], slots[number] = kind, slot
        return replace(self, kinds=tuple(kinds), slots=tuple(slots))

    def to_bytes(self, header_key: bytes) -> bytes:
        """The 1024 bytes, authenticated with `header_key`."""
        front = _FRONT.pack(MAGIC, VERSION, self.generation, self.vault_id, bytes(self.kinds))
        body = (front + b"".join(self.slots)).ljust(_MAC_AT, b"\0")
        body += hmac.digest(header_key, body, "sha256")
        return body + hashlib.sha256(body).digest()


def new_header(vault_id: bytes, generation: int) -> Header:
    """A header whose eight slots are unused."""
    return Header(
        vault_id, generation, (SlotKind.FREE,) * SLOTS, tuple(free_slot() for _n in range(SLOTS))
    )


def authentic(raw: bytes, header_key: bytes) -> bool:
    """Whether every byte of a `keys` file was written by who knew the data key."""
    if len(raw) != SIZE or not _checksum_holds(raw):
        return False
    expected = hmac.digest(header_key, raw[:_MAC_AT], "sha256")
    return hmac.compare_digest(expected, raw[_MAC_AT:-_CHECKSUM_SIZE])


def read_header(untrusted_raw: bytes) -> Header:
    """The header in the bytes of one file.

    Raises `VaultDamaged` when they are not what was written, `VaultNewer` when a newer program
    wrote them.
    """
    if not untrusted_raw.startswith(MAGIC) or not _checksum_holds(untrusted_raw):
        raise VaultDamaged(_("Bytes of the keys file are not what was written."))
    version = int.from_bytes(untrusted_raw[16:18], "big")
    if version > VERSION:
        raise VaultNewer(
            _("This vault was written by a newer version of Parvanda; nothing was changed."),
            _("Open it with the newer version."),
        )
    if version != VERSION or len(untrusted_raw) != SIZE:
        raise VaultDamaged(_("The keys file has not the form it should have."))
    return read_shape(untrusted_raw)


def read_shape(untrusted_raw: bytes) -> Header:
    """The header in 1024 bytes whose checksum may be wrong; raises `VaultDamaged`."""
    if len(untrusted_raw) != SIZE:
        raise VaultDamaged(_("The keys file is too short or too long."))
    _magic, _version, generation, vault_id, kinds = _FRONT.unpack_from(untrusted_raw)
    slots = tuple(
        untrusted_raw[at : at + SLOT_SIZE]
        for at in range(_FRONT.size, _FRONT.size + SLOTS * SLOT_SIZE, SLOT_SIZE)
    )
    try:
        header = Header(vault_id, generation, tuple(SlotKind(kind) for kind in kinds), slots)
        for number in header.used():
            slot_cost(slots[number])
    except (ValueError, NotUnderstood) as error:
        raise VaultDamaged(_("The keys file asks for what no vault needs.")) from error
    return header


def _checksum_holds(raw: bytes) -> bool:
    checked, checksum = raw[:-_CHECKSUM_SIZE], raw[-_CHECKSUM_SIZE:]
    return hashlib.sha256(checked).digest() == checksum
