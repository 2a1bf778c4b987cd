"""Proceedings in which the person is defendant or counsel."""

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Block, Facts, Heading
from casefiles.dossier.pen import Pen
from casefiles.model.kinds import BY_NAME


def proceedings(circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """A heading a proceeding, with everything that is said of it."""
    blocks: list[Block] = []
    names = [name for name in BY_NAME["proceeding"].properties if name != "title"]
    for proceeding in circle.proceedings:
        blocks.append(Heading(pen.view.title(proceeding)))
        facts = pen.facts(proceeding, names)
        if facts:
            blocks.append(Facts(facts))
    return tuple(blocks)
