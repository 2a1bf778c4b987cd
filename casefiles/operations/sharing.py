"""Sharing: a sealed archive for a partner or with a passphrase, and the record of what left."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from casefiles.errors import NotARecipient, NotUnderstood, OutputRefused
from casefiles.exchange import partners as known
from casefiles.exchange.archive import (
    SUFFIX,
    Contents,
    Packed,
    Signing,
    key_file_of,
    pack,
    seal,
)
from casefiles.exchange.lines import Line
from casefiles.exchange.partners import Partner, State
from casefiles.exchange.placing import Placing
from casefiles.ledger import released
from casefiles.ledger.step import Step
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect
from casefiles.model.kinds import BY_NAME
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Text, Value, When
from casefiles.release.audience import Audience
from casefiles.release.bodies import Bodies
from casefiles.release.closure import Closure, closure
from casefiles.release.copying import copy_of
from casefiles.release.derive import Release, Withheld, derive
from casefiles.release.view import View
from casefiles.seal.age_keys import PrivateKey, Recipient
from casefiles.seal.envelope import seal_key
from casefiles.seal.identity import PREFIX, Card
from casefiles.text import _
from casefiles.vault import Vault

_CARD_NAME = "card name"


@dataclass(frozen=True, slots=True)
class Shared:
    """What left: records by kind, what stayed at home, where the archive lies, the SHA-256 of its
    sealed bytes, and with a passphrase the small key file that belongs to it."""

    counts: Mapping[str, int]
    withheld: Withheld
    path: Path
    digest: bytes
    key_file: Path | None = None


# Cards and partners


def card(vault: Vault, *, name: str | None = None) -> Card:
    """Our card, to be given to partners; a `name` given once is kept (it may be a pseudonym)."""
    if name is not None:
        made = vault.identity.card(name)
        vault.ledger.set_meta(_CARD_NAME, made.name.encode())
        return made
    kept = (vault.ledger.meta(_CARD_NAME) or b"").decode()
    # Never the name of the vault's folder: it may say what nobody outside should know.
    return vault.identity.card(kept or vault.author or _("unnamed desk"))


def add_partner(vault: Vault, *, card_text: str, verified: bool = False) -> Partner:
    """Keep a partner's card. `verified`: the ten words were compared in person.

    Raises `NotARecipient`.
    """
    added = Card.parse(card_text)
    if known.state_of(vault.ledger, added, vault.identity) is State.OURSELVES:
        raise NotARecipient(_("This is the card of this vault itself."))
    return known.add(vault.ledger, added, verified=verified)


def partners(vault: Vault) -> tuple[Partner, ...]:
    """All partners, by name."""
    return known.partners(vault.ledger)


def verify_partner(vault: Vault, *, partner: str) -> Partner:
    """Say that the partner's ten words were compared in person. By fingerprint where two cards bear
    one name; the others of that name are blocked. Raises `NotARecipient`."""
    return known.add(vault.ledger, known.find(vault.ledger, partner).card, verified=True)


# Sharing


def plan(
    vault: Vault, *, refs: Sequence[Ref], audience: Audience, originals: bool = False
) -> Release:
    """What sharing these records would take along and leave out; nothing is written."""
    prepared = _prepare(vault, refs, audience, "", originals=originals)
    return prepared.release


def share(  # noqa: PLR0913 - all that a sending can say, by name
    vault: Vault,
    *,
    refs: Sequence[Ref],
    recipients: Sequence[str] = (),
    passphrase: str | None = None,
    audience: Audience,
    target: Path,
    signed: bool = True,
    originals: bool = False,
    author: str | None = None,
) -> Shared:
    """Seal these records, and what goes with them, into a new file.

    `recipients` are partners by name or fingerprint, cards, or keys (`age1...`); or a `passphrase`
    is given, and a small key file is written beside the archive. `target` is a new file, or a
    folder, where the archive gets a name that tells nothing. `originals`: also the files of sources
    that are only cited. The archive is read back before this returns; one Step keeps what left.

    Raises `NotARecipient`, `NotUnderstood`, `OutputRefused`, `DiskFull`, `MediumTrouble`.
    """
    target = target / f"{secrets.token_hex(8)}{SUFFIX}" if target.is_dir() else target
    fresh = PrivateKey.new() if passphrase is not None else None
    keys = _keys(vault, recipients, fresh)
    prepared = _prepare(vault, refs, audience, "+".join(sorted(keys)), originals=originals)
    if not prepared.release.entries:
        raise NotUnderstood(
            _("Nothing of these records may leave for this audience; nothing was written."),
            _("Choose other records or a closer audience."),
        )
    sequels = [known.next_to(vault.ledger, key) for key in sorted(keys)]
    signing = Signing(vault.identity, card(vault)) if signed else None
    packed = pack(prepared.contents, sequels, signing)
    who = vault.author if author is None else author
    outgoing = _Outgoing(vault, prepared, packed, ", ".join(keys.values()), who)
    if fresh is None or passphrase is None:
        return outgoing.write(target)
    return outgoing.write_with_key(target, seal_key(fresh, passphrase))


@dataclass(frozen=True, slots=True)
class _Prepared:
    refs: tuple[Ref, ...]
    audience: Audience
    recipient: str
    release: Release
    head: bytes

    @property
    def contents(self) -> Contents:
        lines = [Line(one.entry, one.salt) for one in self.release.entries]
        return Contents(lines, self.release.files, self.audience, self.head)


def _prepare(
    vault: Vault, refs: Sequence[Ref], audience: Audience, recipient: str, *, originals: bool
) -> _Prepared:
    if not refs:
        raise NotUnderstood(_("Name at least one record to share."))
    view = View(vault.reader, audience)
    if audience is not Audience.INTERNAL and not all(view.shown(ref) for ref in refs):
        raise OutputRefused(
            _("One of the records named may not leave for this audience; nothing was written."),
            _("Leave it out, or choose a closer audience."),
        )
    chosen = closure(view, refs)
    if audience is Audience.INTERNAL:
        release = _as_it_is(vault, chosen, originals=originals)
        return _Prepared(tuple(refs), audience, recipient, release, vault.ledger.head)
    release = derive(vault.ledger, view, chosen, recipient, originals=originals)
    return _Prepared(tuple(refs), audience, recipient, release, b"")


def _as_it_is(vault: Vault, chosen: Closure, *, originals: bool) -> Release:
    kept = copy_of(vault.ledger, chosen.refs)
    bodies = Bodies(vault.ledger, None)
    for ref in chosen.refs:
        if originals or ref in chosen.chosen:
            statements = vault.reader.statements(ref).values()
            bodies.take(one.claim.value for some in statements for one in some)
    lines = tuple(Line(one.entry, one.salt).arriving for one in kept)
    return Release(lines, bodies.taken, {}, chosen.counts())


def _keys(vault: Vault, recipients: Sequence[str], fresh: PrivateKey | None) -> dict[str, str]:
    """The keys to seal to, each with the name to keep in our own history."""
    if (fresh is None) == (not recipients):
        raise NotUnderstood(
            _("An archive is sealed either to recipients or with a passphrase."),
            _("Give one of the two."),
        )
    if fresh is not None:
        return {fresh.recipient.text: _("whoever has the passphrase")}
    return dict(_key(vault, untrusted) for untrusted in recipients)


def _key(vault: Vault, untrusted: str) -> tuple[str, str]:
    text = untrusted.strip()
    if text.startswith(PREFIX):
        found = Card.parse(text)
        state = known.state_of(vault.ledger, found, vault.identity)
        partner = Partner(found, state)
    elif text.lower().startswith("age1") and len(text.split()) == 1:
        key = Recipient.parse(text)
        fitting = [one for one in partners(vault) if one.card.recipient == key]
        if not fitting:
            return key.text, key.text
        partner = fitting[0]
    else:
        partner = known.find(vault.ledger, text)
    if partner.state is State.CHANGED:
        raise NotARecipient(
            _("This partner's keys are not those known before; nothing is sent to them."),
            _("Compare the ten words in person, then say so."),
        )
    return partner.card.recipient.text, partner.card.name


class _Outgoing:
    """The last steps of sharing: sealed beside its place, kept in the history, put there."""

    def __init__(
        self, vault: Vault, prepared: _Prepared, packed: Packed, to: str, author: str
    ) -> None:
        self._vault = vault
        self._prepared = prepared
        self._packed = packed
        self._to = to
        self._author = author

    def write(self, target: Path) -> Shared:
        with Placing(target) as placing:
            seal(self._packed, placing)
            digest = placing.settle()
            # The history first: rather a line for what did not leave than none for what did.
            self._keep(digest)
            placing.put()
        return self._shared(target, digest, None)

    def write_with_key(self, target: Path, sealed_key: bytes) -> Shared:
        key_file = key_file_of(target)
        with Placing(target) as placing, Placing(key_file) as beside:
            beside.write(sealed_key)
            beside.settle()
            seal(self._packed, placing)
            digest = placing.settle()
            self._keep(digest)
            beside.put()
            placing.put()
        return self._shared(target, digest, key_file)

    def _shared(self, target: Path, digest: bytes, key_file: Path | None) -> Shared:
        release = self._prepared.release
        return Shared(release.counts, release.withheld, target, digest, key_file)

    def _keep(self, digest: bytes) -> None:
        ledger, prepared = self._vault.ledger, self._prepared
        step = Step("share", self._author)
        submission = step.create("submission")
        step.detail = {"count": sum(prepared.release.counts.values())}
        step.about(submission, *prepared.refs)
        for name, value in self._said(digest):
            step.say(submission.id, name, value, sensitivity=Sensitivity.INTERNAL)
        internal = str(int(Sensitivity.INTERNAL))
        step.judge(Aspect.SENSITIVITY, submission.id, internal)

        def beside(_connection: object, _number: int) -> None:
            released.remember(ledger, prepared.recipient, prepared.release.ids.items())
            known.note_sent(ledger, self._packed.manifest)

        ledger.commit(step, beside)

    def _said(self, digest: bytes) -> list[tuple[str, Value]]:
        today = UncertainDate.parse(datetime.now(UTC).date().isoformat())
        links = BY_NAME["submission"].properties["about"].links_to
        return [
            ("title", Text(_("Archive {digits}").format(digits=digest.hex()[:8]))),
            ("addressee_name", Text(self._to)),
            ("audience", Text(self._prepared.audience.value)),
            ("digest", Text(digest.hex())),
            ("sent", When(today)),
            *(("about", Link(ref.id)) for ref in self._prepared.refs if ref.kind in links),
        ]
