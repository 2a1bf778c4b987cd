"""All disagreements in one place, value beside value, as the other sections came upon them."""

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Block, Fact, Facts, Heading, Manner, Paragraph, text
from casefiles.dossier.pen import Pen
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.text import _


def conflicts(circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """A small heading a record; the person comes first."""
    by_record: dict[Ref, list[Fact]] = {}
    for (ref, _name), fact in pen.disagreements.items():
        by_record.setdefault(ref, []).append(fact)
    if not by_record:
        return ()
    said = _("These values are given by different sources. None was chosen silently.")
    blocks: list[Block] = [Paragraph(text(said), Manner.REMARK)]
    for ref in sorted(by_record, key=lambda ref: ref != circle.person):
        blocks += [Heading(_called(ref, pen), 3), Facts(tuple(by_record[ref]))]
    return tuple(blocks)


def _called(ref: Ref, pen: Pen) -> str:
    kind = _(BY_NAME[ref.kind].words.one)
    if ref.kind == "act":
        return f"{kind}: {pen.every(ref, 'act')}, {pen.every(ref, 'victim')}"
    if ref.kind == "relation":
        return f"{kind}: {pen.every(ref, 'who')} – {pen.every(ref, 'whose')}"
    return f"{kind}: {pen.view.title(ref)}"
