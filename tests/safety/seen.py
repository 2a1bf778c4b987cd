"""What was acknowledged to a documenter, and whether a vault still holds all of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from casefiles.ledger import files, history, tables
from casefiles.model.ids import Ref
from casefiles.vault import Vault
from tests.safety.editor import NAMES


@dataclass
class Seen:
    """What was acknowledged in a vault's life, and what had become of it after each kill."""

    persons: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)

    def hear(self, lines: str) -> None:
        """Note acknowledgements. A line without an end was never fully said."""
        for line in lines.splitlines(keepends=True):
            if line.endswith("\n"):
                told: dict[str, Any] = json.loads(line)
                self.persons |= {told["person"]} if "person" in told else set()
                self.files |= {told[key] for key in ("file", "source") if key in told}

    def look(self, vault: Vault) -> None:
        """Compare with the vault as it is now; collects all that is not as it was told."""
        if history.past(vault.ledger, limit=1)[0].act == history.UNDO:
            history.redo(vault.ledger, author="")  # killed between an undo and its redo
        self.lost += [str(damage) for damage in vault.verify()]
        there = [one.ref for one in vault.reader.all_of("person")]
        self.lost += sorted(self.persons - set(map(str, there)))
        self.lost += [f"torn: {ref}" for ref in there if _names(vault, ref) % NAMES]
        stored = set(_stored(vault))
        self.lost += sorted(self.files - {one.hex() for one in stored})
        with vault.database.reading() as connection:
            self.lost += [f"orphan: {one.hex()}" for one in stored - files.used(connection)]


def _names(vault: Vault, ref: Ref) -> int:
    return len(vault.reader.statements(ref)["name"])


def _stored(vault: Vault) -> Iterator[bytes]:
    with vault.database.reading() as connection:
        digests = set(connection.scalars(select(tables.chunk.c.sha256).distinct()))
    for sha256 in digests:
        vault.get_file(sha256)  # raises if a byte of it is not what was put
        yield sha256
