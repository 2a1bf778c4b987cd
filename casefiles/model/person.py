"""Persons: named, unnamed ("sister of ...") and pseudonymous ones alike."""

from typing import Annotated, ClassVar

from casefiles.model.properties import Role, date, file, link, term, text
from casefiles.model.record import Record, Words
from casefiles.model.sensitivity import Sensitivity
from casefiles.text import N_


class Person(Record, table=True):
    """A human being. A name is not required: relatives without names are full persons."""

    words: ClassVar = Words(N_("Person"), N_("Persons"), title=("name", "description", "code"))

    name: Annotated[
        str | None, text(N_("Name"), many=True, role=Role.NAME, esf="903", fuller_first=True)
    ] = None
    description: Annotated[
        str | None, text(N_("Known as"), many=True, role=Role.NAME, esf="912", describes=True)
    ] = None
    code: Annotated[
        str | None, text(N_("Code name"), role=Role.NAME, sensitivity=Sensitivity.PARTNER)
    ] = None
    sex: Annotated[str | None, term("sex", N_("Sex"), esf="915")] = None
    born: Annotated[str | None, date(N_("Born"), main=True, esf="910")] = None
    died: Annotated[str | None, date(N_("Died"))] = None
    minor: Annotated[
        str | None,
        term(
            "yes_no_unknown",
            N_("Child"),
            role=Role.QUIET,
            sensitivity=Sensitivity.OFFICIAL,
            protects=Sensitivity.OFFICIAL,
        ),
    ] = None
    birthplace: Annotated[
        bytes | None,
        link("place", label=N_("Birthplace"), inverse=N_("Born here"), role=Role.PLACE),
    ] = None
    lives_in: Annotated[
        bytes | None,
        link("place", label=N_("Lives in"), inverse=N_("Living here"), many=True, role=Role.PLACE),
    ] = None
    home_state: Annotated[
        bytes | None,
        link("place", label=N_("Home state"), inverse=N_("Citizens and exiles"), role=Role.PLACE),
    ] = None
    host_state: Annotated[
        bytes | None,
        link(
            "place",
            label=N_("Host state"),
            inverse=N_("Exiles living here"),
            many=True,
            role=Role.PLACE,
        ),
    ] = None
    function: Annotated[str | None, text(N_("Function"), many=True, esf="919")] = None
    occupation: Annotated[str | None, text(N_("Occupation"), many=True)] = None
    status_group: Annotated[str | None, term("status_group", N_("Status group"), many=True)] = None
    exile: Annotated[str | None, term("yes_no_unknown", N_("Political exile"))] = None
    included: Annotated[
        str | None, term("yes_no_unknown", N_("In the edition"), role=Role.QUIET)
    ] = None
    included_because: Annotated[str | None, text(N_("Reason for including or not"))] = None
    left_country: Annotated[str | None, date(N_("Left the country"))] = None
    last_seen: Annotated[str | None, date(N_("Last seen"))] = None
    public_figure: Annotated[
        str | None, term("yes_no_unknown", N_("Public figure"), role=Role.QUIET)
    ] = None
    informant: Annotated[
        str | None,
        term(
            "yes_no_unknown",
            N_("Informant"),
            role=Role.QUIET,
            sensitivity=Sensitivity.INTERNAL,
            protects=Sensitivity.INTERNAL,
        ),
    ] = None
    case_name: Annotated[
        str | None, term("yes_no_unknown", N_("Published under a case name"), role=Role.QUIET)
    ] = None
    outcome: Annotated[str | None, term("outcome", N_("Outcome"), many=True)] = None
    papers: Annotated[
        str | None,
        text(N_("Papers"), many=True, role=Role.QUIET, sensitivity=Sensitivity.INTERNAL),
    ] = None
    contact: Annotated[
        str | None,
        text(N_("Contact"), many=True, role=Role.QUIET, sensitivity=Sensitivity.INTERNAL),
    ] = None
    health: Annotated[
        str | None, text(N_("Health"), many=True, sensitivity=Sensitivity.OFFICIAL)
    ] = None
    statement: Annotated[str | None, text(N_("Said"), many=True)] = None
    picture: Annotated[bytes | None, file(N_("Picture"), many=True)] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
    tag: Annotated[
        bytes | None,
        link("tag", label=N_("Tag"), inverse=N_("Tagged"), many=True, role=Role.TAG),
    ] = None
