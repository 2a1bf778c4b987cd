"""Who signs and who receives: a project's identity, its public card, its fingerprint.

An identity is an Ed25519 key for signing (RFC 8032) and an X25519 key of age for receiving. The
vault keeps it as 126 bytes:

    `parvanda identity 1` NUL   20 bytes
    seed of the Ed25519 key     32 bytes
    key of age                  74 bytes   `AGE-SECRET-KEY-1...`, ASCII

A card is the public part on one line: `parvanda-card1:` and unpadded base64url of UTF-8 JSON with
sorted keys, no spaces and no escapes for letters:

    {"name": ..., "recipient": "age1...", "signature": HEX64, "signing_key": HEX32}

Its signature covers `parvanda card 1`, a zero byte, and the same JSON without "signature". It
proves that who made the card held the signing key, not who that was: for this, people compare
fingerprints, ten words (110 bits) of SHA-256 over `parvanda fingerprint 1`, a zero byte, the 32
bytes of the signing key and the recipient's text.

A signature over a message is Ed25519 over `parvanda signature 1`, a zero byte, and the message; so
nothing signed for one use can pass for another.
"""

import base64
import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, field

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from casefiles.errors import NotARecipient, NotUnderstood, VaultDamaged
from casefiles.seal.age_keys import PrivateKey, Recipient
from casefiles.seal.words import words_of
from casefiles.text import _

PREFIX = "parvanda-card1:"
FINGERPRINT_WORDS = 10
LONGEST_NAME = 100
LONGEST_CARD = 2048
_SECRET_LABEL = b"parvanda identity 1\0"
_CARD_LABEL = b"parvanda card 1\0"
_SIGNATURE_LABEL = b"parvanda signature 1\0"
_FINGERPRINT_LABEL = b"parvanda fingerprint 1\0"
_JOINERS = "\u200c\u200d"  # invisible, but part of how Persian is written


@dataclass(frozen=True, slots=True)
class Card:
    """The public part of an identity; one that exists was signed by its own key."""

    name: str
    signing_key: bytes
    recipient: Recipient
    signature: bytes

    @classmethod
    def parse(cls, untrusted_text: str) -> "Card":
        """From one line of text; raises `NotARecipient`."""
        text = untrusted_text.strip()
        if not text.startswith(PREFIX) or len(text) > LONGEST_CARD:
            raise _not_a_card()
        fields = _json_fields(text[len(PREFIX) :])
        try:
            card = cls(
                checked_name(fields["name"]),
                _hex(fields["signing_key"], 32),
                Recipient.parse(fields["recipient"]),
                _hex(fields["signature"], 64),
            )
        except (KeyError, NotUnderstood) as error:
            raise _not_a_card() from error
        if str(card) != text:
            raise _not_a_card()
        if not _holds(card.signing_key, _CARD_LABEL + card.signed_part(), card.signature):
            raise NotARecipient(
                _("This card was changed after it was made; it cannot be trusted."),
                _("Ask your partner for the card again, over another way."),
            )
        return card

    def __str__(self) -> str:
        fields = self._fields() | {"signature": self.signature.hex()}
        return PREFIX + base64.urlsafe_b64encode(_canonical(fields)).rstrip(b"=").decode("ascii")

    def signed_part(self) -> bytes:
        """What the card's own signature covers, without its label."""
        return _canonical(self._fields())

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """Ten words to compare by voice or face to face."""
        keys = self.signing_key + self.recipient.text.encode("ascii")
        return words_of(hashlib.sha256(_FINGERPRINT_LABEL + keys).digest(), FINGERPRINT_WORDS)

    def _fields(self) -> dict[str, str]:
        return {
            "name": self.name,
            "recipient": self.recipient.text,
            "signing_key": self.signing_key.hex(),
        }


@dataclass(frozen=True, slots=True)
class Identity:
    """The secret part; showing it shows nothing."""

    seed: bytes = field(repr=False)
    receiving_key: PrivateKey

    @classmethod
    def new(cls) -> "Identity":
        """A fresh identity."""
        return cls(bytes(SigningKey.generate()), PrivateKey.new())

    @classmethod
    def from_bytes(cls, untrusted_secret: bytes) -> "Identity":
        """From what `to_bytes` gave; raises `VaultDamaged`."""
        label, seed, key = (
            untrusted_secret[: len(_SECRET_LABEL)],
            untrusted_secret[len(_SECRET_LABEL) : len(_SECRET_LABEL) + 32],
            untrusted_secret[len(_SECRET_LABEL) + 32 :],
        )
        try:
            receiving_key = PrivateKey.parse(key.decode("ascii"))
        except (NotARecipient, ValueError) as error:
            raise _damaged() from error
        if label != _SECRET_LABEL:
            raise _damaged()
        return cls(seed, receiving_key)

    def to_bytes(self) -> bytes:
        """The secret, to be kept only inside the sealed vault."""
        return _SECRET_LABEL + self.seed + self.receiving_key.text.encode("ascii")

    def card(self, name: str) -> Card:
        """The public card under a name the user chose; raises `NotUnderstood`."""
        key = SigningKey(self.seed)
        unsigned = Card(
            checked_name(name), bytes(key.verify_key), self.receiving_key.recipient, b""
        )
        signature = key.sign(_CARD_LABEL + unsigned.signed_part()).signature
        return Card(unsigned.name, unsigned.signing_key, unsigned.recipient, signature)

    def sign(self, message: bytes) -> bytes:
        """64 bytes that prove this identity meant `message`."""
        return SigningKey(self.seed).sign(_SIGNATURE_LABEL + message).signature


def verify(card: Card, message: bytes, untrusted_signature: bytes) -> bool:
    """Whether the card's identity signed `message`."""
    return _holds(card.signing_key, _SIGNATURE_LABEL + message, untrusted_signature)


def checked_name(untrusted_name: str) -> str:
    """A name for a card: one line, 1 to 100 signs, nothing invisible; raises `NotUnderstood`."""
    name = unicodedata.normalize("NFC", " ".join(untrusted_name.split()))
    visible = name.translate({ord(joiner): None for joiner in _JOINERS})
    if not visible or len(name) > LONGEST_NAME or not visible.isprintable():
        raise NotUnderstood(
            _("A name on a card has 1 to 100 signs on one line, none of them invisible."),
            _("Choose another name."),
        )
    return name


def _holds(signing_key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        VerifyKey(signing_key).verify(message, signature)
    except (BadSignatureError, ValueError):
        return False
    return True


def _canonical(fields: dict[str, str]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _json_fields(untrusted_base64: str) -> dict[str, str]:
    try:
        padded = untrusted_base64 + "=" * (-len(untrusted_base64) % 4)
        fields = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, RecursionError) as error:
        raise _not_a_card() from error
    if not isinstance(fields, dict) or not all(isinstance(v, str) for v in fields.values()):
        raise _not_a_card()
    return fields


def _hex(untrusted_text: str, size: int) -> bytes:
    if not re.fullmatch(f"[0-9a-f]{{{2 * size}}}", untrusted_text):
        raise _not_a_card()
    return bytes.fromhex(untrusted_text)


def _damaged() -> VaultDamaged:
    return VaultDamaged(
        _("The identity in this vault is not what was written."),
        _("Take it from a backup, or make a new identity and tell your partners."),
    )


def _not_a_card() -> NotARecipient:
    return NotARecipient(
        _("This text is not a card of Parvanda."),
        _("A card is one line that begins with parvanda-card1: - paste the whole line."),
    )
