"""What the ledger's reader said, kept for as long as one output is made: each question once."""

from collections.abc import Iterable, Mapping, Sequence

from casefiles.ledger.reader import Incoming, Reader, Statement, Summary
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Link

Statements = Mapping[str, Sequence[Statement]]


class Records:
    """Unredacted: only a view may hold one."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._statements: dict[Ref, Statements] = {}
        self._summaries: dict[Ref, Summary | None] = {}
        self._resolved: dict[RecordId, Ref | None] = {}

    def statements(self, ref: Ref) -> Statements:
        """All that is said about a record, by property, best first."""
        self.load([ref])
        return self._statements[ref]

    def summary(self, ref: Ref) -> Summary | None:
        """Its line in lists; None if there is no such record."""
        if ref not in self._summaries:
            self._summaries[ref] = self._reader.summary(ref)
        return self._summaries[ref]

    def resolve(self, identity: RecordId) -> Ref | None:
        """The record that an id leads to now, through merges."""
        if identity not in self._resolved:
            self._resolve_all({identity})
        return self._resolved[identity]

    def incoming(self, ref: Ref, names: tuple[str, ...], kind: str) -> Sequence[Incoming]:
        """The links to a record (from one kind, or any if ""), with what those say at hand."""
        linked = self._reader.linked_to(ref, *names)
        found = [link for link in linked if kind in ("", link.origin.kind)]
        self.load(link.origin for link in found)
        return found

    def load(self, refs: Iterable[Ref]) -> None:
        """Fetch several records, and where their links lead, in few questions."""
        wanted = [ref for ref in dict.fromkeys(refs) if ref not in self._statements]
        if not wanted:
            return
        self._statements |= self._reader.statements_of(wanted)
        self._resolve_all(
            {
                statement.claim.value.to
                for ref in wanted
                for statements in self._statements[ref].values()
                for statement in statements
                if isinstance(statement.claim.value, Link)
            }
        )

    def _resolve_all(self, identities: set[RecordId]) -> None:
        new = identities - set(self._resolved)
        if new:
            found = self._reader.resolve_all(new)
            self._resolved |= {identity: found.get(identity) for identity in new}
            self._summaries |= self._reader.summaries(
                ref for ref in found.values() if ref not in self._summaries
            )
