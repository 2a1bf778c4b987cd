"""A sealed archive, made and opened: `age(padded(manifest, signature, entries, files, ...))`.

The format, from the outside in, so that somebody else can write and read it:

    age version 1 (C2SP/age.md), binary, X25519 recipients (`casefiles.seal.envelope`)
    a plain tar, padded (`casefiles.exchange.container`)
    a signed manifest (`casefiles.exchange.manifest`)
    entries as JSON Lines (`casefiles.exchange.lines`), files under their SHA-256

With a passphrase: sealed to a fresh key, and that key, sealed with the passphrase, lies beside it
as `NAME.key.age`. `age -d -i KEYS NAME.age | tar x` opens either kind without this program.

Everything is held in memory, so an archive is at most 96 MiB and 100,000 entries. Opening looks at
nothing inside before all of it is authenticated, and tells nothing before digests, signature and
recipients hold.
"""

import hashlib
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import resources
from casefiles.errors import ArchiveDamaged, ArchiveRefused, NotUnderstood, OutputRefused
from casefiles.exchange import container, lines
from casefiles.exchange.container import ENTRIES, MANIFEST, README, SCHEMA, SIGNATURE
from casefiles.exchange.lines import Line
from casefiles.exchange.manifest import (
    Manifest,
    Sequel,
    check_members,
    check_signature,
    signature_of,
)
from casefiles.release.audience import Audience
from casefiles.seal.age_keys import PrivateKey, Recipient
from casefiles.seal.envelope import open_stream, seal_stream
from casefiles.seal.identity import Card, Identity
from casefiles.seal.streams import Writer
from casefiles.text import _

SUFFIX, KEY_SUFFIX = ".age", ".key.age"
LARGEST_ENTRIES = 64 << 20
MOST_ENTRIES = 100_000
"""What an archive may hold, so that a hostile one costs seconds and not hours."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs, and under which card."""

    identity: Identity
    card: Card


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into an archive. `files` by SHA-256."""

    lines: Sequence[Line]
    files: Mapping[bytes, bytes]
    audience: Audience
    head: bytes = b""


@dataclass(frozen=True, slots=True)
class Packed:
    """An archive before it is sealed; its bytes are plain and stay in memory."""

    manifest: Manifest
    container: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """An archive whose seal, signature, recipients and digests were found to hold."""

    manifest: Manifest
    lines: tuple[Line, ...]
    files: Mapping[bytes, bytes]


def pack(contents: Contents, recipients: Sequence[Sequel], signing: Signing | None) -> Packed:
    """Put an archive together. Raises `OutputRefused` if it is larger than one may be."""
    members = {
        README: resources.path("archive-readme.txt").read_bytes(),
        SCHEMA: resources.path("interchange.schema.json").read_bytes(),
        ENTRIES: b"".join(lines.write(contents.lines)),
    }
    members |= {container.file_member(sha256): data for sha256, data in contents.files.items()}
    size = sum(len(data) + 1024 for data in members.values())
    # A sixth is left for padding and the manifest.
    if size > container.LARGEST * 5 // 6 or len(members) > container.MOST_MEMBERS - 10:
        raise _too_large()
    if len(members[ENTRIES]) > LARGEST_ENTRIES or len(contents.lines) > MOST_ENTRIES:
        raise _too_large()
    manifest = Manifest(
        archive=os.urandom(16),
        audience=contents.audience,
        sender=signing.card if signing else None,
        recipients=tuple(recipients),
        members={
            name: (len(data), hashlib.sha256(data).digest()) for name, data in members.items()
        },
        head=contents.head,
    )
    members[MANIFEST] = manifest.to_bytes()
    if signing:
        members[SIGNATURE] = signature_of(members[MANIFEST], signing.identity)
    return Packed(manifest, container.pack(members))


def seal(packed: Packed, target: Writer) -> None:
    """Seal it to the recipients its manifest names."""
    # What leaves is first read as the recipient will read it.
    read_container(packed.container)
    keys = [Recipient.parse(one.key) for one in packed.manifest.recipients]
    seal_stream(io.BytesIO(packed.container), target, keys)


def open_archive(source: BinaryIO, key: PrivateKey) -> Opened:
    """Open an archive with our key. Changes nothing anywhere.

    Raises `NotAnArchive`, `ArchiveNotForUs`, `ArchiveDamaged`, `ArchiveRefused`.
    """
    staging = io.BytesIO()
    open_stream(source, staging, [key], limit=container.LARGEST)
    opened = read_container(staging.getvalue())
    if key.recipient.text not in {one.key for one in opened.manifest.recipients}:
        raise ArchiveRefused(
            _("This archive was made for somebody else and sealed anew to you."),
            _("Nothing was taken in. Ask its sender for an archive of your own."),
        )
    return opened


def read_container(untrusted: bytes) -> Opened:
    """What an unsealed archive holds, everything about it verified but the recipients."""
    members = container.unpack(untrusted)
    if MANIFEST not in members:
        raise ArchiveRefused(_("The archive has no manifest; nothing of it was taken in."))
    manifest = Manifest.parse(members[MANIFEST])
    check_signature(manifest, members)
    check_members(manifest, members)
    untrusted_entries = members.get(ENTRIES, b"")
    if len(untrusted_entries) > LARGEST_ENTRIES:
        raise ArchiveRefused(_("The archive holds more entries than can be taken in at once."))
    try:
        entries = lines.read(io.BytesIO(untrusted_entries), most=MOST_ENTRIES)
    except NotUnderstood as problem:
        raise ArchiveRefused(problem.sentence, problem.way_on) from problem
    files = {
        bytes.fromhex(name.removeprefix("files/")): data
        for name, data in members.items()
        if name.startswith("files/")
    }
    return Opened(manifest, tuple(entries), files)


def key_file_of(archive: Path) -> Path:
    """Where the sealed key of a passphrase archive lies: `a.age` has `a.key.age`."""
    return archive.with_name(archive.name.removesuffix(SUFFIX) + KEY_SUFFIX)


def read_small(path: Path, limit: int) -> bytes:
    """The bytes of a small file beside an archive; raises `ArchiveDamaged` if it is not there."""
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as problem:
        raise ArchiveDamaged(
            _("The small key file that belongs to this archive is missing."),
            _("Put it beside the archive: NAME.key.age beside NAME.age."),
        ) from problem


def _too_large() -> OutputRefused:
    return OutputRefused(
        _("This is more than one archive may hold (96 MiB, 100,000 entries)."),
        _("Nothing was written. Share fewer records at a time, or leave the files out."),
    )
