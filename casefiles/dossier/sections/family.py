"""The family: who is what to the person, and what was done to each of them."""

from casefiles.dossier.circle import Circle, in_time
from casefiles.dossier.kin import Kin
from casefiles.dossier.outline import Block, Manner, Paragraph, Run, Runs, Table, text
from casefiles.dossier.pen import Pen
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.text import _


def family(circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """A row a relative."""
    if not circle.kin:
        return ()
    rows = tuple(_row(kin, pen) for kin in circle.kin)
    head = (_("Kinship"), _("Person"), _("How certain"), _("Acts against them"))
    said = _("Kinship as recorded; where no source states it, the row says so.")
    return Paragraph(text(said), Manner.REMARK), Table(head, rows, (1.3, 1.6, 1.3, 2.3))


def _row(kin: Kin, pen: Pen) -> tuple[Runs, ...]:
    pen.watch(kin.relation, "kinship")
    return (
        text(kin.word),
        (Run(pen.view.title(kin.other), bold=True, notes=pen.notes.numbers(kin.statements)),),
        text(_certainty(kin, pen)),
        _acts(kin.other, pen),
    )


def _certainty(kin: Kin, pen: Pen) -> str:
    """How certain it is; and that no source says so, where none does."""
    unsourced = not any(one.claim.citations for one in kin.statements)
    remarks = (pen.remark(kin.statements), _("no source states it") if unsourced else "")
    return "; ".join(filter(None, remarks))


def _acts(person: Ref, pen: Pen) -> Runs:
    """Each act with its date, with semicolons between."""
    runs: list[Run] = []
    for act in in_time(pen.view.linking(person, "act", "victim"), pen):
        said = pen.view.of(act, "act")
        words = pen.first(act, "act")
        if not words:
            continue
        when = pen.date(act, "when") or _date_of_incident(act, pen)
        dated = f"{words} ({when.label()})" if when else words
        runs.append(Run("; " + dated if runs else dated, notes=pen.notes.numbers(said)))
    return tuple(runs) or text("–")


def _date_of_incident(act: Ref, pen: Pen) -> UncertainDate | None:
    dates = (pen.date(incident, "when") for incident in pen.view.targets(act, "incident"))
    return next((date for date in dates if date), None)
