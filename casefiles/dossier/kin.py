"""Kinship as relations say it, from whichever end. A shared surname is never kinship."""

from dataclasses import dataclass

from casefiles.dossier import wording
from casefiles.ledger.reader import Statement
from casefiles.model.ids import Ref
from casefiles.model.values import TermValue
from casefiles.model.vocabulary import load
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
        found += _read(relation, "who", view, turned=False)
    for relation in view.linking(person, "relation", "who"):
        found += _read(relation, "whose", view, turned=True)
    return found


def kinship_to(person: Ref, others: tuple[Ref, ...], view: View) -> list[tuple[str, Ref]]:
    """What `person` is to each of the others: (word, other), as far as it is known."""
    return [
        (kin.word, other)
        for other in others
        for kin in kin_of(other, view)
        if kin.other == person and other != person
    ]


def _read(relation: Ref, end: str, view: View, *, turned: bool) -> list[Kin]:
    statements = view.of(relation, "kinship")
    words = [
        _word(one.claim.value.code, turned=turned)
        for one in statements
        if isinstance(one.claim.value, TermValue)
    ]
    if not words:
        return []
    word = " / ".join(dict.fromkeys(words))
    return [Kin(other, word, relation, statements) for other in view.targets(relation, end)]


def _word(code: str, *, turned: bool) -> str:
    if turned:
        code = load("kinship").term(code).inverse or code
    return wording.term("kinship", code)
