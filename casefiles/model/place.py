"""Places: a hierarchy with names over time and script, points only as precise as the source."""

from typing import Annotated, ClassVar

from casefiles.model.properties import Role, link, point, term, text
from casefiles.model.record import Record, Words
from casefiles.text import N_


class Place(Record, table=True):
    """A village, council, district, city, region, country or facility."""

    words: ClassVar = Words(N_("Place"), N_("Places"), title=("name", "description"))

    name: Annotated[str | None, text(N_("thing|Name"), many=True, role=Role.NAME)] = None
    former_name: Annotated[str | None, text(N_("Former name"), many=True, role=Role.NAME)] = None
    description: Annotated[str | None, text(N_("Description"), many=True)] = None
    place_type: Annotated[str | None, term("place_type", N_("Type"))] = None
    part_of: Annotated[
        bytes | None,
        link("place", label=N_("Part of"), inverse=N_("Contains"), role=Role.PLACE),
    ] = None
    location: Annotated[str | None, point(N_("Location"))] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
