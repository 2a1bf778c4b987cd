"""What an archive says about itself: `MANIFEST.json`, and the signature over its bytes.

    parvanda_archive  1, the version of this format
    archive           32 hexadecimal digits, random
    audience          for whom it was made: internal, partner, official, public
    sender            the sender's card, or null in an unsigned archive
    recipients        for each key it is sealed to: the key, the number of this archive among those
                      for that key (from 1), and the SHA-256 of the previous one's manifest or null
    head              only for "internal": the head of the sender's history
    members           size and SHA-256 of every other member but the signature and the padding

`MANIFEST.sig` is one line of 128 hexadecimal digits: Ed25519 by the sender's signing key over
`parvanda signature 1` NUL `parvanda archive 1` NUL and the bytes of `MANIFEST.json`. As the
recipients are under the signature, nobody can seal what was meant for them to somebody else and
pass it off as sent there; as it is inside the seal, nobody else learns who sent it.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casefiles.errors import ArchiveDamaged, ArchiveRefused, NotARecipient, NotUnderstood
from casefiles.exchange.container import MANIFEST, MOST_MEMBERS, SIGNATURE
from casefiles.exchange.strict import read_object
from casefiles.release.audience import Audience
from casefiles.seal.age_header import MOST_RECIPIENTS
from casefiles.seal.identity import Card, Identity, verify
from casefiles.stopping import pause
from casefiles.text import _

FORMAT = 1
LARGEST_MANIFEST = 1 << 20
_LABEL = b"parvanda archive 1\0"
_FIELDS = {"parvanda_archive", "archive", "audience", "sender", "recipients", "members"}


@dataclass(frozen=True, slots=True)
class Sequel:
    """Where an archive stands among those for one key: `previous` is the digest of the manifest
    before, empty for the first."""

    key: str
    number: int
    previous: bytes = b""


@dataclass(frozen=True, slots=True)
class Manifest:
    """One that exists is well formed; whether it is true, `check_members` and `check_signature`
    say."""

    archive: bytes
    audience: Audience
    sender: Card | None
    recipients: tuple[Sequel, ...]
    members: Mapping[str, tuple[int, bytes]]
    head: bytes = b""

    def to_bytes(self) -> bytes:
        """As it stands in the archive: indented, for people."""
        form: dict[str, Any] = {
            "parvanda_archive": FORMAT,
            "archive": self.archive.hex(),
            "audience": self.audience.value,
            "sender": str(self.sender) if self.sender else None,
            "recipients": [
                {
                    "key": one.key,
                    "sequence": one.number,
                    "previous": one.previous.hex() if one.previous else None,
                }
                for one in self.recipients
            ],
            "members": {
                name: {"size": size, "sha256": digest.hex()}
                for name, (size, digest) in sorted(self.members.items())
            },
        }
        if self.head:
            form["head"] = self.head.hex()
        return json.dumps(form, indent=1, ensure_ascii=False).encode() + b"\n"

    @classmethod
    def parse(cls, untrusted: bytes) -> "Manifest":
        """The reverse of `to_bytes`; raises `ArchiveRefused`."""
        try:
            form = read_object(untrusted) if len(untrusted) <= LARGEST_MANIFEST else {}
            version = form["parvanda_archive"]
            version = version if type(version) is int else 0
            if version > FORMAT:
                raise ArchiveRefused(
                    _("This archive was made by a newer version of Parvanda."),
                    _("Open it with that version; nothing was taken in."),
                )
            if version != FORMAT or set(form) - {"head"} != _FIELDS:
                raise ValueError
            found = cls(
                archive=_hex(form["archive"], 16),
                audience=Audience(form["audience"]),
                sender=None if form["sender"] is None else Card.parse(form["sender"]),
                recipients=_recipients(form["recipients"]),
                members=_members(form["members"]),
                head=_hex(form["head"], 32) if "head" in form else b"",
            )
            if found.to_bytes() != untrusted:
                raise ValueError
        except (
            *(NotUnderstood, NotARecipient),
            *(KeyError, TypeError, ValueError, AttributeError),
        ) as problem:
            raise _refused() from problem
        return found

    def digest(self) -> bytes:
        """By which the next archive names this one."""
        return hashlib.sha256(self.to_bytes()).digest()


def signature_of(manifest: bytes, identity: Identity) -> bytes:
    """The signature member."""
    return identity.sign(_LABEL + manifest).hex().encode("ascii") + b"\n"


def check_signature(manifest: Manifest, members: Mapping[str, bytes]) -> None:
    """Raise `ArchiveRefused` unless the sender signed it, or it says nothing of a sender."""
    if manifest.sender is None:
        if SIGNATURE in members:
            raise _refused()
        return
    untrusted = members.get(SIGNATURE, b"")
    if not re.fullmatch(rb"[0-9a-f]{128}\n", untrusted):
        raise _forged()
    if not verify(manifest.sender, _LABEL + members[MANIFEST], bytes.fromhex(untrusted.decode())):
        raise _forged()


def check_members(manifest: Manifest, members: Mapping[str, bytes]) -> None:
    """Raise unless sizes and digests are those the manifest names, of exactly these members."""
    told = {name for name in members if name not in (MANIFEST, SIGNATURE)}
    if told != set(manifest.members):
        raise _refused()
    for name, (size, digest) in manifest.members.items():
        pause()
        data = members[name]
        if len(data) != size or hashlib.sha256(data).digest() != digest:
            raise ArchiveDamaged(
                _("A part of the archive is not what its manifest says; nothing was taken in."),
                _("Ask the sender for it again."),
            )
        if name.startswith("files/") and name != f"files/{digest.hex()}":
            raise _refused()


def _recipients(untrusted: list[dict[str, Any]]) -> tuple[Sequel, ...]:
    if not 0 < len(untrusted) <= MOST_RECIPIENTS:
        raise ValueError
    found = []
    for one in untrusted:
        key, number, previous = one["key"], one["sequence"], one["previous"]
        if not re.fullmatch(r"age1[a-z0-9]{58}", key) or type(number) is not int or number < 1:
            raise ValueError
        found.append(Sequel(key, number, _hex(previous, 32) if previous is not None else b""))
    if len({one.key for one in found}) != len(found):
        raise ValueError
    return tuple(found)


def _members(untrusted: dict[str, dict[str, Any]]) -> dict[str, tuple[int, bytes]]:
    if len(untrusted) > MOST_MEMBERS or any(
        type(one["size"]) is not int for one in untrusted.values()
    ):
        raise ValueError
    return {name: (one["size"], _hex(one["sha256"], 32)) for name, one in untrusted.items()}


def _hex(untrusted: str, size: int) -> bytes:
    if not re.fullmatch(f"[0-9a-f]{{{2 * size}}}", untrusted):
        raise ValueError
    return bytes.fromhex(untrusted)


def _refused() -> ArchiveRefused:
    return ArchiveRefused(
        _("The archive's manifest is not as it must be; nothing was taken in."),
        _("Ask the sender whether it is really theirs."),
    )


def _forged() -> ArchiveRefused:
    return ArchiveRefused(
        _("The archive is not signed by the sender it names: it was forged or changed."),
        _("Nothing was taken in. Ask the sender over another way."),
    )
