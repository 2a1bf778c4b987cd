"""Kinship as relations say it, from whichever end. A shared surname is never kinship."""

from dataclasses import dataclass

from casefiles.insight.kin import kinship_word
from casefiles.ledger.reader import Statement
from casefiles.model.ids import Ref
from casefiles.release.view import View


@dataclass(frozen=True, slots=True)
class Kin:
    """`other` is the `word` of the person asked about; `statements` say so."""

    other: Ref
    word: str
    relation: Ref
    statements: tuple[Statement, ...]


def kin_of(person: Ref, view: View) -> list[Kin]:
    """All relatives the audience may know of, as the relations give them."""
    found: list[Kin] = []
    for relation in view.linking(person, "relation", "whose"):
        found += _read(relation, "who", view)
    for relation in view.linking(person, "relation", "who"):
        found += _read(relation, "whose", view)
    return found


def kinship_to(person: Ref, others: tuple[Ref, ...], view: View) -> list[tuple[str, Ref]]:
    """What `person` is to each of the others: (word, other), as far as it is known."""
    return [
        (kin.word, other)
        for other in others
        for kin in kin_of(other, view)
        if kin.other == person and other != person
    ]


def _read(relation: Ref, end: str, view: View) -> list[Kin]:
    said = view.of(relation, "kinship")
    word = kinship_word(said, end)
    return [Kin(other, word, relation, said) for other in view.targets(relation, end) if word]
