"""Mentions: suggested wherever a text names somebody known, accepted or refused by people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from weakref import WeakKeyDictionary

from casefiles.errors import NotUnderstood
from casefiles.insight.bearers import Bearers, names_of
from casefiles.insight.known import Known
from casefiles.insight.mentioned import first_line, mentions_in
from casefiles.insight.passages import Passages
from casefiles.ledger.changes import Changes
from casefiles.ledger.spots import decided_spots
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect, Spot
from casefiles.names.lexicon import Lexicon
from casefiles.names.unknown import Unknown, unknown_names
from casefiles.text import _
from casefiles.vault import Vault

_MOST_NAMES = 6
_MOST = 10_000
"""Sources of one name that are looked through."""
_MOST_KEPT = 1_000
"""Sources of which it is remembered who is named in them."""


class Status(StrEnum):
    """What people said of a mention: nothing yet; that a name rests on this passage; yes; no."""

    SUGGESTED = "suggested"
    CITED = "cited"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Characters `start` to `end` (half-open, code points) of a source's text, and whom they name.

    `title` is what the record is called, `surface` how the text writes it.
    """

    start: int
    end: int
    ref: Ref
    title: str
    surface: str
    status: Status


def mentions(vault: Vault, *, source: Ref, refused: bool = False) -> tuple[Mentioned, ...]:
    """All mentions in a source, in the order of its text; with those that were `refused`, if asked.

    They are made anew from the names and the text as they are now, so nothing has to be kept up.
    """
    kept = _kept_of(vault)
    known, before = kept.found, kept.found.get((source, refused))
    if before is None:
        before = known[source, refused] = _found(vault, source, refused=refused)
        if len(known) > _MOST_KEPT:
            kept.found = {}
    return before


def _found(vault: Vault, source: Ref, *, refused: bool) -> tuple[Mentioned, ...]:
    reader = vault.reader
    text = reader.text_of(source)
    if not text:
        return ()
    decided = _decided(vault, source, len(text))
    accepted = [spot for spot, verdict in decided.items() if verdict == Status.ACCEPTED]
    against = {spot for spot, verdict in decided.items() if verdict == Status.REFUSED}
    known = names_known(vault)
    found: dict[tuple[int, int, Ref], Status] = {}
    for one in mentions_in(reader, source, text, known, accepted=accepted, refused=against):
        spot = one.start, one.end, one.ref
        unasked = Status.CITED if one.cited else Status.SUGGESTED
        found[spot] = Status.ACCEPTED if spot in decided else unasked
    if refused:
        found |= dict.fromkeys(against, Status.REFUSED)
    told = reader.summaries({ref for _start, _end, ref in found})
    return tuple(
        Mentioned(start, end, ref, told[ref].title, text[start:end], status)
        for (start, end, ref), status in sorted(found.items(), key=lambda one: one[0][:2])
    )


@dataclass(frozen=True, slots=True)
class NamedIn:
    """A source whose text names a record: in which lines, and how first."""

    source: Ref
    title: str
    lines: tuple[int, ...]
    surface: str


def may_name(vault: Vault, ref: Ref) -> tuple[Ref, ...]:
    """The sources in which a record may be named, found by its names; some may prove not to."""
    names = names_of(Known(vault.reader), ref)[:_MOST_NAMES]
    found = (ref for name in names for ref in vault.holding(name, kinds=["source"], limit=_MOST))
    return tuple(dict.fromkeys(found))


def named_in(vault: Vault, ref: Ref, source: Ref) -> NamedIn | None:
    """Where this source names the record; None if it does not."""
    found = [one for one in mentions(vault, source=source) if one.ref == ref]
    if not found:
        return None
    reader = vault.reader
    lines_of = Passages(reader.text_of(source), first_line(reader, source))
    lines = dict.fromkeys(lines_of.line_at(one.start) for one in found)
    return NamedIn(source, reader.title(source), tuple(lines), found[0].surface)


def unknown(vault: Vault, *, source: Ref, found: Sequence[Mentioned] = ()) -> tuple[Unknown, ...]:
    """Names in a source that belong to nobody yet; `found` are its mentions, where known."""
    text = vault.reader.text_of(source)
    taken = [(one.start, one.end) for one in found or mentions(vault, source=source)]
    return unknown_names(text, names_known(vault), taken)


def names_known(vault: Vault) -> Lexicon:
    """All names that are looked for, taken apart once until one of them changes."""
    return _kept_of(vault).bearers.names(vault.reader)


class _Kept:
    """The names, and what was found, until anything is written."""

    def __init__(self) -> None:
        self.bearers = Bearers()
        self.found: dict[tuple[Ref, bool], tuple[Mentioned, ...]] = {}

    def hear(self, changes: Changes) -> None:
        """Follow; who is looking meanwhile keeps what he finds in what is let go here."""
        self.bearers.hear(changes)
        self.found = {}


_kept: "WeakKeyDictionary[Vault, _Kept]" = WeakKeyDictionary()


def _kept_of(vault: Vault) -> _Kept:
    kept = _kept.get(vault)
    if kept is None:
        kept = _kept[vault] = _Kept()
        vault.listen(kept.hear)
    return kept


def accept(
    vault: Vault,
    *,
    source: Ref,
    spots: Sequence[tuple[int, int, Ref]],
    author: str | None = None,
) -> None:
    """These stretches of the text mean these records."""
    _decide(vault, "accept_mention", "accepted", source, spots, author)


def refuse(
    vault: Vault,
    *,
    source: Ref,
    spots: Sequence[tuple[int, int, Ref]],
    author: str | None = None,
) -> None:
    """These stretches of the text do not mean these records; they are not suggested again."""
    _decide(vault, "refuse_mention", "refused", source, spots, author)


def reopen(
    vault: Vault,
    *,
    source: Ref,
    spots: Sequence[tuple[int, int, Ref]],
    author: str | None = None,
) -> None:
    """Decide neither."""
    _decide(vault, "reopen_mention", "open", source, spots, author)


def _decide(
    vault: Vault,
    act: str,
    verdict: str,
    source: Ref,
    spots: Sequence[tuple[int, int, Ref]],
    author: str | None,
) -> None:
    length = len(vault.reader.text_of(source))
    if any(not 0 <= start < end <= length for start, end, _ref in spots):
        raise NotUnderstood(_("The passage does not lie in the text of this source."))
    with vault.step(act, author=author) as step:
        for start, end, ref in spots:
            for spot in _spots(vault, source, start, end, ref):
                step.judge(Aspect.MENTION, spot.target(), verdict)
        step.about(*dict.fromkeys(ref for _start, _end, ref in spots))


def _spots(vault: Vault, source: Ref, start: int, end: int, ref: Ref) -> Iterable[Spot]:
    """What was merged before keeps what was said of it: the last word holds for every id."""
    for text in vault.reader.members(source):
        for member in vault.reader.members(ref):
            yield Spot(text, member, start, end)


def _decided(vault: Vault, source: Ref, length: int) -> dict[tuple[int, int, Ref], str]:
    found: dict[tuple[int, int, Ref], str] = {}
    for member in vault.reader.members(source):
        spots = decided_spots(vault.ledger, member)
        now = vault.reader.resolve_all(spot.record for spot in spots)
        for spot, verdict in spots.items():
            if spot.record in now and spot.end <= length:
                found[spot.start, spot.end, now[spot.record]] = verdict
    return found
