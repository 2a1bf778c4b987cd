"""Commitments and the chain: how a vault shows that nothing in it was changed or taken away.

    commitment of an entry = SHA-256("parvanda entry 1" | salt | flag | id | name | target | body)
    root of a Step         = SHA-256("parvanda root 1"  | for each entry by id: id | commitment)
    digest of a Step       = SHA-256("parvanda step 1"  | previous digest | meta | root)

Every part is preceded by its length in 8 bytes, big-endian. `flag` is `c` claim, `j` our judgment,
`f` a partner's judgment. `name` is the property's name, or the aspect's number in decimal. `body`
is canonical JSON (`canonical`). The salt (16 random bytes) makes a commitment useless for guessing
what an erased entry said; erasing drops body and salt and keeps the commitment. `meta` is canonical
JSON of number, id, act, detail, author and time. The digest of the last Step is the vault's head.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

CLAIM, OURS, PARTNERS = b"c", b"j", b"f"

GENESIS = bytes(32)
"""What stands before the first Step."""


def canonical(form: dict[str, Any]) -> str:
    """The one way a JSON object is written: sorted keys, no spaces, letters as they are."""
    return json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def commitment(
    salt: bytes, flag: bytes, identity: bytes, name: str, target: bytes, body: str
) -> bytes:
    """The 32 bytes that stand for an entry in the chain."""
    return _hash(b"parvanda entry 1", (salt, flag, identity, name.encode(), target, body.encode()))


def root(entries: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Over (id, commitment) pairs of one Step, in any order."""
    return _hash(b"parvanda root 1", (part for entry in sorted(entries) for part in entry))


def step_digest(previous: bytes, meta: dict[str, Any], step_root: bytes) -> bytes:
    """The head after a Step."""
    return _hash(b"parvanda step 1", (previous, canonical(meta).encode(), step_root))


def _hash(label: bytes, parts: Iterable[bytes]) -> bytes:
    told = [label]
    for part in parts:
        told += (len(part).to_bytes(8, "big"), part)
    return hashlib.sha256(b"".join(told)).digest()
