"""Questions of the history page: lines that fit a filter, in portions, and what undo would do."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from casefiles.errors import HistoryError, NotUnderstood
from casefiles.ledger import history as past
from casefiles.ledger.history import Past
from casefiles.model.dates import UncertainDate, understand
from casefiles.model.ids import Ref
from casefiles.operations.history import Line, line_of, lines
from casefiles.vault import Vault

PORTION = 50
_LOOKED_THROUGH = 400
"""Steps looked through for one answer; what is asked for later goes on from there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines are asked for; empty parts ask for all. `day` is a day, a month or a year."""

    words: str = ""
    author: str = ""
    day: str = ""

    def fits(self, line: Line) -> bool:
        """Whether a line is one of them."""
        words = line.words.casefold()
        return (
            all(one in words for one in self.words.casefold().split())
            and self.author.casefold().strip() in line.past.author.casefold()
            and _on(line.past, self.day.strip())
        )

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.author.strip() or self.day.strip())


@dataclass(frozen=True, slots=True)
class Portion:
    """Lines, and the number before which to go on; None at the end."""

    lines: Sequence[Line]
    before: int | None


@dataclass(frozen=True, slots=True)
class NextActs:
    """What undo and redo would do now; `sentence` says why undo would do nothing."""

    undo: Line | None
    redo: Line | None
    sentence: str = ""


def portion(vault: Vault, wanted: Wanted, before: int | None) -> Portion:
    """The next lines that fit, newest first."""
    found: list[Line] = []
    looked = 0
    while looked < _LOOKED_THROUGH and len(found) < PORTION:
        some = lines(vault, limit=PORTION, before=before)
        found.extend(line for line in some if wanted.fits(line))
        looked += len(some)
        if len(some) < PORTION:
            return Portion(found, None)
        before = some[-1].past.number
    return Portion(found, before)


def next_acts(vault: Vault) -> NextActs:
    """What undo and redo would do."""
    redo = past.next_redo(vault.ledger)
    redone = line_of(vault, redo[-1]) if redo else None
    try:
        found = past.next_undo(vault.ledger)
    except HistoryError as nothing:
        return NextActs(None, redone, str(nothing))
    return NextActs(line_of(vault, found) if found else None, redone)


def words_of(vault: Vault, steps: Sequence[Past]) -> list[str]:
    """Steps in words, each with its number."""
    return [f"{one.number}: {line_of(vault, one).words}" for one in steps]


def records_of(vault: Vault, line: Line) -> Mapping[Ref, str]:
    """The records of a line that are still there, through merges, with their titles."""
    found = vault.reader.look_up(ref.id for ref in line.refs)
    shown = (found[ref.id] for ref in line.refs if ref.id in found)
    return {one.ref: one.title for one in shown if not one.trashed}


def newest(vault: Vault) -> int:
    """The number of the newest Step; 0 if there is none."""
    found = past.past(vault.ledger, limit=1)
    return found[0].number if found else 0


def moment_of(step: Past) -> str:
    """Day and time of a Step, as the clock stands here."""
    made = _local(step)
    return f"{UncertainDate.of_day(made.date()).label()}, {made:%H:%M}"


def _on(step: Past, typed: str) -> bool:
    """Whether a Step was done then; what is half typed is compared as letters."""
    day = _local(step).date()
    if day.isoformat().startswith(typed):
        return True
    done, asked = UncertainDate.of_day(day), _asked(typed)
    return asked.contains(done) if asked else typed.casefold() in done.label().casefold()


@lru_cache(8)
def _asked(typed: str) -> UncertainDate | None:
    try:
        return understand(typed)
    except NotUnderstood:
        return None


def _local(step: Past) -> dt.datetime:
    return dt.datetime.fromisoformat(step.made_at).astimezone()
