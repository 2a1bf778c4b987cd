"""Very many record ids in order, without an object for each."""

from collections.abc import Sequence
from typing import overload

from casefiles.model.ids import RecordId

SIZE = 16
"""Bytes of an id."""


class Ids(Sequence[RecordId]):
    """Record ids one behind the other in one piece of memory: 16 bytes each and no object."""

    def __init__(self, packed: bytes = b"") -> None:
        self.packed = packed

    def __len__(self) -> int:
        return len(self.packed) // SIZE

    @overload
    def __getitem__(self, place: int) -> RecordId: ...
    @overload
    def __getitem__(self, place: slice) -> "Ids": ...
    def __getitem__(self, place: int | slice) -> "RecordId | Ids":
        if isinstance(place, slice):
            start, stop, step = place.indices(len(self))
            if step == 1:
                return Ids(self.packed[start * SIZE : stop * SIZE])
            return Ids(b"".join(self.plain()[place]))
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        return RecordId(self.packed[place * SIZE : (place + 1) * SIZE])

    def place_of(self, identity: bytes) -> int | None:
        """Where an id stands, if it does."""
        at = self.packed.find(identity)
        while at > 0 and at % SIZE:  # across two ids: not one
            at = self.packed.find(identity, at + 1)
        return None if at < 0 else at // SIZE

    def __contains__(self, identity: object) -> bool:
        return isinstance(identity, bytes) and self.place_of(identity) is not None

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Ids):
            return self.packed == other.packed
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def plain(self) -> list[bytes]:
        """The same as a list, for what Python must go through anyway."""
        packed = self.packed
        return [packed[at : at + SIZE] for at in range(0, len(packed), SIZE)]
