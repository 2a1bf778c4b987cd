"""A place in the program: which page, about what, and how it was left. Links and history are these.

A place is a value. It is kept in memory only, and in drafts inside the vault; never in a file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from casefiles.model.ids import Ref

_PAGE_OF_KIND = {"person": "person", "incident": "incident", "source": "source"}


@dataclass(frozen=True, slots=True)
class Place:
    """`page` is the name of a page; `words` what was asked there; `state` how it was left (scroll
    position, selection), which does not make it another place."""

    page: str
    ref: Ref | None = None
    words: str = ""
    state: Mapping[str, Any] = field(default_factory=dict, compare=False, hash=False)

    @classmethod
    def of(cls, ref: Ref, **state: Any) -> "Place":
        """Where a record is read."""
        return cls(_PAGE_OF_KIND.get(ref.kind, "record"), ref, state=state)

    def to_json(self) -> dict[str, str]:
        """For keeping inside the vault; how it was left is not kept."""
        return {"page": self.page, "ref": str(self.ref or ""), "words": self.words}

    @classmethod
    def from_json(cls, said: Mapping[str, str]) -> "Place":
        """What `to_json` gave."""
        return cls(said["page"], Ref.parse(said["ref"]) if said["ref"] else None, said["words"])

    def left(self, **state: Any) -> "Place":
        """The same place with how it was left."""
        return Place(self.page, self.ref, self.words, state)
