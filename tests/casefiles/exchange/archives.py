"""Archives made for trying: honest ones, and ones that somebody tampered with and sealed anew."""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from casefiles.exchange import container, lines
from casefiles.exchange.archive import Contents, Opened, Packed, Signing, open_archive, pack
from casefiles.exchange.container import ENTRIES, MANIFEST, SIGNATURE
from casefiles.exchange.lines import Line
from casefiles.exchange.manifest import Sequel, signature_of
from casefiles.model.claim import Claim
from casefiles.model.ids import EntryId, RecordId
from casefiles.model.values import FileValue, TermValue, Text, Value
from casefiles.release.audience import Audience
from casefiles.seal.age_keys import PrivateKey
from casefiles.seal.envelope import seal_bytes
from casefiles.seal.identity import Identity

SENDER, STRANGER = Identity.new(), Identity.new()
US = PrivateKey.new()
FILE = b"words of a document"
SHA256 = hashlib.sha256(FILE).digest()


def honest_lines() -> list[Line]:
    """A source with a name and a file."""
    source = RecordId(b"source".ljust(16, b"."))
    said: tuple[tuple[str, Value], ...] = (
        ("kind", TermValue("source")),
        ("title", Text("A report")),
        ("original", FileValue(SHA256, "document-1", "text/plain", len(FILE))),
    )
    return [
        Line(Claim(EntryId(bytes([number]) * 16), source, name, value), bytes([number]) * 16)
        for number, (name, value) in enumerate(said, start=1)
    ]


def packed(signing: Identity | None = SENDER) -> Packed:
    """An honest archive for us, before it is sealed."""
    contents = Contents(honest_lines(), {SHA256: FILE}, Audience.PARTNER)
    signed = Signing(signing, signing.card("Office A")) if signing else None
    return pack(contents, [Sequel(US.recipient.text, 1)], signed)


def opened(plain: bytes) -> Opened:
    """Seal these bytes to us, and open them as an archive."""
    return open_archive(io.BytesIO(seal_bytes(plain, [US.recipient])), US)


@dataclass
class Forging:
    """An honest archive taken apart. Change what you like, then `build` it."""

    members: dict[str, bytes] = field(default_factory=lambda: container.unpack(packed().container))

    @property
    def manifest(self) -> dict[str, Any]:
        """The manifest as it stands."""
        form: dict[str, Any] = json.loads(self.members[MANIFEST])
        return form

    def say(self, change: Callable[[dict[str, Any]], object], *, by: Identity = SENDER) -> None:
        """Change the manifest and sign it again."""
        form = self.manifest
        change(form)
        self.write(json.dumps(form, indent=1, ensure_ascii=False).encode() + b"\n", by=by)

    def write(self, manifest: bytes, *, by: Identity = SENDER) -> None:
        """Another manifest, signed."""
        self.members[MANIFEST] = manifest
        self.members[SIGNATURE] = signature_of(manifest, by)

    def put(self, name: str, data: bytes) -> None:
        """Another member, which the signed manifest names truly."""
        self.members[name] = data
        told = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        self.say(lambda form: form["members"].update({name: told}))
        self.say(lambda form: form.update(members=dict(sorted(form["members"].items()))))

    def entries(self, *more: bytes) -> None:
        """Other lines than the honest ones, counted truly."""
        head = json.dumps({"parvanda": 1, "entries": len(more)}).encode()
        self.put(ENTRIES, b"".join(line + b"\n" for line in (head, *more)))

    def build(self) -> bytes:
        """The container, padded as it should be."""
        return container.pack(self.members)


def raw_tar(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    """A tar by Python's own writer, which knows links, devices and paths."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for member, data in members:
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return target.getvalue()


def honest_members() -> list[tuple[str, bytes]]:
    """Name and bytes of each member of an honest archive, in their order."""
    return list(container.unpack(packed().container).items())


def written(some: list[Line]) -> list[bytes]:
    """The lines of these entries, without the header."""
    return [raw.rstrip(b"\n") for raw in lines.write(some)][1:]
