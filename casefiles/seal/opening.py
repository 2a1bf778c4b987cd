"""Opening a keyring: reading both copies, trying what the user gives, telling what is damaged.

Reading only: nothing here writes. A copy counts only when its HMAC is right under the data key it
yields. Of two good copies the newer is tried first; where only the older opens (a change was
interrupted and the user types the old passphrase), it opens, and the difference is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from casefiles.errors import VaultDamaged, WrongKey
from casefiles.seal.copies import Copy, read_copies
from casefiles.seal.derive import VaultKeys
from casefiles.seal.header import SIZE, Header, authentic, read_shape
from casefiles.seal.slot import Secret, open_slot
from casefiles.text import _


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An opened keyring.

    `generation` is that of the copy it was opened from: a vault that remembers the highest one it
    has seen finds keys that were rolled back. `slot` is None after a recovery sheet. `damage` holds
    one sentence for each copy that is not as it should be.
    """

    data_key: bytes = field(repr=False)
    vault_id: bytes
    generation: int
    slot: int | None
    damage: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """An opened keyring together with the header it was opened from, for who changes it."""

    unlocked: Unlocked
    header: Header = field(repr=False)
    newest_generation: int


class Attempts:
    """Tries one secret on slots, each distinct slot once: a try costs about a second."""

    def __init__(self, secret: Secret) -> None:
        self._secret = secret
        self._tried: dict[tuple[bytes, int, int, bytes], bytes | None] = {}

    def find(self, header: Header) -> tuple[bytes, int] | None:
        """The data key and the number of the slot that opens, or None."""
        for number in header.used():
            place, slot = header.place(number), header.slots[number]
            known = (place.vault_id, number, place.kind, slot)
            if known not in self._tried:
                self._tried[known] = open_slot(slot, self._secret, place)
            data_key = self._tried[known]
            if data_key is not None:
                return data_key, number
        return None


def open_with_secret(folder: Path, secret: Secret) -> Opening:
    """Open by passphrase (and key file); raises `WrongKey` or `VaultDamaged`."""
    copies = read_copies(folder)
    attempts = Attempts(secret)
    forged = False
    for copy in _newest_first(copies):
        assert copy.header is not None
        found = attempts.find(copy.header)
        if found is None:
            continue
        data_key, slot = found
        good = _authentic_headers(copies, VaultKeys.of(data_key).header)
        if good:
            name = copy.name if copy.name in good else next(iter(good))
            same = good[name].slots[slot] == copy.header.slots[slot]
            return _opening(copies, good, name, data_key, slot if same else None)
        forged = True
    raise _damaged() if forged else wrong_key()


def open_with_data_key(folder: Path, data_key: bytes) -> Opening:
    """Open by the data key of a recovery sheet, proven by the HMAC; raises `WrongKey`."""
    copies = read_copies(folder)
    good = _authentic_headers(copies, VaultKeys.of(data_key).header)
    for copy in _newest_first(copies):
        if copy.name in good:
            return _opening(copies, good, copy.name, data_key, None)
    raise WrongKey(
        _("The recovery sheet does not open this vault."),
        _("Check that the sheet is this vault's; nothing was changed."),
    )


def salvage_data_key(folder: Path, secret: Secret) -> Unlocked:
    """The data key out of damaged copies, where a slot is still whole.

    The seal of a slot alone proves the data key, the vault's id and the slot's place; the rest of
    the header is not believed. Raises `WrongKey` when no slot opens.
    """
    attempts = Attempts(secret)
    for copy in read_copies(folder):
        if len(copy.raw) != SIZE:
            continue
        try:
            header = read_shape(copy.raw)
        except VaultDamaged:
            continue
        if found := attempts.find(header):
            return Unlocked(found[0], header.vault_id, 0, found[1], (_both_damaged(),))
    raise wrong_key()


def wrong_key() -> WrongKey:
    """The one sentence for every wrong passphrase, key file or slot."""
    return WrongKey(
        _("The passphrase or the key file does not open this vault."),
        _("Check the keyboard layout, and whether a key file belongs to it; nothing was changed."),
    )


def _newest_first(copies: Iterable[Copy]) -> list[Copy]:
    whole = [copy for copy in copies if copy.header]
    if not whole:
        raise _damaged()
    return sorted(whole, key=lambda copy: copy.header.generation if copy.header else 0)[::-1]


def _authentic_headers(copies: Iterable[Copy], header_key: bytes) -> dict[str, Header]:
    return {c.name: c.header for c in copies if c.header and authentic(c.raw, header_key)}


def _opening(
    copies: tuple[Copy, Copy],
    good: dict[str, Header],
    opened: str,
    data_key: bytes,
    slot: int | None,
) -> Opening:
    header = good[opened]
    newest = max(h.generation for h in good.values())
    damage = tuple(s for copy in copies if (s := _trouble(copy, good, newest)))
    if not damage and len({copy.raw for copy in copies}) > 1:
        damage = (_("The two copies of the keys differ though they should be the same."),)
    unlocked = Unlocked(data_key, header.vault_id, header.generation, slot, damage)
    return Opening(unlocked, header, newest)


def _trouble(copy: Copy, good: dict[str, Header], newest: int) -> str:
    if copy.trouble:
        return copy.trouble
    if copy.name not in good:
        return _("{name} was changed by somebody else.").format(name=copy.name)
    if good[copy.name].generation < newest:
        return _("{name} is older than the other copy: a change was interrupted.").format(
            name=copy.name
        )
    return ""


def _both_damaged() -> str:
    return _("Both copies of the keys are damaged.")


def _damaged() -> VaultDamaged:
    return VaultDamaged(
        _both_damaged(), _("Take the keys from a backup, or open with the recovery sheet.")
    )
