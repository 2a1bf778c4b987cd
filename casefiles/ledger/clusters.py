"""Records that were judged to be the same: which belong together, and which may not.

A chain of "same" that crosses a "different" merges nobody in it: the whole chain is left apart and
listed as a contradiction, so that no merge follows from a mistake two links away.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from casefiles.ledger import tables


@dataclass(frozen=True, slots=True)
class Chain:
    """Records connected by "same", and whether a "different" inside keeps them apart."""

    members: tuple[bytes, ...]
    contradicted: bool


class Clusters:
    """Answers for one moment: make a new one after identities changed."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[bytes, Chain] = {}
        self._any = (
            connection.execute(
                select(tables.identity.c.one).where(tables.identity.c.verdict == "same").limit(1)
            ).first()
            is not None
        )

    def of(self, record: bytes) -> tuple[bytes, ...]:
        """The records that are one with this one, sorted; at least itself."""
        chain = self.chain(record)
        return (record,) if chain.contradicted else chain.members

    def widen(self, records: Iterable[bytes]) -> set[bytes]:
        """These records and all that hang together with them, merged or not."""
        if not self._any:
            return set(records)
        return {member for record in records for member in self.chain(record).members}

    def chain(self, record: bytes) -> Chain:
        """All records connected with this one by "same"."""
        if not self._any:
            return Chain((record,), contradicted=False)
        if record not in self._known:
            chain = self._walk(record)
            self._known |= dict.fromkeys(chain.members, chain)
        return self._known[record]

    def _walk(self, record: bytes) -> Chain:
        members = {record}
        different: list[tuple[bytes, bytes]] = []
        waiting = [record]
        table = tables.identity
        while waiting:
            here = waiting.pop()
            rows = self._connection.execute(
                select(table).where(or_(table.c.one == here, table.c.other == here))
            )
            for row in rows:
                neighbour = row.other if row.one == here else row.one
                if row.verdict == "same" and neighbour not in members:
                    members.add(neighbour)
                    waiting.append(neighbour)
                elif row.verdict == "different":
                    different.append((row.one, row.other))
        apart = any(one in members and other in members for one, other in different)
        return Chain(tuple(sorted(members)), contradicted=apart)


def contradicted(connection: Connection) -> list[tuple[bytes, ...]]:
    """All chains of "same" that cross a "different", each sorted."""
    clusters = Clusters(connection)
    table = tables.identity
    apart = connection.scalars(select(table.c.one).where(table.c.verdict == "different")).all()
    chains = {clusters.chain(one) for one in apart}
    return sorted(chain.members for chain in chains if chain.contradicted)
