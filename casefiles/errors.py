"""The errors of the world: what can go wrong outside the program, told as a sentence.

    CaseFileError
    ├── VaultError              opening and keeping a vault
    │   ├── NotAVault           the folder holds no vault
    │   ├── VaultExists         something is already there
    │   ├── WrongKey            passphrase, key file or recovery sheet do not open it
    │   ├── VaultInUse          another instance holds it
    │   ├── VaultDamaged        bytes are not what was written
    │   ├── IndexDamaged        the search index is not what was written; it can be built anew
    │   ├── VaultNewer          written by a newer program
    │   └── VaultReadOnly       opened where nothing can be written
    ├── StorageError            the medium
    │   ├── DiskFull
    │   └── MediumTrouble       gone, read-only, refusing
    ├── InputError              what somebody gave us
    │   ├── NotUnderstood       a value, a date, a query, a reference
    │   ├── FaultyDraft         several values, each fault beside its field
    │   ├── NoSuchRecord        a reference that leads nowhere, or to several
    │   └── UnreadableFile      a file from outside that cannot be taken in
    ├── HistoryError            undo and redo that cannot be done as asked
    ├── ArchiveError            what came on a stick
    │   ├── NotAnArchive
    │   ├── ArchiveDamaged      truncated or changed on the way
    │   ├── ArchiveNotForUs     sealed to somebody else, or another passphrase
    │   ├── ArchiveRefused      forged, lying, too large, or bringing back what was erased
    │   └── NotARecipient       the text given is no key or card
    ├── OutputRefused           what would leave may not leave
    ├── NoPrinter               the system knows none
    └── Cancelled               the user said stop

Each carries one sentence for the reader and, where there is one, a way on. Neither ever holds
case content: no names, no words of a document, no passphrase. Anything else that is raised is a
fault of ours (a bug) and is not dressed up as one of these.
"""

from dataclasses import dataclass


class CaseFileError(Exception):
    """The family. `sentence` says what happened, `way_on` what can be done now."""

    def __init__(self, sentence: str, way_on: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.way_on = way_on

    def __str__(self) -> str:
        return f"{self.sentence} {self.way_on}".rstrip()


class VaultError(CaseFileError):
    """Opening and keeping a vault."""


class NotAVault(VaultError):
    """The folder holds no vault."""


class VaultExists(VaultError):
    """Something already lies where a vault should be created."""


class WrongKey(VaultError):
    """Passphrase, key file or recovery sheet do not open this vault."""


class VaultInUse(VaultError):
    """Another instance of the program holds the vault."""


class VaultDamaged(VaultError):
    """Bytes of the vault are not what was written."""


class IndexDamaged(VaultError):
    """The search index is not what was written. The records are; it can be built anew from them."""


class VaultNewer(VaultError):
    """The vault was written by a newer program."""


class VaultReadOnly(VaultError):
    """Writing was asked of a vault that is open for reading only."""


class StorageError(CaseFileError):
    """The medium under the vault or an export."""


class DiskFull(StorageError):
    """No room left; what was saved before stays whole."""


class MediumTrouble(StorageError):
    """The medium is gone, read-only or refuses."""


class InputError(CaseFileError):
    """What somebody gave us."""


class NotUnderstood(InputError):
    """A value, date, query or reference that cannot be read."""


@dataclass(frozen=True)
class Fault:
    """One fault of a draft, to be shown beside its field. `field` is a property name."""

    field: str
    sentence: str


class FaultyDraft(InputError):
    """A draft with one or more faults; nothing was written."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f.sentence for f in faults))
        self.faults = faults


class NoSuchRecord(InputError):
    """A reference that leads nowhere, or to several records."""


class UnreadableFile(InputError):
    """A file from outside that cannot be taken in."""


class HistoryError(CaseFileError):
    """Undo or redo that cannot be done as asked."""


class ArchiveError(CaseFileError):
    """What came on a stick."""


class NotAnArchive(ArchiveError):
    """The file is no sealed archive."""


class ArchiveDamaged(ArchiveError):
    """The archive was truncated or changed on the way."""


class ArchiveNotForUs(ArchiveError):
    """The archive is sealed to somebody else or with another passphrase."""


class ArchiveRefused(ArchiveError):
    """Forged, lying about itself, too large, or bringing back what was erased."""


class NotARecipient(ArchiveError):
    """The text given is no key or card."""


class OutputRefused(CaseFileError):
    """What would leave may not leave; the sentence says where, not what."""


class NoPrinter(CaseFileError):
    """The system knows no printer."""


class Cancelled(CaseFileError):
    """The user said stop; nothing was written."""
