"""Erasing for good, and telling what still speaks of what was erased."""

from collections.abc import Sequence
from dataclasses import dataclass

from casefiles.ledger.erase import Erased, erase
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Text
from casefiles.operations.drafts import drop_drafts_of
from casefiles.search.hits import Hit
from casefiles.text import many
from casefiles.vault import Vault

_MOST = 50
"""Records told that still name something erased; more are found by searching."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What went, and what still says one of its names in its own words: records and documents, and
    how much of what somebody began to write."""

    gone: Erased
    still_naming: tuple[Hit, ...]
    begun_naming: int = 0


def erase_for_good(
    vault: Vault, *, refs: Sequence[Ref], reason: str = "", author: str | None = None
) -> Outcome:
    """Erase records: not undoable. Copies outside this vault are out of reach."""
    names = sorted({name for ref in refs for name in _names(vault, ref)})
    who = vault.author if author is None else author
    gone = erase(vault.ledger, refs, author=who, reason=reason)
    begun = drop_drafts_of(vault, refs, names)
    return Outcome(gone, _naming(vault, names), begun)


def begun_in_words(count: int) -> str:
    """That something somebody began to write still says the name."""
    return many(
        "{n} text that was begun and not saved still says its name.",
        "{n} texts that were begun and not saved still say its name.",
        count,
    )


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
