"""The keys that follow from a vault's data key.

The data key is 32 random bytes; nothing is ever encrypted with it directly. Each use has a key of
its own, HKDF-SHA256 (RFC 5869) with the data key as input, no salt, and one of these labels
(ASCII) as info:

    parvanda 1 database key     32 bytes   raw key of SQLCipher
    parvanda 1 database salt    16 bytes   its salt, which is also the first 16 bytes of vault.db
    parvanda 1 audit key        32 bytes   commitments of the hash chain
    parvanda 1 header key       32 bytes   HMAC-SHA256 over a `keys` file
    parvanda 1 sheet key        32 bytes   check words of the recovery sheet

No salt, and the vault's id is not mixed in: the data key on a recovery sheet must be enough even
where both `keys` files are lost.
"""

from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

DATA_KEY_SIZE = 32


@dataclass(frozen=True, slots=True, repr=False)
class VaultKeys:
    """All keys of an open vault. Showing it shows nothing."""

    database: bytes
    database_salt: bytes
    audit: bytes
    header: bytes

    def __repr__(self) -> str:
        return "VaultKeys(...)"

    @classmethod
    def of(cls, data_key: bytes) -> "VaultKeys":
        """The keys that follow from the 32-byte `data_key`."""
        return cls(
            database=derived(data_key, "database key", 32),
            database_salt=derived(data_key, "database salt", 16),
            audit=derived(data_key, "audit key", 32),
            header=derived(data_key, "header key", 32),
        )


def derived(data_key: bytes, use: str, size: int) -> bytes:
    """`size` bytes for one `use`; other uses learn nothing of them."""
    if len(data_key) != DATA_KEY_SIZE:
        msg = f"a data key has {DATA_KEY_SIZE} bytes"
        raise ValueError(msg)
    info = f"parvanda 1 {use}".encode("ascii")
    return HKDF(algorithm=SHA256(), length=size, salt=None, info=info).derive(data_key)
