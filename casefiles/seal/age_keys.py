"""Public and private keys of age (X25519), in age's own text form.

A recipient is `age1` and 58 signs of Bech32, a private key `AGE-SECRET-KEY-1` and 58 signs
(age specification v1, C2SP/age.md, section "The X25519 recipient type"). Kinds of keys age knows
beside these (SSH, plugins, post-quantum) are refused: the gate of `age_header` would not let their
archives back in.
"""

import re
from dataclasses import dataclass, field

import pyrage
from nacl.bindings import crypto_scalarmult

from casefiles.errors import NotARecipient
from casefiles.text import _

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_RECIPIENT = re.compile(f"age1[{_ALPHABET}]{{58}}")
_PRIVATE = re.compile(f"AGE-SECRET-KEY-1[{_ALPHABET.upper()}]{{58}}")


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody's public key; one that exists can be sealed to."""

    text: str

    @classmethod
    def parse(cls, untrusted_text: str) -> "Recipient":
        """From `age1...`; raises `NotARecipient`."""
        text = untrusted_text.strip().lower()
        if not _RECIPIENT.fullmatch(text):
            raise _not_a_recipient()
        try:
            pyrage.x25519.Recipient.from_str(text)
        except pyrage.RecipientError as error:
            raise _not_a_recipient() from error
        if not _is_safe(_point(text)):
            raise NotARecipient(
                _("This key is not safe: what is sealed to it, anybody could open."),
                _("Ask your partner for another one."),
            )
        return cls(text)

    def for_age(self) -> object:
        """The same key as pyrage wants it."""
        return pyrage.x25519.Recipient.from_str(self.text)


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A private key; showing it shows nothing."""

    text: str = field(repr=False)

    @classmethod
    def new(cls) -> "PrivateKey":
        """A fresh one."""
        return cls(str(pyrage.x25519.Identity.generate()))

    @classmethod
    def parse(cls, untrusted_text: str) -> "PrivateKey":
        """From `AGE-SECRET-KEY-1...`; raises `NotARecipient`."""
        text = untrusted_text.strip()
        try:
            if not _PRIVATE.fullmatch(text):
                raise _not_a_private_key()
            pyrage.x25519.Identity.from_str(text)
        except pyrage.IdentityError as error:
            raise _not_a_private_key() from error
        return cls(text)

    @property
    def recipient(self) -> Recipient:
        """The public key that belongs to it."""
        return Recipient(str(pyrage.x25519.Identity.from_str(self.text).to_public()))

    def for_age(self) -> object:
        """The same key as pyrage wants it."""
        return pyrage.x25519.Identity.from_str(self.text)


def _point(recipient: str) -> bytes:
    """The 32 bytes in a recipient whose Bech32 checksum has been verified (BIP-173)."""
    number = 0
    for sign in recipient[len("age1") : -6]:
        number = number << 5 | _ALPHABET.index(sign)
    return (number >> 4).to_bytes(32, "big")


def _is_safe(point: bytes) -> bool:
    """False for points of low order (RFC 7748, section 6.1), on which pyrage would abort."""
    try:
        crypto_scalarmult(b"\x09" * 32, point)
    except RuntimeError:
        return False
    return True


def _not_a_recipient() -> NotARecipient:
    return NotARecipient(
        _("This text is not a public key or a card."),
        _("A key begins with age1, a card with parvanda-card1: - paste the whole line."),
    )


def _not_a_private_key() -> NotARecipient:
    return NotARecipient(_("This text is not a private key of age."))
