"""Who we exchange archives with, how well we know them, and how far each exchange has come.

Small and local, so it is kept beside the ledger as two values of canonical JSON in `meta`, not as
records: who the partners are is itself dangerous knowledge and never leaves with an archive.

    partners   {FINGERPRINT: {"card": ..., "state": "unverified" | "verified" | "changed"}}
    traffic    {"sent": {KEY: [NUMBER, DIGEST]}, "received": {SIGNING KEY: [NUMBER, DIGEST]}}

A partner is *verified* once the ten words of the fingerprint were compared in person. A card with
the name of a partner but other keys is *changed*: nothing is sent to it and nothing taken from it
until it was compared, because that is how a captured or an invented partner looks.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

from casefiles.errors import NotARecipient
from casefiles.exchange.manifest import Manifest, Sequel
from casefiles.ledger.commitment import canonical
from casefiles.ledger.ledger import Ledger
from casefiles.seal.identity import Card, Identity
from casefiles.text import _

_PARTNERS, _TRAFFIC = "partners", "traffic"


class State(StrEnum):
    """How well the maker of a card is known."""

    UNKNOWN = "unknown"
    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    CHANGED = "changed"
    OURSELVES = "ourselves"


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody whose card we have."""

    card: Card
    state: State

    @property
    def fingerprint(self) -> str:
        """Ten words."""
        return " ".join(self.card.fingerprint)


def partners(ledger: Ledger) -> tuple[Partner, ...]:
    """All partners, by name."""
    kept = json.loads(ledger.meta(_PARTNERS) or b"{}")
    found = [Partner(Card.parse(one["card"]), State(one["state"])) for one in kept.values()]
    return tuple(sorted(found, key=lambda partner: (partner.card.name, partner.fingerprint)))


def add(ledger: Ledger, card: Card, *, verified: bool = False) -> Partner:
    """Keep a card. A known one keeps its state unless `verified` says more."""
    known = {partner.fingerprint: partner for partner in partners(ledger)}
    fingerprint = " ".join(card.fingerprint)
    alike = [one for one in known.values() if _same_name(one.card, card)]
    if verified:
        state = State.VERIFIED
        known |= {
            one.fingerprint: Partner(one.card, State.CHANGED)
            for one in alike
            if one.fingerprint != fingerprint
        }
    elif fingerprint in known:
        state = known[fingerprint].state
    else:
        state = State.CHANGED if alike else State.UNVERIFIED
    known[fingerprint] = Partner(card, state)
    _keep(ledger, known)
    return known[fingerprint]


def find(ledger: Ledger, untrusted_text: str) -> Partner:
    """A partner by name, by the beginning of the fingerprint or by key; raises `NotARecipient`."""
    text = " ".join(untrusted_text.split())
    fitting = [
        one
        for one in partners(ledger)
        if text in (one.card.name, one.fingerprint, one.card.recipient.text)
        or (" " in text and one.fingerprint.startswith(f"{text} "))
    ]
    sound = [one for one in fitting if one.state is not State.CHANGED] or fitting
    if len(sound) != 1:
        raise NotARecipient(
            _("There is no partner of this name, or more than one."),
            _("Add the partner's card first, or give the first words of the fingerprint."),
        )
    return sound[0]


def state_of(ledger: Ledger, card: Card, ourselves: Identity) -> State:
    """How well the maker of this card is known here."""
    if card.recipient == ourselves.receiving_key.recipient:
        return State.OURSELVES
    known = partners(ledger)
    for partner in known:
        if partner.card.fingerprint == card.fingerprint:
            return partner.state
    if any(_same_name(partner.card, card) for partner in known):
        return State.CHANGED
    return State.UNKNOWN


def next_to(ledger: Ledger, key: str) -> Sequel:
    """The place of the next archive for this key."""
    number, digest = _traffic(ledger)["sent"].get(key, (0, ""))
    return Sequel(key, number + 1, bytes.fromhex(digest))


def last_from(ledger: Ledger, sender: Card) -> tuple[int, bytes]:
    """Number and manifest digest of the latest archive taken from this sender; 0 if none was."""
    number, digest = _traffic(ledger)["received"].get(sender.signing_key.hex(), (0, ""))
    return number, bytes.fromhex(digest)


def note_sent(ledger: Ledger, manifest: Manifest) -> None:
    """Remember that this archive left."""
    traffic = _traffic(ledger)
    for one in manifest.recipients:
        traffic["sent"][one.key] = (one.number, manifest.digest().hex())
    ledger.set_meta(_TRAFFIC, canonical(traffic).encode())


def note_received(ledger: Ledger, manifest: Manifest, number: int) -> None:
    """Remember that this archive came; an older one changes nothing."""
    if manifest.sender is None or number <= last_from(ledger, manifest.sender)[0]:
        return
    traffic = _traffic(ledger)
    sender = manifest.sender.signing_key.hex()
    traffic["received"][sender] = (number, manifest.digest().hex())
    ledger.set_meta(_TRAFFIC, canonical(traffic).encode())


def _traffic(ledger: Ledger) -> dict[str, dict[str, tuple[int, str]]]:
    kept = json.loads(ledger.meta(_TRAFFIC) or b"{}")
    return {way: dict(kept.get(way, {})) for way in ("sent", "received")}


def _keep(ledger: Ledger, known: dict[str, Partner]) -> None:
    form = {
        fingerprint: {"card": str(partner.card), "state": partner.state.value}
        for fingerprint, partner in known.items()
    }
    ledger.set_meta(_PARTNERS, canonical(form).encode())


def _same_name(one: Card, other: Card) -> bool:
    return one.name.casefold() == other.name.casefold()
