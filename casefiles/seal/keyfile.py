"""A key file: any file that must be at hand beside the passphrase.

Only its contents count: SHA-256 over the ASCII label `parvanda 1 key file`, a zero byte and the
contents, 32 bytes, goes into Argon2id together with the passphrase (see `slot`). Losing or changing
the file by one bit closes the slot for good.
"""

import hashlib
import os
import secrets
from pathlib import Path

from casefiles.errors import MediumTrouble, NotUnderstood
from casefiles.seal.medium import writing_trouble
from casefiles.text import _

LARGEST = 64 * 1024 * 1024


def key_file_digest(untrusted_path: Path) -> bytes:
    """32 bytes that stand for the contents; raises `NotUnderstood` or `MediumTrouble`."""
    if not untrusted_path.is_file():
        raise NotUnderstood(
            _("There is no key file at the place given."), _("Choose the key file again.")
        )
    try:
        with untrusted_path.open("rb") as file:
            contents = file.read(LARGEST + 1)
    except OSError as error:
        raise MediumTrouble(
            _("The key file cannot be read."), _("Check the medium it lies on.")
        ) from error
    if not 0 < len(contents) <= LARGEST:
        raise NotUnderstood(
            _("A key file is neither empty nor larger than 64 MiB."), _("Choose another file.")
        )
    return hashlib.sha256(b"parvanda 1 key file\0" + contents).digest()


def write_key_file(target: Path) -> None:
    """Write 64 random bytes into a new file; an existing one is never touched."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(target, flags, 0o600), "wb") as file:
            file.write(secrets.token_bytes(64))
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError as error:
        raise NotUnderstood(
            _("A file is already there; it was not touched."), _("Choose another name.")
        ) from error
    except OSError as error:
        raise writing_trouble(error, _("The key file could not be written.")) from error
