"""Erasing for good, and telling what still speaks of what was erased."""

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.ledger.erase import Erased, erase
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Text
from casefiles.search.hits import Hit
from casefiles.vault import Vault

_MOST = 50
"""Records told that still name something erased; more are found by searching."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What went, and the records and documents that still say one of its names in their words."""

    gone: Erased
    still_naming: tuple[Hit, ...]


def erase_for_good(
    vault: Vault, *, refs: Sequence[Ref], reason: str = "", author: str | None = None
) -> Outcome:
    """Erase records: not undoable. Copies outside this vault are out of reach."""
    names = sorted({name for ref in refs for name in _names(vault, ref)})
    who = vault.author if author is None else author
    gone = erase(vault.ledger, refs, author=who, reason=reason)
    return Outcome(gone, _naming(vault, names))


def _names(vault: Vault, ref: Ref) -> set[str]:
    """What the record is called: everything its title may be taken from."""
    said = (
        statement.claim.value
        for name in BY_NAME[ref.kind].words.title
        for statement in vault.reader.statements(ref).get(name, ())
    )
    return {value.text for value in said if isinstance(value, Text)}


def _naming(vault: Vault, names: Sequence[str]) -> tuple[Hit, ...]:
    found: dict[Ref, Hit] = {}
    for name in names:
        phrase = '"' + name.replace('"', " ") + '"'
        hits = vault.search(phrase, limit=_MOST)
        if not hits.loosened:
            found |= {hit.ref: hit for hit in hits.hits}
    return tuple(found.values())[:_MOST]
