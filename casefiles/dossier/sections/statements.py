"""What the person said themselves, as the sources give it."""

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Facts, Section
from casefiles.dossier.pen import Pen
from casefiles.text import _


def statements(circle: Circle, pen: Pen) -> Section | None:
    """Facts with how certain it is that it was said."""
    facts = pen.facts(circle.person, ("statement",))
    return Section(_("Statements of the person"), (Facts(facts),)) if facts else None
