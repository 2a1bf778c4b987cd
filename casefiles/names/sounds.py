"""How alike two words of names sound: 1 for mere differences of spelling, 0 for nothing shared.

A weighted edit distance (Wagner and Fischer 1974) over sounds, in which what romanisations
disagree about costs little and a changed consonant costs one, measured against the number of
consonants. Persian script leaves vowels out, so beside it vowels cost nothing.
"""

from functools import lru_cache

from casefiles.names.fold import QAF, readings

_LONGEST = 48
"""No word of a name is longer; what is, is compared by its beginning."""

_VOWELS = frozenset("aeiouy")
_NEAR = {frozenset(pair): 0.05 for pair in ("ao", "ou", "ei", "iy", "ey")} | {frozenset("au"): 0.65}
_OTHER_VOWEL = 0.8
_LOST_VOWEL = 0.4
_LOST_GLIDE = 0.1
_LOST_H = 0.4
_BEGINNING = 1.5
"""A changed consonant at the beginning weighs more: Hotamov is not Sotamov."""

# Consonants that change places between Russian, Tajik, Uzbek and Persian spellings.
_RELATED = {frozenset("hg"): 0.5, frozenset("pf"): 0.3, frozenset("bv"): 0.6, frozenset("jy"): 0.5}


@lru_cache(65536)
def likeness(a: str, b: str, *, unwritten_vowels: bool = False) -> float:
    """From 0 to 1 for two folded words; the best of their possible readings."""
    if not a or not b:
        return 0.0
    a, b = a[:_LONGEST], b[:_LONGEST]
    return max(_likeness(x, y, unwritten_vowels) for x in readings(a) for y in readings(b))


def _likeness(a: str, b: str, unwritten_vowels: bool) -> float:
    if unwritten_vowels:
        a, b = _consonants(a), _consonants(b)
    consonants = max(len(_consonants(a)), len(_consonants(b)), 1)
    return max(0.0, 1.0 - _distance(a, b) / (consonants + 0.5))


def _consonants(sounds: str) -> str:
    return "".join(sound for sound in sounds if sound not in _VOWELS)


def _distance(a: str, b: str) -> float:
    above = [0.0]
    for j, sound in enumerate(b):
        above.append(above[-1] + _lost(sound, j))
    for i, x in enumerate(a):
        row = [above[0] + _lost(x, i)]
        for j, y in enumerate(b):
            changed = above[j] + _changed(x, y, first=i == 0 and j == 0)
            row.append(min(changed, above[j + 1] + _lost(x, i), row[j] + _lost(y, j)))
        above = row
    return above[-1]


def _lost(sound: str, at: int) -> float:
    if sound == "y":
        return _LOST_GLIDE
    if sound in _VOWELS:
        return _LOST_VOWEL
    if at == 0:
        return _BEGINNING
    return _LOST_H if sound == "h" else 1.0


def _changed(x: str, y: str, *, first: bool) -> float:
    if x == y or {x, y} == {QAF, "g"}:
        return 0.0
    if x in _VOWELS and y in _VOWELS:
        return _NEAR.get(frozenset((x, y)), _OTHER_VOWEL)
    related = _RELATED.get(frozenset((x, y)))
    if related is not None:
        return related
    return _BEGINNING if first else 1.0


def same_beginning(a: str, b: str) -> bool:
    """Whether two folded words may begin with the same sound, as an initial and a name do."""
    firsts, others = ({reading[:1] for reading in readings(word)} for word in (a, b))
    return any(_changed(x, y, first=True) < _OTHER_VOWEL for x in firsts for y in others)
