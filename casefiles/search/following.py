"""The index follows the records, in their own transaction."""

from casefiles.errors import IndexDamaged, VaultDamaged
from casefiles.ledger.changes import Changes
from casefiles.ledger.ledger import Follower
from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.search.documents import documents, stale
from casefiles.search.index import SearchIndex


class Indexing(Follower):
    """Keeps the index in step with the records; a damaged one is made anew."""

    def __init__(self, reader: Reader, index: SearchIndex) -> None:
        self._reader = reader
        self._index = index

    def follow(self, changes: Changes) -> None:
        """Take in what a Step changed.

        Where other records cannot be read there is no index: writing is worth more than finding.
        Searching tells of it.
        """
        if not self._index.there:
            return
        try:
            self._follow(changes)
        except IndexDamaged:
            try:
                index_all(self._reader, self._index)
            except VaultDamaged:
                self._index.drop()

    def forget(self) -> None:
        """The change was not kept."""
        self._index.forget()

    def _follow(self, changes: Changes) -> None:
        reached = stale(self._reader, changes)
        found = list(documents(self._reader, reached))
        gone = changes.removed | (reached - {document.ref for document in found})
        if changes.erased:
            self._index.erase(gone, found)
            return
        if gone:
            self._index.remove(gone)
        if found:
            self._index.update(found)


def all_refs(reader: Reader) -> list[Ref]:
    """Every record outside the trash."""
    return [summary.ref for kind in reader.counts() for summary in reader.all_of(kind)]


def index_all(reader: Reader, index: SearchIndex) -> None:
    """Make the index anew; inside of `writing()`."""
    try:
        index.create()
        index.add(documents(reader, all_refs(reader)))
    except BaseException:
        index.forget()  # what was begun is rolled back
        raise
