"""How to read the dossier, and how much was left out of it for its audience."""

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Block, Paragraph, text
from casefiles.dossier.pen import Pen
from casefiles.text import _, many


def about(_circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """Written last, when it is known what was withheld."""
    reading = (
        _("All of this is what a source says; how certain it is and who says so stands beside it."),
        _("Numbers in brackets lead to the source and the passage."),
        _("Values that exclude each other stand side by side; nobody has chosen between them"),
        _("unless it is marked “preferred here”."),
    )
    counting = (
        _("Sources that derive from one another, and copies of one text, count as one origin."),
        _("Where nothing is said of origins, a statement rests on one source."),
        _("Documented cases are not all cases."),
    )
    told = [" ".join(reading), " ".join(counting), _left_out(pen)]
    if pen.without:
        names = ", ".join(_(title) for title in pen.without)
        told.append(_("Sections left out by choice: {names}.").format(names=names))
    return tuple(Paragraph(text(words)) for words in told)


def _left_out(pen: Pen) -> str:
    left = pen.view.left_out()
    if not left.statements and not left.records:
        return _("Nothing but working notes was left out for this audience.")
    statements = many("{n} statement", "{n} statements", left.statements)
    records = many("{n} record", "{n} records", left.records)
    sentence = _(
        "For this audience ({audience}) {statements} and {records} were left out, because they "
        "are meant for a closer circle. Labels such as “Person A” stand for persons and sources "
        "that are not named; the same label always means the same one."
    )
    audience = pen.view.audience.label
    return sentence.format(audience=audience, statements=statements, records=records)
