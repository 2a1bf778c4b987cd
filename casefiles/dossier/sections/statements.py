"""What the person said themselves, as the sources give it."""

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Block, Facts
from casefiles.dossier.pen import Pen


def statements(circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """Facts with how certain it is that it was said."""
    facts = pen.facts(circle.person, ("statement",))
    return (Facts(facts),) if facts else ()
