"""What all kinds of records share, and `Kind`: the declaration read back from a record class."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from sqlmodel import Field, SQLModel

from casefiles.model.properties import Property, Role


@dataclass(frozen=True, slots=True)
class Words:
    """How a kind is called, and which properties make its title (the first that is known)."""

    one: str
    more: str
    title: tuple[str, ...] = ()
    listed: bool = True
    """Whether it has a list of its own; parts such as acts are shown inside their incident."""
    belongs_by: tuple[str, ...] = ()
    """For parts: the links to the records they are about, and go with when these are erased."""


class Record(SQLModel):
    """A projected record: one column a property, holding the reading that stands first.

    A record is a value. It is computed from claims and can be thrown away; what several sources
    say about one property is answered by the ledger's reader, not kept here.
    """

    words: ClassVar[Words]

    id: bytes = Field(primary_key=True)


@dataclass(frozen=True)
class Kind:
    """A kind of record, as everything that is not the ledger sees it."""

    name: str
    table: type[Record]

    @cached_property
    def words(self) -> Words:
        return self.table.words

    @cached_property
    def properties(self) -> Mapping[str, Property]:
        """Its properties by name, in the order of the declaration."""
        return {
            name: replace(declared, name=name)
            for name, info in self.table.model_fields.items()
            for declared in info.metadata
            if isinstance(declared, Property)
        }

    @cached_property
    def dated_by(self) -> tuple[str, ...]:
        """The properties by which its records are put in order of time."""
        return tuple(p.name for p in self.properties.values() if p.role is Role.WHEN)
