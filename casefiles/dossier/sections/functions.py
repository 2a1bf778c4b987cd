"""Functions, posts and memberships."""

from casefiles.dossier.circle import Circle
from casefiles.dossier.outline import Block, Facts, Runs, Table, text
from casefiles.dossier.pen import Pen
from casefiles.model.ids import Ref
from casefiles.text import _


def functions(circle: Circle, pen: Pen) -> tuple[Block, ...]:
    """What the person did and does, and for whom."""
    blocks: list[Block] = []
    facts = pen.facts(circle.person, ("function", "occupation"))
    if facts:
        blocks.append(Facts(facts))
    posts = tuple(_post(post, pen) for post in circle.posts)
    if posts:
        head = (_("Post"), _("Organisation"), _("When"), _("How certain"))
        blocks.append(Table(head, posts, (1.8, 1.8, 1.1, 1.3)))
    relations = tuple(
        row for relation in circle.relations for row in _relation(relation, circle.person, pen)
    )
    if relations:
        ends = (_("Who"), _("Relation"), _("To whom"), _("When"), _("How certain"))
        blocks.append(Table(ends, relations, (1.4, 1.2, 1.4, 1.0, 1.2)))
    return tuple(blocks)


def _post(post: Ref, pen: Pen) -> tuple[Runs, ...]:
    pen.watch(post, "organisation", "held", "rank")
    roles = pen.view.of(post, "role") or pen.view.of(post, "person")
    role = ", ".join(filter(None, (pen.every(post, "role"), pen.first(post, "rank"))))
    held = pen.date(post, "held")
    return (
        text(role or _("not stated"), *pen.notes.numbers(roles)),
        text(pen.every(post, "organisation") or _("not stated")),
        text(held.label() if held else _("not stated")),
        text(pen.remark(roles)),
    )


def _relation(relation: Ref, person: Ref, pen: Pen) -> list[tuple[Runs, ...]]:
    """A row for each pair; the person may stand at either end."""
    said = pen.view.of(relation, "relation_type")
    words = pen.first(relation, "relation_type")
    if not words:
        return []
    pen.watch(relation, "relation_type", "held")
    held = pen.date(relation, "held")
    return [
        (
            text(pen.view.title(who)),
            text(words, *pen.notes.numbers(said)),
            text(pen.view.title(whose)),
            text(held.label() if held else _("not stated")),
            text(pen.remark(said)),
        )
        for who in pen.view.targets(relation, "who")
        for whose in pen.view.targets(relation, "whose")
        if person in (who, whose)
    ]
