"""Organisations (agencies, units, parties, outlets) and the posts persons hold in them."""

from typing import Annotated, ClassVar

from casefiles.model.properties import Role, date, link, term, text
from casefiles.model.record import Record, Words
from casefiles.text import N_


class Organisation(Record, table=True):
    """An agency, unit, party, NGO, outlet or court, with its place in a hierarchy."""

    words: ClassVar = Words(N_("Organisation"), N_("Organisations"), title=("name", "description"))

    name: Annotated[str | None, text(N_("thing|Name"), many=True, role=Role.NAME)] = None
    misprint: Annotated[str | None, text(N_("Misprinted as"), many=True, role=Role.NAME)] = None
    abbreviation: Annotated[str | None, text(N_("Abbreviation"), many=True, role=Role.NAME)] = None
    description: Annotated[str | None, text(N_("Description"), many=True)] = None
    organisation_type: Annotated[str | None, term("organisation_type", N_("Type"), many=True)] = (
        None
    )
    part_of: Annotated[
        bytes | None,
        link("organisation", label=N_("Part of"), inverse=N_("Has as parts"), many=True),
    ] = None
    based_in: Annotated[
        bytes | None,
        link("place", label=N_("Based in"), inverse=N_("Based here"), many=True, role=Role.PLACE),
    ] = None
    founded: Annotated[str | None, date(N_("Founded"), main=True)] = None
    banned: Annotated[str | None, date(N_("Banned"))] = None
    closed: Annotated[str | None, date(N_("Closed"))] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
    tag: Annotated[
        bytes | None,
        link("tag", label=N_("Tag"), inverse=N_("Tagged"), many=True, role=Role.TAG),
    ] = None


class Post(Record, table=True):
    """A person in an organisation, in a role, for a time."""

    words: ClassVar = Words(
        N_("Post"),
        N_("Posts"),
        title=("role",),
        listed=False,
        belongs_by=("person", "organisation"),
    )

    person: Annotated[bytes | None, link("person", label=N_("Person"), inverse=N_("Posts"))] = None
    organisation: Annotated[
        bytes | None, link("organisation", label=N_("Organisation"), inverse=N_("Posts in it"))
    ] = None
    role: Annotated[str | None, text(N_("Role"), many=True)] = None
    rank: Annotated[str | None, text(N_("Rank"))] = None
    place: Annotated[
        bytes | None,
        link("place", label=N_("Place"), inverse=N_("Posts here"), role=Role.PLACE),
    ] = None
    held: Annotated[str | None, date(N_("Held"), main=True)] = None
    appointed_by: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("Appointed by"), inverse=N_("Appointed")),
    ] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
