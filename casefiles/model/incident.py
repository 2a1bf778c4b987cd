"""What happened: triggering events, incidents, their acts, and who is alleged to have acted.

An act is one victim and one kind of act; an involvement is one alleged perpetrator and one act.
Both words, and the split, are those of HURIDOCS Events Standard Formats.
"""

from typing import Annotated, ClassVar

from casefiles.model.properties import Role, date, link, number, term, text
from casefiles.model.record import Record, Words
from casefiles.model.sensitivity import Sensitivity
from casefiles.text import N_


class Event(Record, table=True):
    """A conference, picket, election, publication ...: what an act abroad was, or a trigger."""

    words: ClassVar = Words(N_("Event"), N_("Events"), title=("title",))

    title: Annotated[str | None, text(N_("Title"), many=True, role=Role.NAME)] = None
    event_type: Annotated[str | None, term("event_type", N_("Type"))] = None
    when: Annotated[str | None, date(N_("When"), main=True)] = None
    place: Annotated[
        bytes | None,
        link("place", label=N_("Where"), inverse=N_("Events here"), many=True, role=Role.PLACE),
    ] = None
    organiser: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("Organiser"), inverse=N_("Organised"), many=True),
    ] = None
    participant: Annotated[
        bytes | None,
        link(
            "person", "organisation", label=N_("Participant"), inverse=N_("Took part in"), many=True
        ),
    ] = None
    provoked_by: Annotated[
        bytes | None,
        link("event", "incident", label=N_("Provoked by"), inverse=N_("Provoked"), many=True),
    ] = None
    account: Annotated[str | None, text(N_("Account"), many=True)] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
    tag: Annotated[
        bytes | None, link("tag", label=N_("Tag"), inverse=N_("Tagged"), many=True, role=Role.TAG)
    ] = None


class Incident(Record, table=True):
    """Something done to persons at one time and place, made of one or more acts."""

    words: ClassVar = Words(N_("Incident"), N_("Incidents"), title=("title",))

    title: Annotated[str | None, text(N_("Title"), many=True, role=Role.NAME, esf="101")] = None
    when: Annotated[str | None, date(N_("When"), main=True, esf="108")] = None
    place: Annotated[
        bytes | None,
        link("place", label=N_("Where"), inverse=N_("Incidents here"), many=True, role=Role.PLACE),
    ] = None
    setting: Annotated[str | None, term("setting", N_("Setting"), many=True)] = None
    exile: Annotated[
        bytes | None,
        link("person", label=N_("Because of"), inverse=N_("Incidents because of them"), many=True),
    ] = None
    retaliation_for: Annotated[
        bytes | None,
        link("event", label=N_("In retaliation for"), inverse=N_("Reprisals"), many=True),
    ] = None
    to_prevent: Annotated[
        bytes | None,
        link("event", label=N_("To prevent"), inverse=N_("Preventive pressure"), many=True),
    ] = None
    part_of: Annotated[
        bytes | None, link("incident", label=N_("Part of"), inverse=N_("Includes"), many=True)
    ] = None
    agency: Annotated[
        bytes | None,
        link("organisation", label=N_("Agency"), inverse=N_("Incidents"), many=True),
    ] = None
    account: Annotated[str | None, text(N_("What happened"), many=True, esf="113")] = None
    said: Annotated[str | None, text(N_("What was said"), many=True)] = None
    threat: Annotated[str | None, text(N_("Threatened"), many=True)] = None
    demand: Annotated[str | None, text(N_("Demanded"), many=True)] = None
    offer: Annotated[str | None, text(N_("Offered"), many=True)] = None
    shown: Annotated[str | None, text(N_("What officers already knew"), many=True)] = None
    harm: Annotated[str | None, text(N_("Harm"), many=True)] = None
    persons_affected: Annotated[float | None, number(N_("Persons affected"), unit="persons")] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
    tag: Annotated[
        bytes | None, link("tag", label=N_("Tag"), inverse=N_("Tagged"), many=True, role=Role.TAG)
    ] = None


class Act(Record, table=True):
    """One victim, one kind of act, inside an incident."""

    words: ClassVar = Words(N_("Act"), N_("Acts"), listed=False, belongs_by=("incident", "victim"))

    incident: Annotated[
        bytes | None, link("incident", label=N_("Incident"), inverse=N_("Acts"))
    ] = None
    victim: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("Victim"), inverse=N_("Acts suffered")),
    ] = None
    act: Annotated[str | None, term("acts", N_("Act"), role=Role.BODY, esf="2109")] = None
    when: Annotated[str | None, date(N_("When"), main=True, esf="2111")] = None
    place: Annotated[
        bytes | None,
        link("place", label=N_("Where"), inverse=N_("Acts here"), role=Role.PLACE),
    ] = None
    asset: Annotated[bytes | None, link("asset", label=N_("Asset"), inverse=N_("Acts"))] = None
    method: Annotated[str | None, text(N_("How"), many=True, esf="2114")] = None
    harm: Annotated[str | None, text(N_("Harm"), many=True, sensitivity=Sensitivity.OFFICIAL)] = (
        None
    )
    account: Annotated[str | None, text(N_("Account"), many=True)] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None


class Involvement(Record, table=True):
    """One alleged perpetrator and one act, with the degree; certainty is that of each claim."""

    words: ClassVar = Words(
        N_("Involvement"),
        N_("Involvements"),
        listed=False,
        belongs_by=("act", "incident", "perpetrator"),
    )

    act: Annotated[bytes | None, link("act", label=N_("Act"), inverse=N_("Involvements"))] = None
    incident: Annotated[
        bytes | None, link("incident", label=N_("Incident"), inverse=N_("Involvements"))
    ] = None
    perpetrator: Annotated[
        bytes | None,
        link(
            "person",
            "organisation",
            label=N_("Alleged perpetrator"),
            inverse=N_("Alleged involvement"),
        ),
    ] = None
    degree: Annotated[
        str | None, term("involvement_degree", N_("Degree of involvement"), esf="2409")
    ] = None
    basis: Annotated[str | None, text(N_("Basis"), many=True)] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
