"""What the beginnings of the words of a name make: "Party of Peace and Work" is looked for as PPW.

People write organisations so, in each language by its own words, and seldom anybody enters every
abbreviation as a name of its own.
"""

from collections.abc import Iterator

from casefiles.search.forms import COMMON
from casefiles.search.normalise import folded

_FEWEST, _MOST = 3, 7


def abbreviations(name: str) -> Iterator[str]:
    """The abbreviations of a name of several words: all words counted, or the telling ones."""
    words = folded(name)
    telling = [word for word in words if word not in COMMON]
    made = ("".join(word[0] for word in some).upper() for some in (words, telling))
    yield from (one for one in dict.fromkeys(made) if _FEWEST <= len(one) <= _MOST)
