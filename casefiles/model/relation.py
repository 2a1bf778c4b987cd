"""How persons and organisations stand to each other: kinship, membership, counsel, employment."""

from typing import Annotated, ClassVar

from casefiles.model.properties import date, link, term, text
from casefiles.model.record import Record, Words
from casefiles.text import N_


class Relation(Record, table=True):
    """`who` is the <kinship or relation> of `whose`: *who* is the father of *whose*.

    Whether a membership is the person's own word or the state's allegation is told by who says so
    and by the certainty of its claims, not by a kind of its own.
    """

    words: ClassVar = Words(
        N_("Relation"), N_("Relations"), listed=False, belongs_by=("who", "whose")
    )

    who: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("Who"), inverse=N_("Stands in relation to")),
    ] = None
    whose: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("To whom"), inverse=N_("Relatives and relations")),
    ] = None
    relation_type: Annotated[str | None, term("relation_type", N_("Relation"))] = None
    kinship: Annotated[str | None, term("kinship", N_("Kinship"))] = None
    held: Annotated[str | None, date(N_("Held"), main=True)] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
