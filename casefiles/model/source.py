"""Where knowledge comes from: sources with their files and words, and the counts they publish."""

from typing import Annotated, ClassVar

from casefiles.model.properties import Role, date, file, layer, link, number, term, text
from casefiles.model.record import Record, Words
from casefiles.model.sensitivity import Sensitivity
from casefiles.text import N_


class Source(Record, table=True):
    """An article, report, testimony, letter, picture, official paper ... ."""

    words: ClassVar = Words(N_("Source"), N_("Sources"), title=("title", "description", "locator"))

    title: Annotated[str | None, text(N_("Title"), many=True, role=Role.NAME)] = None
    description: Annotated[str | None, text(N_("Description"), many=True)] = None
    genre: Annotated[str | None, term("source_genre", N_("Kind of source"))] = None
    author: Annotated[str | None, text(N_("Author"), many=True, role=Role.AUTHOR)] = None
    author_person: Annotated[
        bytes | None,
        link("person", label=N_("Author (person)"), inverse=N_("Wrote"), many=True),
    ] = None
    outlet: Annotated[str | None, text(N_("Outlet"), many=True, role=Role.OUTLET)] = None
    publisher: Annotated[
        bytes | None,
        link("organisation", label=N_("Published by"), inverse=N_("Publications"), many=True),
    ] = None
    published: Annotated[str | None, date(N_("Published"), main=True)] = None
    posted: Annotated[str | None, date(N_("Posted"))] = None
    obtained: Annotated[str | None, date(N_("Obtained"), sensitivity=Sensitivity.INTERNAL)] = None
    handed_in_by: Annotated[
        str | None,
        text(N_("Handed in by"), role=Role.QUIET, sensitivity=Sensitivity.INTERNAL),
    ] = None
    language: Annotated[str | None, text(N_("Language"), many=True, role=Role.QUIET)] = None
    part_of: Annotated[
        bytes | None, link("source", label=N_("Part of"), inverse=N_("Contains"), many=True)
    ] = None
    derives_from: Annotated[
        bytes | None,
        link("source", label=N_("Derives from"), inverse=N_("Sources derived from it"), many=True),
    ] = None
    copy_of: Annotated[
        bytes | None, link("source", label=N_("Copy of"), inverse=N_("Copies"), many=True)
    ] = None
    informant: Annotated[
        bytes | None,
        link(
            "person",
            label=N_("Informant"),
            inverse=N_("Testimony"),
            many=True,
            sensitivity=Sensitivity.INTERNAL,
        ),
    ] = None
    authenticity: Annotated[str | None, term("authenticity", N_("Authenticity"))] = None
    locator: Annotated[str | None, text(N_("Where it stands"), many=True)] = None
    original: Annotated[bytes | None, file(N_("Original file"), many=True)] = None
    words_layer: Annotated[bytes | None, layer(N_("Text"))] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
    tag: Annotated[
        bytes | None, link("tag", label=N_("Tag"), inverse=N_("Tagged"), many=True, role=Role.TAG)
    ] = None


class Statistic(Record, table=True):
    """A count somebody published: quantity, unit, population, place, period, who says so."""

    words: ClassVar = Words(N_("Statistic"), N_("Statistics"), title=("title",))

    title: Annotated[str | None, text(N_("Title"), many=True, role=Role.NAME)] = None
    quantity: Annotated[float | None, number(N_("Quantity"))] = None
    unit: Annotated[str | None, term("statistic_unit", N_("Unit"))] = None
    population: Annotated[str | None, text(N_("Of what"))] = None
    place: Annotated[
        bytes | None,
        link("place", label=N_("Where"), inverse=N_("Statistics"), role=Role.PLACE),
    ] = None
    period: Annotated[str | None, date(N_("Period"), main=True)] = None
    stated_by: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("Stated by"), inverse=N_("Figures"), many=True),
    ] = None
    denominator: Annotated[
        bytes | None, link("statistic", label=N_("Measured against"), inverse=N_("Ratio of"))
    ] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
