"""One slot of a `keys` file: the data key, sealed with one passphrase.

96 bytes, numbers big-endian:

     0   4  memory in KiB      Argon2id
     4   2  passes
     6   1  lanes
     7   1  zero
     8  16  salt of Argon2id
    24  24  nonce
    48  48  the data key (32) sealed by XChaCha20-Poly1305 (tag of 16 bytes at the end)

The sealing key is Argon2id (see `passphrase`) over one of

    parvanda 1 passphrase NUL                PASSPHRASE
    parvanda 1 passphrase and key file NUL   DIGEST PASSPHRASE

where DIGEST is the 32 bytes of `keyfile`. Associated data: the ASCII text `parvanda 1 slot`, a zero
byte, the vault's id (16), the slot's number (1 byte, 0 to 7), its kind (1 byte), and the first 24
bytes of the slot. A slot therefore opens only in its vault, in its place, as its kind and at its
cost. That a key file is needed stands in the open (the reader must know what to ask for), but is no
weakness: calling the slot another kind changes both the input of Argon2id and the associated data.
An unused slot is 96 random bytes.
"""

import secrets
import struct
from dataclasses import dataclass
from enum import IntEnum

from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt as aead_open,
)
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_encrypt as aead_seal,
)
from nacl.exceptions import CryptoError

from casefiles.seal.passphrase import Cost, stretch

SLOT_SIZE = 96
_PARAMETERS = struct.Struct(">IHBx16s")
_NONCE_SIZE = 24


class SlotKind(IntEnum):
    """What opens a slot."""

    FREE = 0
    PASSPHRASE = 1
    PASSPHRASE_AND_KEY_FILE = 2


@dataclass(frozen=True, slots=True)
class Secret:
    """What the user gives: the passphrase's bytes and, perhaps, a key file's digest."""

    passphrase: bytes
    key_file: bytes | None = None

    def __repr__(self) -> str:
        return "Secret(...)"

    @property
    def kind(self) -> SlotKind:
        """The kind of slot this secret seals."""
        return SlotKind.PASSPHRASE if self.key_file is None else SlotKind.PASSPHRASE_AND_KEY_FILE

    def input_for(self, kind: SlotKind) -> bytes | None:
        """Argon2id's input for a slot of `kind`; None when the key file for it is missing."""
        if kind is SlotKind.PASSPHRASE:
            return b"parvanda 1 passphrase\0" + self.passphrase
        if kind is SlotKind.PASSPHRASE_AND_KEY_FILE and self.key_file is not None:
            return b"parvanda 1 passphrase and key file\0" + self.key_file + self.passphrase
        return None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a slot stands: what its contents are bound to."""

    vault_id: bytes
    number: int
    kind: SlotKind

    def associated_data(self, parameters: bytes) -> bytes:
        """What the sealing authenticates beside the data key."""
        return b"parvanda 1 slot\0" + self.vault_id + bytes((self.number, self.kind)) + parameters


def free_slot() -> bytes:
    """An unused slot."""
    return secrets.token_bytes(SLOT_SIZE)


def slot_cost(untrusted_slot: bytes) -> Cost:
    """The cost a slot asks for; raises `NotUnderstood` when out of bounds."""
    memory_kib, passes, lanes, _salt = _PARAMETERS.unpack_from(untrusted_slot)
    return Cost(memory_kib, passes, lanes)


def seal_slot(data_key: bytes, secret: Secret, place: Place, cost: Cost) -> bytes:
    """A slot that `secret` opens; `place.kind` must be that of the secret."""
    secret_input = secret.input_for(place.kind)
    if secret_input is None:
        msg = "a slot of this kind needs a key file"
        raise ValueError(msg)
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(_NONCE_SIZE)
    parameters = _PARAMETERS.pack(cost.memory_kib, cost.passes, cost.lanes, salt)
    key = stretch(secret_input, salt, cost)
    return parameters + nonce + aead_seal(data_key, place.associated_data(parameters), nonce, key)


def open_slot(untrusted_slot: bytes, secret: Secret, place: Place) -> bytes | None:
    """The data key, or None when `secret` does not open this slot."""
    secret_input = secret.input_for(place.kind)
    if secret_input is None:
        return None
    cost = slot_cost(untrusted_slot)
    parameters = untrusted_slot[: _PARAMETERS.size]
    nonce = untrusted_slot[_PARAMETERS.size : _PARAMETERS.size + _NONCE_SIZE]
    sealed = untrusted_slot[_PARAMETERS.size + _NONCE_SIZE :]
    key = stretch(secret_input, parameters[8:], cost)
    try:
        return aead_open(sealed, place.associated_data(parameters), nonce, key)
    except CryptoError:
        return None
