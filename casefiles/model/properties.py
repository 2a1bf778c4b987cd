"""How a kind declares what can be said about its records.

A kind is one SQLModel class; each of its columns is annotated with a `Property`. Forms, lists,
search, dossiers and the interchange read these declarations and nothing else, so a property is
added in one place:

    name: Annotated[str | None, text(N_("Name"), many=True, role=Role.NAME)] = None
"""

from dataclasses import dataclass
from enum import StrEnum

from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import ValueType


class Role(StrEnum):
    """What a property is to the search index and to lists."""

    NAME = "name"
    BODY = "body"
    PLACE = "place"
    TAG = "tag"
    AUTHOR = "author"
    OUTLET = "outlet"
    WHEN = "when"
    """The date (or dates) by which records of the kind are put in order."""
    QUIET = "quiet"
    """Not searched: technical values and what is masked until asked for."""


@dataclass(frozen=True, slots=True)
class Property:
    """One thing that can be said about a record.

    `name` is filled from the column. `many`: several values stand together without disagreeing.
    `inverse` is the label under which the *other* record shows the link.
    `esf` is the field number of HURIDOCS Events Standard Formats, kept as an alias.
    """

    label: str
    type: ValueType
    name: str = ""
    many: bool = False
    vocabulary: str = ""
    links_to: tuple[str, ...] = ()
    inverse: str = ""
    role: Role = Role.BODY
    sensitivity: Sensitivity = Sensitivity.OPEN
    esf: str = ""
    unit: str = ""
    fuller_first: bool = False
    """Whether the bare surname, which texts repeat most, stands behind the whole name."""
    describes: bool = False
    """Whether these words only say who is meant where no name is known ("sister of ...")."""
    protects: Sensitivity | None = None
    """The level of the whole record once this is answered with "yes" (a child, an informant)."""


def text(
    label: str,
    *,
    many: bool = False,
    role: Role = Role.BODY,
    sensitivity: Sensitivity = Sensitivity.OPEN,
    esf: str = "",
    fuller_first: bool = False,
    describes: bool = False,
) -> Property:
    """Words."""
    return Property(
        label,
        ValueType.TEXT,
        many=many,
        role=role,
        sensitivity=sensitivity,
        esf=esf,
        fuller_first=fuller_first,
        describes=describes,
    )


def date(
    label: str,
    *,
    many: bool = False,
    main: bool = False,
    sensitivity: Sensitivity = Sensitivity.OPEN,
    esf: str = "",
) -> Property:
    """An uncertain date; `main` if lists are ordered by it."""
    role = Role.WHEN if main else Role.BODY
    return Property(label, ValueType.DATE, many=many, role=role, sensitivity=sensitivity, esf=esf)


def link(
    *kinds: str,
    label: str,
    inverse: str,
    many: bool = False,
    role: Role = Role.BODY,
    sensitivity: Sensitivity = Sensitivity.OPEN,
) -> Property:
    """Another record of one of `kinds`."""
    return Property(
        label,
        ValueType.LINK,
        many=many,
        links_to=kinds,
        inverse=inverse,
        role=role,
        sensitivity=sensitivity,
    )


def term(
    vocabulary: str,
    label: str,
    *,
    many: bool = False,
    role: Role = Role.BODY,
    sensitivity: Sensitivity = Sensitivity.OPEN,
    esf: str = "",
    protects: Sensitivity | None = None,
) -> Property:
    """A term of `resources/vocabularies/<vocabulary>.json`."""
    return Property(
        label,
        ValueType.TERM,
        many=many,
        vocabulary=vocabulary,
        role=role,
        sensitivity=sensitivity,
        esf=esf,
        protects=protects,
    )


def number(label: str, *, many: bool = False, unit: str = "") -> Property:
    """A quantity; `unit` is the one offered first."""
    return Property(label, ValueType.NUMBER, many=many, role=Role.QUIET, unit=unit)


def point(label: str) -> Property:
    """A place on the globe."""
    return Property(label, ValueType.POINT, role=Role.QUIET)


def file(label: str, *, many: bool = False) -> Property:
    """An original file."""
    return Property(label, ValueType.FILE, many=many, role=Role.QUIET)


def layer(label: str) -> Property:
    """The words of a source."""
    return Property(label, ValueType.LAYER, role=Role.BODY)
