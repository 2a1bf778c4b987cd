"""Drafts: what somebody was typing, kept encrypted in the vault until it is written down or left.

A draft is no Step: nobody has said it yet. All of them stand in one value beside the ledger, so
that keeping one is one small transaction; dropping the last leaves nothing (`secure_delete`).
"""

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from casefiles.errors import NotUnderstood
from casefiles.model.ids import EntryId, Ref
from casefiles.vault import Vault

_META = "drafts"
CITATION = "kept citation"
"""The key of the passage kept for the next value."""
Kept = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class About:
    """What a form is about, and with it the key of its draft: a record and the name of a property.

    `way` is how it was begun (add, edit, cite, prefer, reject), `claim` the value it works on.
    """

    ref: Ref
    name: str
    way: str = ""
    claim: EntryId | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, (str(self.ref), self.name, self.way, str(self.claim or ""))))

    @classmethod
    def parse(cls, key: str) -> "About | None":
        """What a key is about; None for keys that begin with no record."""
        first, *others = key.split(" ")
        name, way, claim = (*others, "", "", "")[:3]
        try:
            about = cls(Ref.parse(first), name, way, EntryId.parse(claim) if claim else None)
        except NotUnderstood:
            return None
        return about if name else None


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What was being typed under a key, and when it was kept last.

    `left`: its form was left by whoever typed; else it stood open to the end.
    """

    key: str
    content: Mapping[str, Any]
    kept: dt.datetime
    left: bool = False


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


def leave_draft(vault: Vault, key: str) -> None:
    """Its form was left: what was typed is kept, but does not come back before it is asked for."""
    if vault.read_only:
        return
    with vault.database.writing():
        kept = _kept(vault)
        if key in kept:
            kept[key]["left"] = True
            _keep(vault, kept)


def draft(vault: Vault, key: str) -> dict[str, Any] | None:
    """What was being typed under this key, or None."""
    one = _kept(vault).get(key)
    return None if one is None else dict(one["content"])


def drafts(vault: Vault) -> tuple[KeptDraft, ...]:
    """All drafts, the newest first."""
    found = [
        KeptDraft(
            key,
            one["content"],
            dt.datetime.fromisoformat(one["kept"]),
            bool(one.get("left", False)),
        )
        for key, one in _kept(vault).items()
    ]
    return tuple(reversed(found))


def follow(vault: Vault) -> tuple[KeptDraft, ...]:
    """All drafts, each under the record that it is about now; the newest first.

    Records are merged and values corrected while something lies begun. A value that was being
    corrected and is gone is a value to be added; a source or a reason for one that is gone is for
    nothing any more.
    """
    if vault.read_only:
        return drafts(vault)
    with vault.database.writing():
        before = _kept(vault)
        kept: Kept = {}
        for key, one in before.items():
            now = _now(vault, key)
            if now is not None:
                # Never two in one place: each of them was typed by somebody.
                kept[key if now != key and (now in kept or now in before) else now] = one
        if kept.keys() != before.keys():
            _keep(vault, kept)
    return drafts(vault)


def _now(vault: Vault, key: str) -> str | None:
    """The key under which this stands now; None if nobody can go on with it."""
    about = About.parse(key)
    ref = vault.reader.resolve(about.ref.id) if about is not None else None
    if about is None or ref is None:
        return key
    about = replace(about, ref=ref)
    if about.claim is not None and not _stands(vault, ref, about.claim):
        return str(About(ref, about.name, "add")) if about.way == "edit" else None
    return str(about)


def _stands(vault: Vault, ref: Ref, claim: EntryId) -> bool:
    every = vault.reader.statements(ref).values()
    return any(one.claim.id == claim for statements in every for one in statements)


def drop_draft(vault: Vault, key: str) -> None:
    """It was written down, or is not wanted any more."""
    if vault.read_only:
        return
    with vault.database.writing():
        kept = _kept(vault)
        if kept.pop(key, None) is not None:
            _keep(vault, kept)


def drop_drafts_of(vault: Vault, refs: Collection[Ref], names: Collection[str]) -> int:
    """These records are gone: so is what was begun about them, and a kept passage that names them.

    What was begun about others stays. The answer is how much of that still says one of `names`.
    """
    if vault.read_only:
        return 0
    signs = [sign for ref in refs for sign in (str(ref), ref.id.hex())]
    said = [name.casefold() for name in names if name]
    with vault.database.writing():
        kept = _kept(vault)
        words = {key: _words(key, one) for key, one in kept.items()}
        left = {
            key: one
            for key, one in kept.items()
            if not _any_in(signs, words[key])
            and not (key == CITATION and _any_in(said, words[key]))
        }
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
