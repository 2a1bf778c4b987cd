"""What an archive would bring, told before anything is taken in."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.parts.partners import STATES
from app.parts.passing import in_a_line
from casefiles.exchange.partners import State
from casefiles.ledger.history import past
from casefiles.model.claim import Claim
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Text
from casefiles.operations.receiving import Preview, Received, take_in
from casefiles.text import N_, _, many
from casefiles.vault import Vault

_COUNTED = {
    "new": (N_("{n} new entry"), N_("{n} new entries")),
    "same": (N_("{n} entry is here already"), N_("{n} entries are here already")),
    "returning": (
        N_("{n} undone here, would stand again"),
        N_("{n} undone here, would stand again"),
    ),
    "clashing": (
        N_("{n} kept apart: the same identity with other content"),
        N_("{n} kept apart: the same identity with other content"),
    ),
    "erased": (
        N_("{n} erased here, taken only if you say so"),
        N_("{n} erased here, taken only if you say so"),
    ),
    "proposals": (
        N_("{n} decision waits for you to adopt it"),
        N_("{n} decisions wait for you to adopt them"),
    ),
}


@dataclass(frozen=True, slots=True)
class Coming:
    """A record that would come into being, as its own claims call it."""

    ref: Ref
    title: str


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What receiving did, and the number of its Step."""

    received: Received
    step: int


def sender_of(seen: Preview) -> list[str]:
    """From whom it is, how well they are known, for whom it was made, what is missing between."""
    told = []
    if seen.sender is None:
        told.append(_("Nobody signed it: anybody may have made it."))
    else:
        state = _(STATES[seen.state])
        told.append(_("From {name}: {state}.").format(name=seen.sender.name, state=state))
        told.append(_("Ten words: {words}").format(words=" ".join(seen.sender.fingerprint)))
    told.append(_("Made for: {audience}").format(audience=seen.audience.label))
    if seen.gap:
        told.append(
            _("Archives {a} to {b} of this sender never came here.").format(
                a=seen.gap.start, b=seen.gap.stop - 1
            )
        )
    if seen.broken:
        told.append(_("The sender's last archive is another than the one taken here."))
    return told


def counts_of(seen: Preview) -> list[str]:
    """What each entry is to this vault, in counts."""
    counts = dict(seen.counts())
    told = []
    if kinds := in_a_line(seen.weighed.records()):
        told.append(_("New here: {kinds}.").format(kinds=kinds))
    told += [
        many(*_COUNTED[name], count) for name, count in counts.items() if count or name == "new"
    ]
    files = len(seen.opened.files)
    if files:
        told.append(many("{n} document", "{n} documents", files))
    return told


def coming(seen: Preview) -> Sequence[Coming]:
    """The new records, by kind, as far as they are listed by themselves."""
    titles: dict[tuple[bytes, str], str] = {}
    for one in seen.weighed.union.new:
        claim = one.entry
        if isinstance(claim, Claim) and isinstance(claim.value, Text):
            titles.setdefault((bytes(claim.subject), claim.property), claim.value.text)
    found = [
        Coming(ref, _title(ref, titles))
        for ref in seen.weighed.new_records()
        if BY_NAME[ref.kind].words.listed
    ]
    order = list(BY_NAME)
    return sorted(found, key=lambda one: (order.index(one.ref.kind), one.title.casefold()))


def unknown(seen: Preview) -> bool:
    """Whether a person has to say that they know who gave it to them."""
    return seen.state not in (State.VERIFIED, State.OURSELVES)


def take(vault: Vault, seen: Preview, *, bring_back: bool) -> TakenIn:
    """Take it in as one Step."""
    received = take_in(vault, seen, bring_back_erased=bring_back)
    newest = past(vault.ledger, limit=1)
    return TakenIn(received, newest[0].number if received.taken and newest else 0)


def _title(ref: Ref, titles: dict[tuple[bytes, str], str]) -> str:
    for name in BY_NAME[ref.kind].words.title:
        if found := titles.get((bytes(ref.id), name)):
            return found
    return _(BY_NAME[ref.kind].words.one)
