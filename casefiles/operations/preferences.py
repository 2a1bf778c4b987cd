"""How the documenter likes to see things: columns of a list, their widths, what stood open.

Kept inside the vault, beside the ledger, because a file elsewhere would tell that there is a vault
and what is looked at in it. No Step: how a list looks is no act, and no line of history.
"""

import json
from typing import Any
from weakref import WeakKeyDictionary

from casefiles.vault import Vault

_PREFIX = "preference:"

_for_now: WeakKeyDictionary[Vault, dict[str, bytes]] = WeakKeyDictionary()
"""What was set in vaults that are open for reading only: it holds until they are closed."""


def preference(vault: Vault, key: str, default: Any = None) -> Any:
    """What was last set under this key: plain values as JSON knows them; else `default`."""
    kept = _for_now.get(vault, {}).get(key)
    if kept is None:
        kept = vault.ledger.meta(_PREFIX + key)
    return default if kept is None else json.loads(kept)


def set_preference(vault: Vault, key: str, value: Any) -> None:
    """Remember a plain value. Where nothing can be written it is remembered while this runs."""
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    if vault.read_only:
        _for_now.setdefault(vault, {})[key] = told
    elif told != vault.ledger.meta(_PREFIX + key):
        vault.ledger.set_meta(_PREFIX + key, told)
