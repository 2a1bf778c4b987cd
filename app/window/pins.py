"""Pinned records: kept in the vault, shown at the side, one click away on every page."""

from collections.abc import Sequence

from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.model.ids import Ref
from casefiles.operations.preferences import preference, set_preference
from casefiles.vault import Vault

PINNED = "pinned"
MOST = 9

Pins = Sequence[tuple[Ref, str]]
"""Records with what they are called."""


def pins(vault: Vault) -> Pins:
    """What is pinned and still there."""
    names, reader = Names(Known(vault.reader)), vault.reader
    kept = (Ref.parse(one) for one in preference(vault, PINNED, []))
    there = dict.fromkeys(filter(None, (reader.resolve(ref.id) for ref in kept)))
    seen = [ref for ref, summary in reader.summaries(there).items() if not summary.trashed]
    return [(ref, names.of(ref)) for ref in there if ref in seen]


def pin_or_unpin(vault: Vault, ref: Ref) -> bool:
    """Pin a record, or take its pin away; whether it is pinned now. The oldest of too many goes."""
    current = vault.reader.resolve(ref.id) or ref
    kept = [one for one, _title in pins(vault)]
    pinned = current not in kept
    left = [*kept, current][-MOST:] if pinned else [one for one in kept if one != current]
    set_preference(vault, PINNED, [str(one) for one in left])
    return pinned
