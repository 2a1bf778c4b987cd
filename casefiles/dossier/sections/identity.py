"""Who the person is: names in all scripts, then everything else that is said of them."""

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Block, Facts
from casefiles.dossier.pen import Pen
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Role
from casefiles.model.values import ValueType

ELSEWHERE = frozenset(("function", "occupation", "statement", "included_because"))
NEVER = (Role.QUIET, Role.TAG)


def identity(circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """Facts in the order in which the kind declares them."""
    names = [
        name
        for name, prop in BY_NAME[circle.person.kind].properties.items()
        if name not in ELSEWHERE and prop.role not in NEVER and prop.type is not ValueType.FILE
    ]
    return (Facts(pen.facts(circle.person, names)),)
