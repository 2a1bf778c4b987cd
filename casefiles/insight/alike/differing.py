"""Where two spellings differ, letter by letter: the stretches of one that the other lacks."""

import re
from difflib import SequenceMatcher

from casefiles.names.fold import script

Marks = tuple[tuple[int, int], ...]
"""Begin and end of each stretch, in code points."""

_WORD = re.compile(r"\S+")
_NEARLY = 0.6
"""A word with less in common is another word: marked as a whole, as no letter of it is a slip."""
_LONGEST = 200


def differing(one: str, other: str) -> Marks:
    """The letters of `one` that `other` does not have; nothing where no word of them is shared.

    Words may stand in another order. Names in two scripts have no letters in common; that they
    sound alike is a reason in words.
    """
    if one == other or script(one) != script(other) or max(len(one), len(other)) > _LONGEST:
        return ()
    theirs = _WORD.findall(other)
    marks: list[tuple[int, int]] = []
    shared = False
    for found in _WORD.finditer(one):
        likest = max(theirs, key=lambda word: _ratio(found[0], word), default="")
        if _ratio(found[0], likest) < _NEARLY:
            marks.append(found.span())
        else:
            shared = True
            marks += [(found.start() + a, found.start() + b) for a, b in _letters(found[0], likest)]
    return tuple(marks) if shared else ()


def _letters(word: str, other: str) -> Marks:
    matcher = SequenceMatcher(None, word, other, autojunk=False)
    return tuple((a, b) for tag, a, b, _c, _d in matcher.get_opcodes() if tag != "equal" and b > a)


def _ratio(word: str, other: str) -> float:
    return SequenceMatcher(None, word, other, autojunk=False).ratio()
