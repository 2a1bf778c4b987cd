"""Receiving: an archive looked at first, then taken in as one undoable Step."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casefiles.errors import ArchiveRefused, NotUnderstood, UnreadableFile
from casefiles.exchange import partners as known
from casefiles.exchange.archive import Opened, key_file_of, open_archive, read_small
from casefiles.exchange.partners import State
from casefiles.exchange.receiving import Weighed, check_files, take, weigh
from casefiles.ledger import released
from casefiles.ledger.step import Step
from casefiles.model.claim import Claim
from casefiles.release.audience import Audience
from casefiles.seal.age_keys import PrivateKey
from casefiles.seal.envelope import LARGEST_SEALED_KEY, open_sealed_key
from casefiles.seal.identity import Card
from casefiles.text import _
from casefiles.vault import Vault


@dataclass(frozen=True, slots=True)
class Preview:
    """What an archive is and what taking it in would do. Nothing was written.

    `number` is its place among the sender's archives for us, `last` the latest one taken from this
    sender (0 if none was).
    """

    opened: Opened
    weighed: Weighed
    state: State
    number: int
    last: int
    broken: bool
    """Whether the sender's previous archive is another than the one taken here."""

    @property
    def sender(self) -> Card | None:
        """Who signed it; None if nobody did."""
        return self.opened.manifest.sender

    @property
    def audience(self) -> Audience:
        """For whom it was made."""
        return self.opened.manifest.audience

    @property
    def received_before(self) -> bool:
        """Whether everything in it is here already."""
        union = self.weighed.union
        return self.weighed.changes_nothing and not (union.erased or union.clashing)

    @property
    def gap(self) -> range:
        """The numbers of the sender's archives that never came here."""
        return range(self.last + 1, self.number) if self.sender and self.last else range(0)

    def counts(self) -> Mapping[str, int]:
        """Entries by what they are to this vault."""
        union = self.weighed.union
        return {
            "new": len(union.new),
            "same": len(union.same),
            "returning": len(union.returning),
            "clashing": len(union.clashing),
            "erased": len(union.erased),
            "proposals": self.weighed.proposals,
        }


@dataclass(frozen=True, slots=True)
class Received:
    """What receiving did; `taken` is False if there was nothing to take."""

    preview: Preview
    taken: bool


def preview(
    vault: Vault,
    path: Path,
    *,
    passphrase: str | None = None,
    key_file: Path | None = None,
) -> Preview:
    """Open an archive, verify all of it, and say what it would do.

    With a `passphrase`, the small key file is looked for beside the archive or at `key_file`.
    Raises `NotAnArchive`, `ArchiveNotForUs`, `ArchiveDamaged`, `ArchiveRefused`, `UnreadableFile`.
    """
    key = _key(vault, path, passphrase, key_file)
    try:
        with path.open("rb") as file:
            opened = open_archive(file, key)
    except OSError as problem:
        raise UnreadableFile(
            _("The archive cannot be read."), _("Check that it is there and try again.")
        ) from problem
    check_files(opened.lines, opened.files)
    try:
        weighed = weigh(vault.ledger, opened.lines)
    except NotUnderstood as problem:
        raise ArchiveRefused(problem.sentence, problem.way_on) from problem
    manifest = opened.manifest
    place = next(one for one in manifest.recipients if one.key == key.recipient.text)
    if manifest.sender is None:
        return Preview(opened, weighed, State.UNKNOWN, place.number, 0, broken=False)
    last, digest = known.last_from(vault.ledger, manifest.sender)
    follows = place.number != last + 1 or place.previous == digest
    state = known.state_of(vault.ledger, manifest.sender, vault.identity)
    return Preview(opened, weighed, state, place.number, last, broken=not follows)


def receive(
    vault: Vault,
    path: Path,
    *,
    passphrase: str | None = None,
    key_file: Path | None = None,
    bring_back_erased: bool = False,
    author: str | None = None,
) -> Received:
    """Take an archive in as one undoable Step; one that brings nothing new changes nothing.

    Raises what `preview` raises; `ArchiveRefused` also if the sender's keys changed, or if it would
    bring back what was erased and `bring_back_erased` is not given.
    """
    seen = preview(vault, path, passphrase=passphrase, key_file=key_file)
    return take_in(vault, seen, bring_back_erased=bring_back_erased, author=author)


def take_in(
    vault: Vault, seen: Preview, *, bring_back_erased: bool = False, author: str | None = None
) -> Received:
    """Take in what was previewed. Raises `ArchiveRefused`."""
    if seen.state is State.CHANGED:
        raise ArchiveRefused(
            _("It bears the name of a partner, but not the keys known before."),
            _("Nothing was taken in. Compare the ten words in person, then say so."),
        )
    step = Step("receive", vault.author if author is None else author)
    step.detail["archive"] = seen.opened.manifest.archive.hex()

    def also() -> None:
        _remember_ids(vault, seen)
        known.note_received(vault.ledger, seen.opened.manifest, seen.number)

    # Weighed again: between looking and taking, something may have changed here.
    weighed = weigh(vault.ledger, seen.opened.lines)
    taken = take(
        vault.ledger,
        weighed,
        step,
        seen.opened.files,
        bring_back=bring_back_erased,
        also=also,
    )
    return Received(seen, taken)


def _remember_ids(vault: Vault, seen: Preview) -> None:
    """What came from a partner is known there under the ids it came with."""
    sender = seen.sender
    if sender is None or seen.state is State.OURSELVES:
        return
    entries = [line.entry for line in seen.opened.lines]
    outside = {bytes(entry.id) for entry in entries}
    outside |= {bytes(entry.subject) for entry in entries if isinstance(entry, Claim)}
    theirs = outside - set(released.local_ids(vault.ledger, outside))
    rows = ((one, one) for one in sorted(theirs))
    released.remember(vault.ledger, sender.recipient.text, rows)


def _key(vault: Vault, path: Path, passphrase: str | None, key_file: Path | None) -> PrivateKey:
    if passphrase is None:
        return vault.identity.receiving_key
    beside = key_file or key_file_of(path)
    return open_sealed_key(read_small(beside, LARGEST_SEALED_KEY), passphrase)
