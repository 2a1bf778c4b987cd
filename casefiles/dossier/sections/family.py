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
    said = Paragraph(text(_("Only kinship that a source states.")), Manner.REMARK)
    return said, Table(head, rows, (1.3, 1.6, 1.3, 2.3))


def _row(kin: Kin, pen: Pen) -> tuple[Runs, ...]:
    pen.watch(kin.relation, "kinship")
    return (
        text(kin.word),
        (Run(pen.view.title(kin.other), bold=True, notes=pen.notes.numbers(kin.statements)),),
        text(pen.remark(kin.statements)),
        _acts(kin.other, pen),
    )


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
