"""Typed identities: UUIDv7 in sixteen bytes, and the `Ref` that every link in the program is.

UUIDv7 is RFC 9562, section 5.7: 48 bits of milliseconds, then random bits. The time in it only
keeps new rows near each other on disk; no rule of the program reads it.
"""

import os
import re
import time
from dataclasses import dataclass
from typing import Self

from casefiles.errors import NotUnderstood


class Id(bytes):
    """Sixteen bytes. Use one of the subclasses, so that kinds of ids cannot be mixed up."""

    __slots__ = ()

    def __new__(cls, raw: bytes) -> Self:
        if len(raw) != 16:
            msg = f"an id has 16 bytes, not {len(raw)}"
            raise ValueError(msg)
        return super().__new__(cls, raw)

    @classmethod
    def new(cls) -> Self:
        """A fresh UUIDv7."""
        value = bytearray((time.time_ns() // 1_000_000).to_bytes(6, "big") + os.urandom(10))
        value[6] = 0x70 | (value[6] & 0x0F)
        value[8] = 0x80 | (value[8] & 0x3F)
        return cls(bytes(value))

    @classmethod
    def random(cls) -> Self:
        """A fresh UUIDv4: for ids that leave the vault and must not tell when they were made."""
        value = bytearray(os.urandom(16))
        value[6] = 0x40 | (value[6] & 0x0F)
        value[8] = 0x80 | (value[8] & 0x3F)
        return cls(bytes(value))

    @classmethod
    def parse(cls, untrusted_text: str) -> Self:
        """From 32 hexadecimal digits (hyphens allowed); raises `NotUnderstood`."""
        digits = untrusted_text.replace("-", "")
        if not re.fullmatch(r"[0-9a-fA-F]{32}", digits):
            raise NotUnderstood("This is not an identity: it needs 32 hexadecimal digits.")
        return cls(bytes.fromhex(digits))

    def __str__(self) -> str:
        return self.hex()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.hex()})"


class RecordId(Id):
    """A person, incident, source ... : whatever claims are about."""

    __slots__ = ()


class EntryId(Id):
    """A claim or a judgment."""

    __slots__ = ()


class StepId(Id):
    """One act of the documenter."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A link to a record: its kind's name and its id. Written `person:018f...`."""

    kind: str
    id: RecordId

    @classmethod
    def parse(cls, untrusted_text: str) -> "Ref":
        """From `kind:32 hex digits`; raises `NotUnderstood`."""
        kind, _, digits = untrusted_text.partition(":")
        if not re.fullmatch(r"[a-z][a-z_]*", kind):
            raise NotUnderstood("A reference looks like person:0190..., a kind and an identity.")
        return cls(kind, RecordId.parse(digits))

    def __str__(self) -> str:
        return f"{self.kind}:{self.id.hex()}"
