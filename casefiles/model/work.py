"""The documenter's own work: cases, submissions, consents, tasks and tags."""

from typing import Annotated, ClassVar

from casefiles.model.properties import Role, date, link, term, text
from casefiles.model.record import Record, Words
from casefiles.model.sensitivity import Sensitivity
from casefiles.text import N_


class Case(Record, table=True):
    """A set of records with a purpose."""

    words: ClassVar = Words(N_("Case"), N_("Cases"), title=("title",))

    title: Annotated[str | None, text(N_("Title"), many=True, role=Role.NAME)] = None
    purpose: Annotated[str | None, text(N_("Purpose"), many=True)] = None
    member: Annotated[
        bytes | None,
        link(
            "person",
            "organisation",
            "incident",
            "event",
            "proceeding",
            "source",
            "measure",
            label=N_("Contains"),
            inverse=N_("In cases"),
            many=True,
        ),
    ] = None
    opened: Annotated[str | None, date(N_("Opened"), main=True)] = None
    closed: Annotated[str | None, date(N_("Closed"))] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None


class Submission(Record, table=True):
    """Something that went out: a dossier, petition or communication, to whom and with what mark."""

    words: ClassVar = Words(N_("Submission"), N_("Submissions"), title=("title",))

    title: Annotated[str | None, text(N_("Title"), many=True, role=Role.NAME)] = None
    addressee: Annotated[
        bytes | None,
        link("organisation", "person", label=N_("Addressee"), inverse=N_("Received"), many=True),
    ] = None
    addressee_name: Annotated[str | None, text(N_("Addressee (words)"))] = None
    submitted_by: Annotated[
        bytes | None,
        link(
            "organisation", "person", label=N_("Submitted by"), inverse=N_("Submitted"), many=True
        ),
    ] = None
    about: Annotated[
        bytes | None,
        link(
            "person",
            "incident",
            "case",
            "proceeding",
            "organisation",
            label=N_("About"),
            inverse=N_("Submissions"),
            many=True,
        ),
    ] = None
    audience: Annotated[str | None, text(N_("Audience"), role=Role.QUIET)] = None
    sent: Annotated[str | None, date(N_("Sent"), main=True)] = None
    digest: Annotated[str | None, text(N_("Digest"), role=Role.QUIET)] = None
    result: Annotated[str | None, text(N_("Result"), many=True)] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None


class Consent(Record, table=True):
    """What somebody allowed, for which purpose, and until when."""

    words: ClassVar = Words(N_("Consent"), N_("Consents"), listed=False, belongs_by=("person",))

    person: Annotated[
        bytes | None,
        link(
            "person",
            label=N_("Given by"),
            inverse=N_("Consents"),
            sensitivity=Sensitivity.INTERNAL,
        ),
    ] = None
    source: Annotated[
        bytes | None, link("source", label=N_("For"), inverse=N_("Consents"), many=True)
    ] = None
    purpose: Annotated[str | None, term("consent_purpose", N_("Purpose"), many=True)] = None
    given: Annotated[str | None, term("yes_no_unknown", N_("Given"))] = None
    when: Annotated[str | None, date(N_("When"), main=True)] = None
    terms: Annotated[
        str | None, text(N_("Conditions"), many=True, sensitivity=Sensitivity.INTERNAL)
    ] = None


class Task(Record, table=True):
    """A note or something to do, about any record; never leaves the vault."""

    words: ClassVar = Words(N_("Note"), N_("Notes"), title=("title",))

    title: Annotated[
        str | None, text(N_("Title"), role=Role.NAME, sensitivity=Sensitivity.INTERNAL)
    ] = None
    body: Annotated[str | None, text(N_("Text"), many=True, sensitivity=Sensitivity.INTERNAL)] = (
        None
    )
    about: Annotated[
        bytes | None,
        link(
            "person",
            "organisation",
            "place",
            "event",
            "incident",
            "proceeding",
            "source",
            "case",
            label=N_("About"),
            inverse=N_("Notes"),
            many=True,
            sensitivity=Sensitivity.INTERNAL,
        ),
    ] = None
    due: Annotated[
        str | None, date(N_("Look again"), main=True, sensitivity=Sensitivity.INTERNAL)
    ] = None
    done: Annotated[
        str | None, term("yes_no_unknown", N_("Done"), sensitivity=Sensitivity.INTERNAL)
    ] = None


class Tag(Record, table=True):
    """A word to gather records under."""

    words: ClassVar = Words(N_("Tag"), N_("Tags"), title=("name",))

    name: Annotated[str | None, text(N_("thing|Name"), many=True, role=Role.NAME)] = None
    broader: Annotated[bytes | None, link("tag", label=N_("Broader"), inverse=N_("Narrower"))] = (
        None
    )
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
