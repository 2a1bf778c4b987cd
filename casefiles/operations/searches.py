"""Questions somebody keeps, with how many hits are new since they last looked.

Kept like other preferences, beside the ledger: what is looked for is no statement about a case.
"""

from collections.abc import Collection
from dataclasses import dataclass

from casefiles.model.ids import Ref
from casefiles.operations.preferences import preference, set_preference
from casefiles.search import parse
from casefiles.vault import Vault

_KEY = "searches"
_MOST = 40
_COUNTED = 2_000
_TAIL = 12
"""Hexadecimal digits of an id that are remembered: its random end."""


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A question, how many records it finds, and how many of them it did not find before."""

    words: str
    count: int
    new: int


def save_search(vault: Vault, *, words: str) -> None:
    """Keep a question; what it finds now is known from now on."""
    kept = {one["words"]: one for one in preference(vault, _KEY, [])}
    kept.pop(words.strip(), None)
    newest = {"words": words.strip(), "seen": _seen(_found(vault, words))}
    set_preference(vault, _KEY, [newest, *kept.values()][:_MOST])


def forget_search(vault: Vault, *, words: str) -> None:
    """Keep a question no longer."""
    kept = [one for one in preference(vault, _KEY, []) if one["words"] != words.strip()]
    set_preference(vault, _KEY, kept)


def is_saved(vault: Vault, *, words: str) -> bool:
    """Whether the question is kept."""
    return any(one["words"] == words.strip() for one in preference(vault, _KEY, []))


def saved_searches(vault: Vault) -> tuple[SavedSearch, ...]:
    """All questions that are kept, the newest first."""
    told = []
    for one in preference(vault, _KEY, []):
        found = _found(vault, one["words"])
        new = set(_seen(found)) - set(one["seen"])
        told.append(SavedSearch(one["words"], len(found), len(new)))
    return tuple(told)


def looked_at(vault: Vault, *, words: str) -> None:
    """Somebody looked at what a question finds: none of it is new any more."""
    kept = preference(vault, _KEY, [])
    for one in kept:
        if one["words"] == words.strip():
            one["seen"] = _seen(_found(vault, words))
            set_preference(vault, _KEY, kept)


def _found(vault: Vault, words: str) -> list[Ref]:
    query = parse(words)
    if query.is_empty:
        return []
    with vault.database.reading():
        widened = vault.widening.widened(query)
        return [one.ref for one in vault.index.search(widened, (), _COUNTED)]


def _seen(refs: Collection[Ref]) -> list[str]:
    return sorted(ref.id.hex()[-_TAIL:] for ref in refs)
