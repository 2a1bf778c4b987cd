"""What courts and offices do: proceedings, measures that begin and end, and the assets at stake."""

from typing import Annotated, ClassVar

from casefiles.model.properties import Role, date, link, number, term, text
from casefiles.model.record import Record, Words
from casefiles.text import N_


class Proceeding(Record, table=True):
    """A criminal, asylum or other case before a court: charge to release."""

    words: ClassVar = Words(N_("Proceeding"), N_("Proceedings"), title=("title",))

    title: Annotated[str | None, text(N_("Title"), many=True, role=Role.NAME)] = None
    proceeding_type: Annotated[str | None, term("proceeding_type", N_("Type"))] = None
    stage: Annotated[str | None, term("proceeding_stage", N_("Stage"), many=True)] = None
    defendant: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("Defendant"), inverse=N_("Proceedings"), many=True),
    ] = None
    court: Annotated[
        bytes | None, link("organisation", label=N_("Court"), inverse=N_("Proceedings before it"))
    ] = None
    counsel: Annotated[
        bytes | None, link("person", label=N_("Counsel"), inverse=N_("Defended in"), many=True)
    ] = None
    place: Annotated[
        bytes | None,
        link("place", label=N_("Where"), inverse=N_("Proceedings here"), role=Role.PLACE),
    ] = None
    arrested: Annotated[str | None, date(N_("Arrested"))] = None
    charge: Annotated[str | None, text(N_("Charge"), many=True)] = None
    open_court: Annotated[str | None, term("yes_no_unknown", N_("Open to the public"))] = None
    decided: Annotated[str | None, date(N_("Decided"), main=True)] = None
    verdict: Annotated[str | None, text(N_("Verdict"))] = None
    sentence_years: Annotated[float | None, number(N_("Sentence in years"), unit="years")] = None
    sentence: Annotated[str | None, term("sentence", N_("Sentence"))] = None
    confiscation: Annotated[str | None, term("yes_no_unknown", N_("Confiscation"))] = None
    prison: Annotated[
        bytes | None,
        link("place", label=N_("Held in"), inverse=N_("Prisoners"), many=True, role=Role.PLACE),
    ] = None
    appeal: Annotated[str | None, text(N_("Appeal"), many=True)] = None
    released: Annotated[str | None, date(N_("Released"))] = None
    assessment: Annotated[str | None, text(N_("Assessment by observers"), many=True)] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None


class Measure(Record, table=True):
    """A ban, notice, seizure, blocking or closure: it has a beginning and perhaps an end."""

    words: ClassVar = Words(N_("Measure"), N_("Measures"), title=("title",))

    title: Annotated[str | None, text(N_("Title"), many=True, role=Role.NAME)] = None
    measure_type: Annotated[str | None, term("measure_type", N_("Type"))] = None
    against: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("Against"), inverse=N_("Measures"), many=True),
    ] = None
    imposed_by: Annotated[
        bytes | None,
        link("organisation", "person", label=N_("Imposed by"), inverse=N_("Imposed"), many=True),
    ] = None
    requested_by: Annotated[
        bytes | None,
        link("organisation", "place", label=N_("Requested by"), inverse=N_("Requested"), many=True),
    ] = None
    place: Annotated[
        bytes | None,
        link("place", label=N_("Where"), inverse=N_("Measures here"), many=True, role=Role.PLACE),
    ] = None
    began: Annotated[str | None, date(N_("Began"), main=True)] = None
    ended: Annotated[str | None, date(N_("Ended"))] = None
    account: Annotated[str | None, text(N_("Account"), many=True)] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None


class Asset(Record, table=True):
    """A house, business, vehicle ...: who owned it and what became of it."""

    words: ClassVar = Words(N_("Asset"), N_("Assets"), title=("title",))

    title: Annotated[str | None, text(N_("Title"), many=True, role=Role.NAME)] = None
    asset_type: Annotated[str | None, term("asset_type", N_("Type"))] = None
    owner: Annotated[
        bytes | None,
        link("person", "organisation", label=N_("Owner"), inverse=N_("Assets"), many=True),
    ] = None
    place: Annotated[
        bytes | None, link("place", label=N_("Where"), inverse=N_("Assets here"), role=Role.PLACE)
    ] = None
    fate: Annotated[str | None, text(N_("What became of it"), many=True)] = None
    note: Annotated[str | None, text(N_("Note"), many=True)] = None
