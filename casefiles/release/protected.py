"""The names an output for an audience must not contain, and those it is meant to contain."""

from collections.abc import Iterator
from dataclasses import dataclass

from casefiles.ledger.reader import Reader
from casefiles.model.ids import Ref
from casefiles.model.sensitivity import Sensitivity
from casefiles.names.fold import fold
from casefiles.release.levels import level_of, names_told
from casefiles.release.view import View
from casefiles.stopping import pause

NAMED_KINDS = ("person", "organisation", "place")
DESCRIBING = "description"
"""Not looked for: "sister of R." is no name, and kinship that may be told says the same."""

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class ProtectedName:
    """A withheld name.

    `by_parts`: one part of it alone already points at the person. `coded`: an invented name, looked
    for as it stands, not by its sound.
    """

    text: str
    by_parts: bool = False
    coded: bool = False


@dataclass(frozen=True, slots=True)
class Protected:
    """Names that must not be found, and the names of those who are meant to be there."""

    names: tuple[ProtectedName, ...]
    meant: frozenset[str]


def protected_names(reader: Reader, view: View) -> Protected:
    """Ask after composing: who is meant to be there is who the view was asked for and showed.

    All withheld names of the vault count, not only those near the subject: a name can stand in
    anybody's words.
    """
    found: dict[ProtectedName, None] = {}
    if view.clearance < Sensitivity.INTERNAL:
        for kind in NAMED_KINDS:
            for name in _withheld(reader, kind, view.clearance):
                if fold(name.text):
                    found[name] = None
    return Protected(tuple(found), view.names_shown())


def _withheld(reader: Reader, kind: str, clearance: Sensitivity) -> Iterator[ProtectedName]:
    kept = reader.page(kind, limit=-1)
    trashed = reader.page(kind, limit=-1, trashed=True)
    levels: dict[Ref, Sensitivity] = {one.ref: one.sensitivity for one in (*kept, *trashed)}
    refs = list(levels)
    for start in range(0, len(refs), _AT_ONCE):
        pause()
        told = reader.statements_of(refs[start : start + _AT_ONCE])
        for ref, statements in told.items():
            for name, text, statement in names_told(ref, statements):
                level = max(levels[ref], level_of(ref, statement))
                if level > clearance and name != DESCRIBING:
                    by_parts = kind == "person" and name == "name"
                    yield ProtectedName(text, by_parts, coded=name == "code")
