"""What is not known, said openly, so that silence is not read as knowledge.

What is known but withheld from the audience is not called unknown: that would be untrue.
"""

from collections.abc import Iterator

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Block, Listing, text
from casefiles.dossier.pen import Pen
from casefiles.insight.wanted import wanted
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.text import _


def unknown(circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """What a reader of such a dossier will look for and not find."""
    refs = (circle.person, *circle.incidents, *circle.proceedings, *circle.measures)
    items = [item for ref in refs for item in _missing(ref, pen)]
    if not circle.kin:
        items.append(_("Relatives: none are recorded."))
    return (Listing(tuple(text(item) for item in items)),) if items else ()


def _missing(ref: Ref, pen: Pen) -> Iterator[str]:
    properties = BY_NAME[ref.kind].properties
    gaps = [
        _(properties[name].label)
        for name in wanted(ref.kind)
        if not pen.view.tells(ref, name) and not pen.view.withholds(ref, name)
    ]
    if gaps:
        called = pen.view.title(ref)
        yield _("{record}: {gaps}").format(record=called, gaps=", ".join(gaps))
