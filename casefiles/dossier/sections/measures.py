"""Measures against the person, and what became of their property."""

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Block, Facts, Heading
from casefiles.dossier.pen import Pen
from casefiles.model.kinds import BY_NAME


def measures(circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """A heading a measure or asset."""
    blocks: list[Block] = []
    for ref in (*circle.measures, *circle.assets):
        names = [name for name in BY_NAME[ref.kind].properties if name != "title"]
        blocks.append(Heading(pen.view.title(ref)))
        facts = pen.facts(ref, names)
        if facts:
            blocks.append(Facts(facts))
    return tuple(blocks)
