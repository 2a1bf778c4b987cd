"""Mentions: suggested wherever a text names somebody known, accepted or refused by people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from weakref import WeakKeyDictionary

from casefiles.errors import NotUnderstood
from casefiles.insight.mentioned import Names, mentions_in
from casefiles.ledger.spots import decided_spots
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect, Spot
from casefiles.names.lexicon import Lexicon
from casefiles.names.unknown import Unknown, unknown_names
from casefiles.text import _
from casefiles.vault import Vault


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
    titles = {ref: reader.title(ref) for _start, _end, ref in found}
    return tuple(
        Mentioned(start, end, ref, titles[ref], text[start:end], status)
        for (start, end, ref), status in sorted(found.items(), key=lambda one: one[0][:2])
    )


def unknown(vault: Vault, *, source: Ref, found: Sequence[Mentioned] = ()) -> tuple[Unknown, ...]:
    """Names in a source that belong to nobody yet; `found` are its mentions, where known."""
    text = vault.reader.text_of(source)
    taken = [(one.start, one.end) for one in found or mentions(vault, source=source)]
    return unknown_names(text, names_known(vault), taken)


def names_known(vault: Vault) -> Lexicon:
    """All names that are looked for, taken apart once until one of them changes."""
    return _kept.setdefault(vault, Names()).of(vault.reader)


_kept: "WeakKeyDictionary[Vault, Names]" = WeakKeyDictionary()


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
