"""The ids things leave under: random, one set for each recipient, the same every time.

A record leaves under one outside id. An entry leaves under one outside id for each wording in which
it left (its links, citations or level may change between two sendings), because an id stands for
one content for ever. The wording is told by 16 bytes of

    SHA-256("parvanda released 1" | salt | wording)

with the entry's own salt, which never leaves; erasing drops it, and with it any way to guess what
the wording was. The salt that leaves is made from it and the outside id, so that sending again
gives the same commitment, and nobody outside can join what two recipients got.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from casefiles.ledger.commitment import canonical
from casefiles.model.claim import Claim
from casefiles.model.ids import EntryId, RecordId
from casefiles.model.judgment import Judgment

ID = 16


class OutsideIds:
    """The ids for one recipient. `new` collects what is to be remembered."""

    def __init__(self, known: Mapping[bytes, bytes]) -> None:
        self._known = dict(known)
        self.new: dict[bytes, bytes] = {}
        self._wordings: dict[bytes, list[bytes]] = defaultdict(list)
        for local, outside in known.items():
            if len(local) > ID:
                self._wordings[local[:ID]].append(outside)

    def record(self, members: Iterable[bytes]) -> RecordId:
        """For a record, given the ids that were merged into it, the one it carries first."""
        members = list(members)
        for member in members:
            if member in self._known:
                return RecordId(self._known[member])
        return RecordId(self._remember(members[0], RecordId.random()))

    def knows_entry(self, identity: bytes) -> bool:
        """Whether the recipient has this entry under its own id: it came from there."""
        return identity in self._known

    def entry(self, identity: bytes, salt: bytes, wording: bytes) -> tuple[EntryId, bytes]:
        """Id and salt for an entry in this wording."""
        local = wording_key(identity, salt, wording)
        outside = EntryId(self._known.get(local) or self._remember(local, EntryId.random()))
        if outside not in self._wordings[identity]:
            self._wordings[identity].append(outside)
        return outside, _outgoing_salt(salt, outside)

    def sent_before(self) -> set[bytes]:
        """The local entries that left at least once, before or now."""
        return set(self._wordings)

    def wordings(self, identity: bytes) -> tuple[EntryId, ...]:
        """All outside ids of an entry, also those of entries that came from the recipient."""
        own = [self._known[identity]] if identity in self._known else []
        return tuple(EntryId(one) for one in sorted([*own, *self._wordings.get(identity, ())]))

    def _remember(self, local: bytes, outside: bytes) -> bytes:
        self._known[local] = self.new[local] = bytes(outside)
        return bytes(outside)


def wording_key(identity: bytes, salt: bytes, wording: bytes) -> bytes:
    """An entry's id and what tells its wording, 32 bytes."""
    return bytes(identity) + hashlib.sha256(b"parvanda released 1" + salt + wording).digest()[:ID]


def wording_of(entry: Claim | Judgment) -> bytes:
    """All that an entry says, without its own id."""
    if isinstance(entry, Claim):
        head = {"subject": entry.subject.hex(), "property": entry.property}
    else:
        head = {"aspect": str(int(entry.aspect)), "target": entry.target.hex()}
    return canonical(head | {"body": entry.body_to_json()}).encode()


def _outgoing_salt(salt: bytes, outside: bytes) -> bytes:
    return hashlib.sha256(b"parvanda released salt 1" + salt + outside).digest()[:ID]
