"""What states and others answer: replies to allegations, and commitments made."""

from typing import Annotated, ClassVar

from casefiles.model.properties import Role, date, link, term, text
from casefiles.model.record import Record, Words
from casefiles.text import N_


class Reply(Record, table=True):
    """An answer to an allegation, kept beside it; neither erases the other."""

    words: ClassVar = Words(N_("Reply"), N_("Replies"), title=("title",))

    title: Annotated[str | None, text(N_("Title"), many=True, role=Role.NAME)] = None
    by: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("By"), inverse=N_("Replies given"), many=True),
    ] = None
    about: Annotated[
        bytes | None,
        link(
            "incident",
            "person",
            "organisation",
            "proceeding",
            "event",
            "measure",
            label=N_("About"),
            inverse=N_("Replies"),
            many=True,
        ),
    ] = None
    when: Annotated[str | None, date(N_("When"), main=True)] = None
    account: Annotated[str | None, text(N_("What was answered"), many=True)] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None


class Commitment(Record, table=True):
    """A promise: who promised what to whom, and what became of it."""

    words: ClassVar = Words(N_("Commitment"), N_("Commitments"), title=("title",))

    title: Annotated[str | None, text(N_("Title"), many=True, role=Role.NAME)] = None
    by: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("By"), inverse=N_("Promises made"), many=True),
    ] = None
    to: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("To"), inverse=N_("Promises received"), many=True),
    ] = None
    about: Annotated[
        bytes | None,
        link("person", "incident", "proceeding", label=N_("About"), inverse=N_("Promises")),
    ] = None
    when: Annotated[str | None, date(N_("When"), main=True)] = None
    status: Annotated[str | None, term("commitment_status", N_("Status"))] = None
    account: Annotated[str | None, text(N_("What was promised"), many=True)] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
