"""The history in the documenter's words, and taking back what was done."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from casefiles.dossier.sections import SECTIONS
from casefiles.errors import HistoryError, NotUnderstood
from casefiles.ledger import history
from casefiles.ledger.entries import claims_about
from casefiles.ledger.history import NeedsOthers, Past
from casefiles.ledger.projection import Told, shown
from casefiles.model.claim import Claim
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import inside
from casefiles.model.values import Text
from casefiles.text import N_, _, many
from casefiles.vault import Vault

_LINES = {
    "add": N_("Added {what}"),
    "change": N_("Changed {what}"),
    "cite": N_("Cited a source for a value of {what}"),
    "add_act": N_("Added an act to {what}"),
    "withdraw": N_("Withdrew a value of {what}"),
    "prefer": N_("Preferred a value of {what}"),
    "reject": N_("Rejected a value of {what}"),
    "weigh_again": N_("Neither prefers nor rejects a value of {what} any more"),
    "protect_value": N_("Changed the protection of a value of {what}"),
    "protect": N_("Changed the protection of {what}"),
    "trash": N_("Put in the trash: {what}"),
    "keep": N_("Took out of the trash: {what}"),
    "merge": N_("Merged {what}"),
    "unmerge": N_("Took apart {what}"),
    "keep_apart": N_("Kept apart {what}"),
    "accept_mention": N_("Accepted mentions of {what}"),
    "refuse_mention": N_("Refused mentions of {what}"),
    "reopen_mention": N_("Left open mentions of {what}"),
    "leave_open": N_("Left open whether these are the same: {what}"),
    "dossier": N_("Made a dossier about {what}"),
    "partner": N_("Added a partner"),
    "undo": N_("Undid: {act}"),
    "redo": N_("Redid: {act}"),
}
_COUNTED = {
    "erase": (N_("Erased {n} record for good"), N_("Erased {n} records for good")),
    "import": (N_("Imported {n} document: {what}"), N_("Imported {n} documents: {what}")),
    "receive": (
        N_("Received {n} entry from a partner"),
        N_("Received {n} entries from a partner"),
    ),
    "load": (N_("Loaded {n} entry from a file"), N_("Loaded {n} entries from a file")),
    "adopt": (
        N_("Adopted {n} of a partner's decisions"),
        N_("Adopted {n} of a partner's decisions"),
    ),
    "decline": (
        N_("Declined {n} of a partner's decisions"),
        N_("Declined {n} of a partner's decisions"),
    ),
    "share": (N_("Shared {n} record"), N_("Shared {n} records")),
    "example": (
        N_("Filled in the example: {n} record"),
        N_("Filled in the example: {n} records"),
    ),
}


_OF_VALUES = (
    "change",
    "cite",
    "withdraw",
    "prefer",
    "reject",
    "weigh_again",
    "protect_value",
)
"""Acts of one record of which is told in which of its fields."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of history: the Step, what it did in words, and the records it was about."""

    past: Past
    words: str
    refs: tuple[Ref, ...]


def lines(vault: Vault, *, limit: int = 50, before: int | None = None) -> list[Line]:
    """The newest lines, newest first."""
    return [line_of(vault, one) for one in history.past(vault.ledger, limit=limit, before=before)]


def line_of(vault: Vault, past: Past) -> Line:
    """One Step in words. Titles are those of today, or of last where the record was undone; what
    was erased has none."""
    refs = tuple(Ref.parse(text) for text in past.detail.get("refs", ()))
    return Line(past, _words(vault, past, refs), refs)


def undo(
    vault: Vault,
    *,
    number: int | None = None,
    together: bool = False,
    author: str | None = None,
) -> tuple[Line, ...]:
    """Take back the newest Step, or the one of that number.

    Raises `HistoryError`; its kind `NeedsOthers` names the later Steps that rest on it.
    """
    who = vault.author if author is None else author
    undone = history.undo(vault.ledger, author=who, number=number, together=together)
    return _told_again(vault, undone)


def redo(vault: Vault, *, author: str | None = None) -> tuple[Line, ...]:
    """Bring back what was undone last."""
    who = vault.author if author is None else author
    return _told_again(vault, history.redo(vault.ledger, author=who))


