"""What records add to a question: the names of a party, places in a place, members of a case."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Role
from casefiles.model.values import Link, Text

_MOST_PLACES = 300


class Records(Protocol):
    """Answers about records that were found by name."""

    def names(self, refs: Collection[Ref]) -> Mapping[Ref, Sequence[str]]:
        """All names of records, misprints and abbreviations among them."""

    def inside(self, places: Collection[Ref]) -> Collection[Ref]:
        """These places and those that are part of them."""

    def members(self, cases: Collection[Ref]) -> Collection[Ref]:
        """What the cases contain."""


class VaultRecords:
    """The answers of a vault."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def names(self, refs: Collection[Ref]) -> Mapping[Ref, Sequence[str]]:
        """All names of records, misprints and abbreviations among them."""
        said = self._reader.statements_of(refs)
        return {
            ref: [
                one.claim.value.text
                for name, statements in said[ref].items()
                if name in (props := BY_NAME[ref.kind].properties) and props[name].role is Role.NAME
                for one in statements
                if isinstance(one.claim.value, Text)
            ]
            for ref in refs
        }

    def inside(self, places: Collection[Ref]) -> Collection[Ref]:
        """These places and those that are part of them, the nearest first."""
        found = dict.fromkeys(places)
        fresh = list(found)
        while fresh and len(found) < _MOST_PLACES:
            incoming = self._reader.linked_to_all(fresh, "part_of").values()
            parts = (one.origin for some in incoming for one in some)
            fresh = [one for one in parts if one.kind == "place" and one not in found]
            found |= dict.fromkeys(fresh)
        return list(found)[:_MOST_PLACES]

    def members(self, cases: Collection[Ref]) -> Collection[Ref]:
        """What the cases contain."""
        said = self._reader.statements_of(cases, "member").values()
        values = (one.claim.value for some in said for one in some.get("member", ()))
        links = [value.to for value in values if isinstance(value, Link)]
        return list(self._reader.resolve_all(links).values())
