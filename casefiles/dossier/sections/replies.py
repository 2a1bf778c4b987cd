"""What the state or others answered: kept beside the allegations, neither erasing the other."""

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Block, Manner, Paragraph, Runs, Table, text
from casefiles.dossier.pen import Pen
from casefiles.model.ids import Ref
from casefiles.text import _


def replies(circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """A row a reply. That there is none is said too: a reader will ask."""
    if not circle.replies:
        none = _("No reply by an official body to these allegations is recorded.")
        return (Paragraph(text(none), Manner.REMARK),)
    head = (_("When"), _("By"), _("About"), _("What was answered"), _("How certain"))
    rows = tuple(_row(reply, pen) for reply in circle.replies)
    return (Table(head, rows, (1.0, 1.4, 1.5, 2.6, 1.2)),)


def _row(reply: Ref, pen: Pen) -> tuple[Runs, ...]:
    pen.watch(reply, "when")
    when = pen.date(reply, "when")
    said = pen.view.of(reply, "account") or pen.view.of(reply, "title")
    answered = pen.every(reply, "account") or pen.view.title(reply)
    return (
        text(when.label() if when else _("not stated")),
        text(pen.every(reply, "by") or _("not stated")),
        text(pen.every(reply, "about") or "–"),
        text(answered, *pen.notes.numbers(said)),
        text(pen.remark(said)),
    )
