"""Kinship as relations say it, from whichever end. A shared surname is never kinship."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefiles.insight.known import Known
from casefiles.insight.parts import Sketch
from casefiles.ledger.reader import Incoming, Statement
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


def kinship_word(said: Iterable[Statement], end: str) -> str:
    """What the one at that end is to the other: "sister", or "father / uncle" if told both.

    `said` is what is told of the kinship; the words are empty if that names none.
    """
    terms = load("kinship")
    words = []
    for one in said:
        if isinstance(one.claim.value, TermValue):
            code = one.claim.value.code
            if end == "whose" and terms.has(code):
                code = terms.term(code).inverse or code
            words.append(terms.label(code, language()))
    return " / ".join(dict.fromkeys(words))


def relatives(sketch: Sketch, links: Sequence[Incoming]) -> tuple[Relative, ...]:
    """The people at the other ends of relations of kinship, those struck most often first.

    Several relations with one person are one row: the first leads it, its words say all of them.
    """
    known = sketch.known
    found: dict[Ref, list[tuple[str, Ref]]] = {}
    for one in links:
        end = _OTHER_END[one.property]
        word = kinship_word(known.of(one.origin, "kinship"), end)
        for other in known.targets(one.origin, end):
            found.setdefault(other, []).append((word, one.origin))
    struck = acts_against(known, found)
    sketch.names.learn(found)
    rows = [_relative(sketch, other, told, struck[other]) for other, told in found.items()]
    return tuple(sorted(rows, key=lambda one: (-one.acts, one.title.casefold(), one.ref)))


def _relative(sketch: Sketch, other: Ref, told: list[tuple[str, Ref]], acts: int) -> Relative:
    relations = dict.fromkeys(relation for _word, relation in told)
    said = [one for relation in relations for one in sketch.known.of(relation, "kinship")]
    words = " / ".join(dict.fromkeys(word for word, _relation in told))
    return Relative(other, sketch.names.of(other), words, told[0][1], sketch.certainty(said), acts)


def acts_against(known: Known, people: Iterable[Ref]) -> Counter[Ref]:
    """How many acts struck each of them."""
    incoming = known.incoming(people, "victim")
    return Counter(
        {
            ref: len({one.origin for one in found if one.origin.kind == "act"})
            for ref, found in incoming.items()
        }
    )
