"""What a passphrase costs to try, and the form in which it is read.

A passphrase becomes a key by Argon2id version 1.3 (RFC 9106), 32 bytes out. Its `Cost` stands in
the vault's `keys` files, where anybody can write anything; so a cost outside the bounds below is
refused before a byte is allocated: too cheap would be a weakness, too dear a way to hang or kill
the machine.

A passphrase is read in Unicode form NFKC and without the line end that files and prompts add. The
same word typed on another keyboard or system then gives the same bytes: й and ӣ in one or two code
points, a no-break space, full-width digits. NFKC rather than NFC, because what looks the same on
paper should open the vault; the little that is lost in guessing is nothing beside six words.
Nothing else is changed: case, spaces and the zero-width joiners of Persian count. Code points that
Unicode has not assigned are refused, as their normal form may change with the next edition
(RFC 8265, section 4.1, forbids them for the same reason).
"""

import os
import secrets
import time
import unicodedata
from dataclasses import dataclass

import argon2.exceptions
from argon2.low_level import ARGON2_VERSION, Type, hash_secret_raw

from casefiles.errors import MediumTrouble, NotUnderstood
from casefiles.seal.words import ENGLISH, LIST_OF_LANGUAGE, word_list
from casefiles.text import _

MIB = 1024
LEAST_MEMORY_KIB = 64 * MIB
MOST_MEMORY_KIB = 2048 * MIB
MOST_PASSES = 20
MOST_LANES = 8
FLOOR_MEMORY_KIB = 256 * MIB
FLOOR_PASSES = 3
CALIBRATED_MEMORY_KIB = 1024 * MIB
LONGEST_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Cost:
    """Argon2id's parameters; one that exists is within bounds.

    Raises `NotUnderstood` for memory outside 64 MiB to 2 GiB, passes outside 1 to 20 or lanes
    outside 1 to 8.
    """

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        if not (
            LEAST_MEMORY_KIB <= self.memory_kib <= MOST_MEMORY_KIB
            and 1 <= self.passes <= MOST_PASSES
            and 1 <= self.lanes <= MOST_LANES
        ):
            raise NotUnderstood(
                _("The vault asks for an amount of work that is not safe; nothing was computed.")
            )


def calibrate() -> Cost:
    """A cost of about one second on this machine, never below 256 MiB and three passes."""
    floor = Cost(FLOOR_MEMORY_KIB, FLOOR_PASSES, min(4, os.cpu_count() or 1))
    started = time.perf_counter()
    stretch(b"calibration", bytes(16), floor)
    return raised(floor, 1 / max(time.perf_counter() - started, 1e-3))


def raised(floor: Cost, factor: float) -> Cost:
    """`floor` made about `factor` times dearer: memory first (to 1 GiB), then passes.

    Memory first, as it is what makes guessing machines expensive (RFC 9106, section 4); not above
    1 GiB, so that the vault still opens on a colleague's small laptop.
    """
    factor = max(1.0, factor)
    in_64_mib = int(floor.memory_kib * factor) // LEAST_MEMORY_KIB
    memory = max(floor.memory_kib, min(CALIBRATED_MEMORY_KIB, in_64_mib * LEAST_MEMORY_KIB))
    passes = int(floor.passes * factor * floor.memory_kib / memory)
    return Cost(memory, max(floor.passes, min(MOST_PASSES, passes)), floor.lanes)


def generate_words(n: int = 6, language: str = "en") -> tuple[str, ...]:
    """`n` random words, eleven bits each: six of them (66 bits) are a passphrase.

    Words are Russian for `ru` and `tg`, English otherwise. Joined by single spaces they are what
    is typed.
    """
    words = word_list(LIST_OF_LANGUAGE.get(language, ENGLISH))
    return tuple(secrets.choice(words) for _n in range(n))


def normalised(untrusted_passphrase: str) -> bytes:
    """The bytes of a passphrase (NFKC, no line end, UTF-8); raises `NotUnderstood`."""
    text = unicodedata.normalize("NFKC", untrusted_passphrase.rstrip("\r\n"))
    if any(unicodedata.category(c) in {"Cn", "Cs", "Cc"} for c in text):
        raise NotUnderstood(
            _("The passphrase holds a sign that cannot be typed the same everywhere."),
            _("Use letters, digits, spaces and common signs."),
        )
    raw = text.encode()
    if not raw:
        raise NotUnderstood(_("The passphrase is empty."), _("Type the passphrase."))
    if len(raw) > LONGEST_BYTES:
        raise NotUnderstood(_("The passphrase is too long."), _("Use at most a few lines of text."))
    return raw


def stretch(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """The 32-byte key of `secret` at `cost`; raises `MediumTrouble` when memory is short."""
    try:
        return hash_secret_raw(
            secret,
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory_kib,
            parallelism=cost.lanes,
            hash_len=32,
            type=Type.ID,
            version=ARGON2_VERSION,
        )
    except argon2.exceptions.HashingError as error:
        raise MediumTrouble(
            _("There is not enough free memory to open or close the vault."),
            _("Close other programs and try again; nothing was changed."),
        ) from error
