"""Drafts: what somebody was typing, kept encrypted in the vault until it is written down or left.

A draft is no Step: nobody has said it yet. All of them stand in one value beside the ledger, so
that keeping one is one small transaction; dropping the last leaves nothing (`secure_delete`).
"""

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from casefiles.model.ids import Ref
from casefiles.vault import Vault

_META = "drafts"
Kept = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What was being typed under a key, and when it was kept last."""

    key: str
    content: Mapping[str, Any]
    kept: dt.datetime


def keep_draft(vault: Vault, key: str, content: Mapping[str, Any]) -> None:
    """Keep what is being typed; a vault open for reading only keeps none."""
    if vault.read_only:
        return
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    with vault.database.writing():
        kept = _kept(vault)
        kept.pop(key, None)  # the newest stands last
        kept[key] = {"content": dict(content), "kept": now}
        _keep(vault, kept)


def draft(vault: Vault, key: str) -> dict[str, Any] | None:
    """What was being typed under this key, or None."""
    one = _kept(vault).get(key)
    return None if one is None else dict(one["content"])


def drafts(vault: Vault) -> tuple[KeptDraft, ...]:
    """All drafts, the newest first."""
    found = [
        KeptDraft(key, one["content"], dt.datetime.fromisoformat(one["kept"]))
        for key, one in _kept(vault).items()
    ]
    return tuple(reversed(found))


def drop_draft(vault: Vault, key: str) -> None:
    """It was written down, or is not wanted any more."""
    if vault.read_only:
        return
    with vault.database.writing():
        kept = _kept(vault)
        if kept.pop(key, None) is not None:
            _keep(vault, kept)


def drop_drafts_of(vault: Vault, refs: Collection[Ref], names: Collection[str]) -> int:
    """These records are gone: so is what was begun about them.

    What was begun about others stays. The answer is how much of that still says one of `names`.
    """
    if vault.read_only:
        return 0
    signs = [sign for ref in refs for sign in (str(ref), ref.id.hex())]
    said = [name.casefold() for name in names if name]
    with vault.database.writing():
        kept = _kept(vault)
        words = {key: _words(key, one) for key, one in kept.items()}
        left = {key: one for key, one in kept.items() if not _any_in(signs, words[key])}
        if len(left) < len(kept):
            _keep(vault, left)
    return sum(_any_in(said, words[key]) for key in left)


def _words(key: str, one: Mapping[str, Any]) -> str:
    return f"{key}\n{json.dumps(one, ensure_ascii=False)}".casefold()


def _any_in(signs: Collection[str], words: str) -> bool:
    return any(sign in words for sign in signs)


def _kept(vault: Vault) -> Kept:
    stored = vault.ledger.meta(_META)
    kept: Kept = json.loads(stored) if stored else {}
    return kept


def _keep(vault: Vault, kept: Kept) -> None:
    vault.ledger.set_meta(_META, json.dumps(kept, ensure_ascii=False).encode())