def bring_back(vault: Vault, *, number: int) -> tuple[Line, ...]:
    """Bring back the Step of this number, whatever else was undone since; raises `HistoryError`."""
    before: int | None = None
    while some := history.past(vault.ledger, before=before):
        for one in some:
            if one.act == history.UNDO and number in one.detail.get("steps", ()):
                return undo(vault, number=one.number)
        before = some[-1].number
        if before <= number:  # nothing before the Step itself can have undone it
            break
    raise HistoryError(_("There is nothing to redo."))


def withdrawn(vault: Vault, *, number: int) -> bool:
    """Whether the Step of this number was undone and not done again."""
    return history.step_numbered(vault.ledger, number).withdrawn


def _told_again(vault: Vault, steps: Iterable[Past]) -> tuple[Line, ...]:
    """The Steps as they stand after the act."""
    return tuple(line_of(vault, history.step_numbered(vault.ledger, one.number)) for one in steps)


def _words(vault: Vault, past: Past, refs: tuple[Ref, ...]) -> str:
    act, detail = past.act, past.detail
    count = detail.get("count", len(refs))
    what = _titles(vault, refs, count)
    if act in _COUNTED:
        return many(*_COUNTED[act], count, what=what)
    if act not in _LINES:
        raise NotUnderstood(_("The history names an act this program does not know."))
    line = _(_LINES[act]).format(what=what, act=_told_of(vault, detail, refs))
    if act in _OF_VALUES and (fields := _fields(vault, past, refs)):
        return _("{line}: {fields}").format(line=line, fields=fields)
    if without := detail.get("without"):
        sections = ", ".join(_(SECTIONS[name].title) for name in without if name in SECTIONS)
        return _("{line}, without: {sections}").format(line=line, sections=sections)
    return line


def _told_of(vault: Vault, detail: dict[str, Any], refs: tuple[Ref, ...]) -> str:
    """What was undone or redone, by that Step's own figures: undoing keeps references only."""
    steps = detail.get("steps")
    if not steps:
        return ""
    return _words(vault, history.step_numbered(vault.ledger, steps[-1]), refs)


def _fields(vault: Vault, past: Past, refs: tuple[Ref, ...]) -> str:
    """What the fields are called of which something was said."""
    told = []
    for ref in refs:
        known = BY_NAME[ref.kind].properties
        names = history.spoken_of(vault.ledger, past.number, [ref.id])
        if not names and (shown := vault.reader.resolve(ref.id)) is not None:
            # It was said of a record that was merged into this one.
            names = history.spoken_of(vault.ledger, past.number, vault.reader.members(shown))
        told += [inside(_(known[name].label)) for name in names if name in known]
    return ", ".join(dict.fromkeys(told))


def _titles(vault: Vault, refs: tuple[Ref, ...], count: int) -> str:
    found = vault.reader.resolve_all(ref.id for ref in refs)
    summaries = vault.reader.summaries(found.values())
    known = {ref: summaries[found[ref.id]].title for ref in refs if found.get(ref.id) in summaries}
    known |= _bygone(vault, [ref for ref in refs if ref not in known])
    titles = [known[ref] or inside(_(BY_NAME[ref.kind].words.one)) for ref in refs if ref in known]
    named = list(dict.fromkeys(titles))
    if not named:
        return _("something no longer shown")
    if count > len(refs):
        named.append(_("and {n} more").format(n=count - len(refs)))
    return "; ".join(named)


def _bygone(vault: Vault, refs: Sequence[Ref]) -> dict[Ref, str]:
    """What records are called by claims that do not stand now: of what was undone these are kept,
    of what was erased none."""
    said: dict[bytes, list[Claim]] = defaultdict(list)
    for kept in claims_about(vault.ledger, (ref.id for ref in refs)):
        if isinstance(kept.entry, Claim):
            said[kept.entry.subject].append(kept.entry)
    return {ref: _called(ref, said[ref.id]) for ref in refs if said[ref.id]}


def _called(ref: Ref, claims: Sequence[Claim]) -> str:
    """The title that these claims give a record of its kind."""
    kind = BY_NAME[ref.kind]
    for name in kind.words.title:
        told = [
            Told(one.id, one.subject, name, one.body_to_json())
            for one in claims
            if one.property == name and isinstance(one.value, Text)
        ]
        if told:
            return str(shown(told, kind.properties[name])[0].value["text"])
    return ""


__all__ = ["Line", "NeedsOthers", "line_of", "lines", "redo", "undo"]
