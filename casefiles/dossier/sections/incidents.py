"""Incidents in order of time, each with its acts and who is alleged to have been involved."""

from collections.abc import Iterable

from casefiles.dossier import wording
from casefiles.dossier.circle import Circle, acts_of
from casefiles.dossier.kin import kinship_to
from casefiles.dossier.outline import (
    Block,
    Facts,
    Heading,
    Paragraph,
    Run,
    Runs,
    Table,
    text,
)
from casefiles.dossier.pen import Pen
from casefiles.model.ids import Ref
from casefiles.text import _

_FRAME = ("when", "place", "setting", "agency", "exile", "retaliation_for", "to_prevent", "part_of")
_TOLD = (
    "account",
    "said",
    "threat",
    "demand",
    "offer",
    "shown",
    "harm",
    "persons_affected",
    "note",
)

_MANNER = ("asset", "method", "account")


def incidents(circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """A heading an incident."""
    return tuple(block for incident in circle.incidents for block in _incident(incident, pen))


def _incident(incident: Ref, pen: Pen) -> list[Block]:
    when = pen.date(incident, "when")
    title = pen.view.title(incident)
    blocks: list[Block] = [Heading(f"{title}, {when.label()}" if when else title)]
    facts = pen.facts(incident, (*_FRAME, *_TOLD))
    if facts:
        blocks.append(Facts(facts))
    exiles = pen.view.targets(incident, "exile")
    rows = _joined(row for act in acts_of(incident, pen) for row in _act(act, exiles, pen))
    if rows:
        head = (_("To whom"), _("Act"), _("When, where"), _("Alleged involvement"))
        blocks += [
            Heading(_("Acts"), 3),
            Table((*head, _("How certain")), rows, (1.5, 1.5, 1.1, 1.7, 1.2)),
        ]
    alleged = _involvements(pen.view.linking(incident, "involvement", "incident"), pen, acts=False)
    if alleged:
        blocks += [Heading(_("Alleged involvement in the whole incident"), 3), Paragraph(alleged)]
    return blocks


def _joined(rows: Iterable[tuple[Runs, ...]]) -> tuple[tuple[Runs, ...], ...]:
    """Acts that differ in nothing but what was done stand in one row."""
    found: dict[tuple[Runs, ...], Runs] = {}
    for victim, done, *rest in rows:
        key = (victim, *rest)
        found[key] = (*found[key], Run("; "), *done) if key in found else done
    return tuple((victim, done, *rest) for (victim, *rest), done in found.items())


def _act(act: Ref, exiles: tuple[Ref, ...], pen: Pen) -> list[tuple[Runs, ...]]:
    """The row of one act; none where the audience may not know what was done."""
    said = pen.view.of(act, "act")
    if not said:
        return []
    pen.watch(act, "act", "victim", "when", "place")
    manner = "; ".join(
        filter(None, (pen.every(act, one) for one in ("asset", "method", "account")))
    )
    done = [Run(pen.first(act, "act"), bold=True, notes=pen.notes.numbers(said))]
    if manner:
        done.append(Run(f" – {manner}"))
    if harm := pen.every(act, "harm"):
        done.append(Run(_(" – harm: {harm}").format(harm=harm)))
    when = pen.date(act, "when")
    where = ", ".join(filter(None, (when.label() if when else "", pen.every(act, "place"))))
    involved = _involvements(pen.view.linking(act, "involvement", "act"), pen, acts=True)
    return [
        (
            _victim(act, exiles, pen),
            tuple(done),
            text(where or "–"),
            involved or text(_("not stated")),
            text(pen.remark(said)),
        )
    ]


def _victim(act: Ref, exiles: tuple[Ref, ...], pen: Pen) -> Runs:
    """Who it was done to, and what they are to the exile."""
    victims = pen.view.targets(act, "victim")
    if not victims:
        return text(_("not stated"))
    runs: list[Run] = []
    for victim in victims:
        called = pen.view.title(victim)
        runs.append(Run(called))
        for word, exile in kinship_to(victim, exiles, pen.view):
            name = pen.view.title(exile)
            kinship = _("{kinship} of {name}").format(kinship=wording.soft(word), name=name)
            if kinship.casefold() != called.casefold():  # a label may say it already
                runs.append(Run(f" ({kinship})"))
    return tuple(runs)


def _involvements(found: tuple[Ref, ...], pen: Pen, *, acts: bool) -> Runs:
    """Each alleged perpetrator with degree and certainty; those of single acts stand there."""
    runs: list[Run] = []
    for involvement in found:
        if not acts and pen.view.of(involvement, "act"):
            continue
        said = pen.view.of(involvement, "perpetrator")
        for perpetrator in pen.view.targets(involvement, "perpetrator"):
            degree = pen.first(involvement, "degree")
            basis = pen.every(involvement, "basis")
            told = "; ".join(filter(None, (pen.certainty(said), wording.soft(degree), basis)))
            words = f"{pen.view.title(perpetrator)} ({told})"
            runs.append(Run("; " + words if runs else words, notes=pen.notes.numbers(said)))
    return tuple(runs)
