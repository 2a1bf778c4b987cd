"""Compare two written names and say why: the same person's name, another's, or not to be told.

This suggests and explains; it never decides about persons. A single name or an initial can agree
with many people, so it is "unsure" at most. Two full names must agree in two parts; a shared
surname with another given name is how relatives are called, and therefore "different".
"""

from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from casefiles.names.fold import without_endearment
from casefiles.names.parts import Name, Part, parse
from casefiles.names.sounds import likeness, same_beginning
from casefiles.text import _

Verdict = Literal["same", "different", "unsure"]

_AGREE = 0.83
"""Words at least this alike are taken for one name in two spellings."""

_ANOTHER_U = 0.75
"""Two words in Persian script of which one has an u more: Muhammad is not Mahmud."""

_ENDING_DROPPED = 0.95
_ENDEARMENT_DROPPED = 0.94
_LONG = 6
_NEARLY = 0.6
"""A surname of this many letters, and this alike, may be a misprint of the other."""

_ENDINGS = {"ov": "-ov", "ova": "-ova", "zoda": "-zoda", "pur": "-pur", "i": "-i"}
_SURNAME_ENDINGS = frozenset(("ov", "ova", "zoda"))
_HABIT = 0.97
"""Words less alike than this differ in more than romanisations do."""
_MOST_PARTS = 5
_LEAST_TO_JOIN = 3
"""Two of three parts may be one; joining the parts of a name of two would leave a single name."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`same` from 0 to 1, the verdict, and the reasons as sentences without the names."""

    same: float
    verdict: Verdict
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Which part of the shorter name stands for which of the longer, and how alike they are."""

    pairs: tuple[tuple[Part, Part, float], ...]
    crossed: bool

    @property
    def agreeing(self) -> tuple[tuple[Part, Part, float], ...]:
        return tuple(pair for pair in self.pairs if pair[2] >= _AGREE)

    @property
    def likeness(self) -> float:
        return sum(pair[2] for pair in self.pairs) / len(self.pairs)


def compare(a: str, b: str) -> Comparison:
    """Compare two names in any spelling and script. Symmetric: the order does not matter."""
    first, second = sorted((parse(a), parse(b)), key=_by_size)
    if not first.parts:
        return Comparison(0.0, "unsure", (_("One of the two has no letters."),))
    if len(second.parts) > _MOST_PARTS:
        first, second = _shortened(first), _shortened(second)
    found = _compared(first, second)
    if found.verdict == "same" or len(second.parts) < _LEAST_TO_JOIN:
        return found
    for joined in second.joinings():
        again = _compared(*sorted((first, joined), key=_by_size))
        if again.verdict == "same":
            why = (*again.why, _("Two parts of one are written as one in the other."))
            return Comparison(max(_AGREE, again.same * _ENDING_DROPPED), "same", why)
    return found


def _compared(first: Name, second: Name) -> Comparison:
    pairing = _best_pairing(first, second)
    if min(len(first.full), len(second.full)) < 2:
        return _with_single(pairing)
    return _full_names(first, second, pairing)


def _by_size(name: Name) -> tuple[int, tuple[str, ...]]:
    return len(name.parts), tuple(part.written for part in name.parts)


def _shortened(name: Name) -> Name:
    """Long forms keep their beginning and their last part."""
    return name if len(name.parts) <= _MOST_PARTS else Name((*name.parts[:4], name.parts[-1]))


def _best_pairing(first: Name, second: Name) -> _Pairing:
    return max(
        (_pairing(first.parts, chosen, second) for chosen in _arrangements(first, second)),
        key=lambda pairing: (len(pairing.agreeing), pairing.likeness, not pairing.crossed),
    )


def _arrangements(first: Name, second: Name) -> list[tuple[int, ...]]:
    return list(permutations(range(len(second.parts)), len(first.parts)))


def _pairing(parts: tuple[Part, ...], chosen: tuple[int, ...], second: Name) -> _Pairing:
    pairs = tuple(
        (part, second.parts[at], _alike(part, second.parts[at]))
        for part, at in zip(parts, chosen, strict=True)
    )
    return _Pairing(pairs, crossed=list(chosen) != sorted(chosen))


def _alike(a: Part, b: Part) -> float:
    if a.initial or b.initial:
        return float(same_beginning(a.folded, b.folded))
    return max(_sounding(x, y) for x in a.readings() for y in b.readings())


def _sounding(a: Part, b: Part) -> float:
    unwritten = a.arabic != b.arabic
    stems = likeness(a.stem, b.stem, unwritten_vowels=unwritten)
    if a.ending and b.ending:
        return stems if a.ending == b.ending else stems * _ENDING_DROPPED
    whole = likeness(a.folded, b.folded, unwritten_vowels=unwritten)
    short = max(
        likeness(x, y, unwritten_vowels=unwritten)
        for x in without_endearment(a.folded)
        for y in without_endearment(b.folded)
    )
    found = max(whole, stems * _ENDING_DROPPED, short * _ENDEARMENT_DROPPED)
    written = a.arabic and b.arabic
    return min(found, _ANOTHER_U) if written and a.stem.count("u") != b.stem.count("u") else found


def _with_single(pairing: _Pairing) -> Comparison:
    score = pairing.likeness
    if len(pairing.agreeing) < len(pairing.pairs):
        return Comparison(score / 2, "different", (_("The parts that both have do not agree."),))
    reason = _("A single name or an initial agrees, and many people may bear it.")
    return Comparison(0.5 * score, "unsure", (reason,))


def _full_names(first: Name, second: Name, pairing: _Pairing) -> Comparison:
    missing = len(pairing.pairs) - len(pairing.agreeing)
    if missing:
        return _disagreeing(pairing)
    doubts = _doubts(pairing)
    if doubts:
        return Comparison(0.6 * pairing.likeness, "unsure", doubts)
    why = [_("All parts that both have agree in sound.")]
    if pairing.crossed:
        why.append(_("The parts stand in another order."))
    if len(second.parts) > len(first.parts):
        why.append(_("One of the two has a part more."))
    endings = {
        _ENDINGS[kind]
        for a, b, _score in pairing.pairs
        if a.ending != b.ending
        for kind in (a.ending, b.ending)
        if kind
    }
    if endings:
        why.append(
            _("Without its ending ({endings}) a part is the same.").format(
                endings=", ".join(sorted(endings))
            )
        )
    if any(_differ_in_sound(a, b) for a, b, _score in pairing.pairs):
        why.append(_("A letter or two of a part differ."))
    return Comparison(pairing.likeness, "same", tuple(why))


def _differ_in_sound(a: Part, b: Part) -> bool:
    """Whether more than the script, the ending and habits of spelling differ."""
    if a.initial or b.initial or a.arabic != b.arabic:
        return False
    return all(likeness(x.stem, y.stem) < _HABIT for x in a.readings() for y in b.readings())


def _doubts(pairing: _Pairing) -> tuple[str, ...]:
    """Reasons why agreeing parts may still be two persons."""
    moved = [
        (a.ending, b.ending)
        for a, b, _score in pairing.pairs
        if (a.ending in _SURNAME_ENDINGS) != (b.ending in _SURNAME_ENDINGS)
    ]
    if moved and (pairing.crossed or len(moved) > 1):
        return (_("One's surname may be the other's given name."),)
    if any({a.ending, b.ending} == {"ov", "ova"} for a, b, _score in pairing.pairs):
        return (_("The endings are those of a man and of a woman."),)
    return ()


def _disagreeing(pairing: _Pairing) -> Comparison:
    score = pairing.likeness / 2
    apart = [pair for pair in pairing.pairs if pair[2] < _AGREE]
    if not pairing.agreeing:
        return Comparison(score, "different", (_("No part agrees."),))
    if len(pairing.agreeing) > 1 and not all(a.patronymic and b.patronymic for a, b, _s in apart):
        return Comparison(score, "unsure", (_("Two parts agree, another does not."),))
    if _may_be_misprint(pairing):
        return Comparison(score, "unsure", (_("The surnames differ little, as by a misprint."),))
    return Comparison(
        score, "different", (_("One part agrees, another does not, as among relatives."),)
    )


def _may_be_misprint(pairing: _Pairing) -> bool:
    """Whether only the last part differs, and little, while all others are spelled alike."""
    *others, (a, b, score) = pairing.pairs
    if pairing.crossed or score < _NEARLY or min(len(a.folded), len(b.folded)) < _LONG:
        return False
    if not same_beginning(a.folded, b.folded):
        return False
    return bool(others) and all(other >= _ENDING_DROPPED for _a, _b, other in others)
