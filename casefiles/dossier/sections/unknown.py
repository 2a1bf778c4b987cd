"""What is not known, said openly, so that silence is not read as knowledge.

What is known but withheld from the audience is not called unknown: that would be untrue.
"""

from collections.abc import Iterator

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Listing, Section, text
from casefiles.dossier.pen import Pen
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.text import _

_WANTED = {
    "person": ("name", "born", "birthplace", "home_state", "function"),
    "incident": ("when", "place", "agency", "account"),
    "proceeding": ("defendant", "court", "charge", "decided", "sentence"),
    "measure": ("began", "imposed_by"),
}


def unknown(circle: Circle, pen: Pen) -> Section | None:
    """What a reader of such a dossier will look for and not find."""
    refs = (circle.person, *circle.incidents, *circle.proceedings, *circle.measures)
    items = [item for ref in refs for item in _missing(ref, pen)]
    if not circle.kin:
        items.append(_("Relatives: none are recorded."))
    if not items:
        return None
    return Section(_("What is not known"), (Listing(tuple(text(item) for item in items)),))


def _missing(ref: Ref, pen: Pen) -> Iterator[str]:
    properties = BY_NAME[ref.kind].properties
    gaps = [
        _(properties[name].label)
        for name in _WANTED[ref.kind]
        if not pen.view.of(ref, name) and not pen.view.withholds(ref, name)
    ]
    if gaps:
        called = pen.view.title(ref)
        yield _("{record}: {gaps}").format(record=called, gaps=", ".join(gaps))
