"""Kinship as relations say it, from whichever end. A shared surname is never kinship."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefiles.insight.known import Known
from casefiles.insight.parts import Sketch
from casefiles.ledger.reader import Incoming
from casefiles.model.ids import Ref
from casefiles.model.values import TermValue
from casefiles.model.vocabulary import load
from casefiles.text import language

_OTHER_END = {"who": "whose", "whose": "who"}


@dataclass(frozen=True, slots=True)
class Relative:
    """`ref` is the `kinship` of the person; `acts` is how many acts struck them."""

    ref: Ref
    title: str
    kinship: str
    relation: Ref
    remarks: tuple[str, ...]
    acts: int


def is_kinship(known: Known, relation: Ref) -> bool:
    """Whether that is a relation between relatives; it must have been learnt."""
    return relation.kind == "relation" and bool(known.of(relation, "kinship"))


def kinship_word(known: Known, relation: Ref, end: str) -> str:
    """What the one at that end is to the other: "sister", or "father / uncle" if told both."""
    codes = [one.claim.value for one in known.of(relation, "kinship")]
    terms = load("kinship")
    words = []
    for value in codes:
        if isinstance(value, TermValue):
            code = value.code
            if end == "whose" and terms.has(code):
                code = terms.term(code).inverse or code
            words.append(terms.label(code, language()))
    return " / ".join(dict.fromkeys(words))


def relatives(sketch: Sketch, links: Sequence[Incoming]) -> tuple[Relative, ...]:
    """The people at the other ends of relations of kinship, those struck most often first."""
    known = sketch.known
    found = [
        (other, kinship_word(known, one.origin, end), one.origin)
        for one in links
        for end in [_OTHER_END[one.property]]
        for other in known.targets(one.origin, end)
    ]
    people = list(dict.fromkeys(other for other, _word, _relation in found))
    struck = acts_against(known, people)
    sketch.names.learn(people)
    rows = [
        Relative(
            other,
            sketch.names.of(other),
            word,
            relation,
            sketch.certainty(known.of(relation, "kinship")),
            struck[other],
        )
        for other, word, relation in found
    ]
    return tuple(sorted(rows, key=lambda one: (-one.acts, one.title.casefold(), one.ref)))


def acts_against(known: Known, people: Iterable[Ref]) -> Counter[Ref]:
    """How many acts struck each of them."""
    incoming = known.incoming(people, "victim")
    return Counter(
        {
            ref: len({one.origin for one in found if one.origin.kind == "act"})
            for ref, found in incoming.items()
        }
    )
