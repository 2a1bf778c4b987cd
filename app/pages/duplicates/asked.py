"""What the page asks of the vault."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from casefiles.insight.alike.together import Laid
from casefiles.operations import duplicates
from casefiles.operations.duplicates import Pair, Waiting
from casefiles.text import _
from casefiles.vault import Vault

NOT_LOOKED = Waiting((), None, stale=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What waits, what was left open, and how many pairs were sure when they were found."""

    waiting: Waiting = NOT_LOOKED
    left_open: tuple[Pair, ...] = ()
    sure: int = 0


def ask(vault: Vault) -> Asked:
    """What there is to decide."""
    waiting = duplicates.waiting(vault)
    sure = len(duplicates.once_sure(vault, waiting))
    return Asked(waiting, duplicates.left_open(vault), sure)


def ask_pair(pair: Pair) -> Callable[[Vault], Laid]:
    """One pair side by side."""
    return lambda vault: duplicates.laid(vault, pair)


def ask_sure(vault: Vault) -> list[tuple[Pair, tuple[str, str], str]]:
    """The pairs that may be merged at once, with what agrees."""
    found = []
    for pair in duplicates.sure_pairs(vault):
        one, other = (vault.reader.title(ref) for ref in duplicates.refs_of(pair))
        why = ", ".join(duplicates.identifiers(pair))
        found.append((pair, (one, other), why))
    return found


def last_look(asked: Asked) -> str:
    """ "Last look: today." or on which day; whether something came since."""
    day = asked.waiting.looked
    if day is None:
        return ""
    today = dt.datetime.now().astimezone().date()
    words = _("today") if day == today else day.isoformat()
    told = _("Last look: {day}.").format(day=words)
    return f"{told} {_('Something was written down since.')}" if asked.waiting.stale else told
