"""Names for those who must not be named: the same label for the same record all through an output.

Kinship says enough where it may be told ("Daughter of ..."); else a letter stands in ("Person A").
Letters follow the order in which records are asked for, so they tell nothing of names or ids.
"""

from typing import Protocol

from casefiles.ledger.reader import Statement
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import TermValue
from casefiles.model.vocabulary import load
from casefiles.text import _, language


class Sight(Protocol):
    """As much of a view as labels need."""

    def linking(self, ref: Ref, kind: str, *names: str) -> tuple[Ref, ...]: ...
    def of(self, ref: Ref, name: str) -> tuple[Statement, ...]: ...
    def targets(self, ref: Ref, name: str) -> tuple[Ref, ...]: ...
    def own_title(self, ref: Ref) -> str: ...


class Labels:
    """The labels given so far."""

    def __init__(self) -> None:
        self._given: dict[Ref, str] = {}
        self._letters: dict[str, int] = {}

    def of(self, ref: Ref, sight: Sight) -> str:
        """The label of this record; a new one the first time it is asked for."""
        if ref not in self._given:
            self._given[ref] = self._kinship(ref, sight) or self._letter(ref.kind)
        return self._given[ref]

    def _letter(self, kind: str) -> str:
        number = self._letters.get(kind, 0) + 1
        self._letters[kind] = number
        word = _(BY_NAME[kind].words.one)
        return _("{kind} {letter}").format(kind=word, letter=_letters(number))

    def _kinship(self, ref: Ref, sight: Sight) -> str:
        """ "Sister of R.", if both the kinship and the other's name may be told."""
        if ref.kind != "person":
            return ""
        for relation in sight.linking(ref, "relation", "who"):
            terms = [one.claim.value for one in sight.of(relation, "kinship")]
            names = [sight.own_title(other) for other in sight.targets(relation, "whose")]
            if terms and isinstance(terms[0], TermValue) and names and names[0]:
                word = load("kinship").label(terms[0].code, language())
                label = _("{kinship} of {name}").format(kinship=word, name=names[0])
                return self._unlike_others(label)
        return ""

    def _unlike_others(self, label: str) -> str:
        given = set(self._given.values())
        number, different = 1, label
        while different in given:
            number += 1
            different = f"{label} ({number})"
        return different


def _letters(number: int) -> str:
    """1 is A, 26 is Z, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
