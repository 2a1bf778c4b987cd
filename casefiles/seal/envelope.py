"""Sealing and opening archives: age version 1 (C2SP/age.md), by pyrage, behind our own gate.

Two outer forms, both plain binary age files that the `age` command opens too:

    to recipients       NAME.age, sealed to one or more X25519 keys
                        (`age -d -i KEYS NAME.age`)
    with a passphrase   NAME.age, sealed to a fresh X25519 key, and beside it a small file that
                        holds this key (one line `AGE-SECRET-KEY-1...`), sealed with the passphrase
                        in age's scrypt form (`age -d -i SEALED-KEY NAME.age`). Two files, because
                        a stream of any size can be sealed to a key but not with a passphrase
                        without holding it in memory.

What is inside (manifest, entries, padding) is the affair of the caller. Nothing of an archive is
to be believed before its last chunk is authenticated: `open_stream` writes into a staging place of
the caller's, empties it when anything fails, and only a return without an error releases it.
"""

import io
from collections.abc import Sequence

import pyrage

from casefiles.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveNotForUs,
    ArchiveRefused,
    NotARecipient,
)
from casefiles.seal.age_header import (
    LARGEST_HEADER,
    MEMORY_CAP,
    MOST_RECIPIENTS,
    Reader,
    check_passphrase_header,
    check_recipient_header,
)
from casefiles.seal.age_keys import PrivateKey, Recipient
from casefiles.seal.passphrase import normalised
from casefiles.seal.streams import Source, Staging, Target, Writer
from casefiles.text import _

LARGEST_SEALED_KEY = 64 * 1024
_NO_KEY_FITS = "No matching keys found"


def seal_stream(source: Reader, target: Writer, recipients: Sequence[Recipient]) -> None:
    """Seal all of `source` into `target` for 1 to 32 recipients; 64 KiB at a time in memory.

    Raises `DiskFull` or `MediumTrouble` when source or target fail; the target is worthless then.
    """
    if not 0 < len(recipients) <= MOST_RECIPIENTS:
        raise ArchiveRefused(
            _("An archive is sealed to at least one and at most 32 recipients."),
            _("Make several archives."),
        )
    reader, writer = Source(source), Target(target)
    try:
        pyrage.encrypt_io(reader, writer, [recipient.for_age() for recipient in recipients])
    except (pyrage.EncryptError, OSError) as error:
        raise reader.trouble or writer.trouble or error from error


def open_stream(
    source: Reader, staging: Staging, keys: Sequence[PrivateKey], *, limit: int | None = None
) -> int:
    """Open an archive into `staging`, a seekable place that nobody reads yet; bytes written.

    Raises `NotAnArchive`, `ArchiveRefused` (its header, or more than `limit` bytes inside),
    `ArchiveNotForUs`, `ArchiveDamaged`, `DiskFull`, `MediumTrouble`. After any of them `staging`
    is cut back to where it stood.
    """
    reader = Source(source)
    check_recipient_header(reader.peek(LARGEST_HEADER))
    began = staging.tell()
    writer = Target(staging, limit)
    try:
        try:
            pyrage.decrypt_io(reader, writer, [key.for_age() for key in keys])
        except (pyrage.DecryptError, OSError) as error:
            raise reader.trouble or writer.trouble or _told(error) from error
    except BaseException:
        staging.seek(began)
        staging.truncate()
        raise
    return writer.written


def seal_bytes(data: bytes, recipients: Sequence[Recipient]) -> bytes:
    """`seal_stream` for what fits in memory."""
    target = io.BytesIO()
    seal_stream(io.BytesIO(data), target, recipients)
    return target.getvalue()


def open_bytes(
    untrusted_archive: bytes, keys: Sequence[PrivateKey], *, limit: int | None = None
) -> bytes:
    """`open_stream` for what fits in memory."""
    staging = io.BytesIO()
    open_stream(io.BytesIO(untrusted_archive), staging, keys, limit=limit)
    return staging.getvalue()


def seal_with_passphrase(source: Reader, target: Writer, passphrase: str) -> bytes:
    """Seal `source` into `target` to a fresh key; returns that key, sealed with the passphrase.

    The returned bytes are the small file that travels beside the archive. Takes about a second.
    Raises `NotUnderstood` for a passphrase that cannot be used, and as `seal_stream`.
    """
    key = PrivateKey.new()
    sealed_key = seal_key(key, passphrase)
    seal_stream(source, target, [key.recipient])
    return sealed_key


def seal_key(key: PrivateKey, passphrase: str) -> bytes:
    """The small file that holds `key`, sealed with the passphrase. Takes about a second.

    Raises `NotUnderstood` for a passphrase that cannot be used.
    """
    secret = normalised(passphrase).decode()
    sealed_key: bytes = pyrage.passphrase.encrypt(f"{key.text}\n".encode("ascii"), secret)
    check_passphrase_header(sealed_key)
    return sealed_key


def open_sealed_key(
    untrusted_sealed_key: bytes, passphrase: str, *, memory_cap: int = MEMORY_CAP
) -> PrivateKey:
    """The key that a passphrase archive was sealed to, from the small file beside it.

    Raises `NotAnArchive`, `ArchiveRefused`, `ArchiveDamaged`, `ArchiveNotForUs` (another
    passphrase), `NotUnderstood`.
    """
    if len(untrusted_sealed_key) > LARGEST_SEALED_KEY:
        raise ArchiveRefused(
            _("This file is too large for a sealed key; it was not opened."),
            _("Choose the small file that came with the archive."),
        )
    secret = normalised(passphrase).decode()
    check_passphrase_header(untrusted_sealed_key[:LARGEST_HEADER], memory_cap)
    try:
        text: bytes = pyrage.passphrase.decrypt(untrusted_sealed_key, secret)
    except pyrage.DecryptError as error:
        raise _told(error, with_passphrase=True) from error
    return _only_key(text)


def _only_key(untrusted_text: bytes) -> PrivateKey:
    """The one key of an age identity file, whose lines may also be empty or begin with #."""
    lines = [line.strip() for line in untrusted_text.decode("utf-8", "replace").splitlines()]
    keys = [line for line in lines if line and not line.startswith("#")]
    try:
        (key,) = keys
        return PrivateKey.parse(key)
    except (ValueError, NotARecipient) as error:
        raise ArchiveRefused(
            _("The sealed key holds something else than one key."),
            _("Ask the sender for it again."),
        ) from error


def _told(error: Exception, *, with_passphrase: bool = False) -> ArchiveError:
    if with_passphrase and "Decryption failed" in str(error):
        return ArchiveNotForUs(
            _("This passphrase does not open the archive."),
            _("Check it with the sender; nothing was changed."),
        )
    if _NO_KEY_FITS in str(error):
        return ArchiveNotForUs(
            _("This archive is sealed to somebody else."),
            _("Send your card to the sender and ask for an archive of your own."),
        )
    return ArchiveDamaged(
        _("The archive was cut off or changed on its way; nothing of it was taken in."),
        _("Copy it again, or ask the sender for it again."),
    )
