"""Originals and texts that leave: only of sources that may, and only if their words name nobody.

Where words can be read here (a text layer, a plain text file) they are looked through like any
statement; one hit keeps all files of that source at home. What cannot be read here (pictures,
sound, papers) leaves only because somebody chose its source, and is counted as not examined.
"""

from collections.abc import Iterable

from casefiles.ledger import files
from casefiles.ledger.ledger import Ledger
from casefiles.model.values import FileValue, Layer, Value
from casefiles.release.finding import NameFinder
from casefiles.stopping import pause

_PLAIN = frozenset({"text/plain", "text/csv", "text/markdown", "text/tab-separated-values"})
"""What stands in such a file stands there as it is read. In a page or a letter a name may be cut by
markup, written in numbers or packed."""


class Bodies:
    """Collects the bytes that go along. `finder` None: nothing is withheld from this audience."""

    def __init__(self, ledger: Ledger, finder: NameFinder | None) -> None:
        self._database = ledger.database
        self._finder = finder
        self.taken: dict[bytes, bytes] = {}
        self.unexamined = 0

    def take(self, values: Iterable[Value]) -> bool:
        """Take all files of one source along, or none of them; whether they go."""
        bodies = [value for value in values if isinstance(value, FileValue | Layer)]
        found: dict[bytes, bytes] = {}
        unread = 0
        for value in bodies:
            pause()
            if files.has(self._database, value.sha256):
                found[value.sha256] = data = files.get(self._database, value.sha256)
                words = _words(value, data)
                if words is None:
                    unread += 1
                elif self._finder is not None and self._finder.found(words):
                    return False
        self.taken |= found
        self.unexamined += unread
        return bool(found)


def neutral(value: FileValue, number: int) -> FileValue:
    """The same file under a name that tells nothing."""
    return FileValue(value.sha256, f"document-{number}", value.media_type, value.size)


def _words(value: FileValue | Layer, data: bytes) -> str | None:
    """What the file says, as far as it can be read here."""
    if isinstance(value, FileValue) and value.media_type not in _PLAIN:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
