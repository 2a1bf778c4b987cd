"""English words of one family: imprison, imprisoned, imprisonment; anonymous, anonymity.

Only families whose members are one subject; *inform* and *information* are not. Names have none:
their endings are Russian, Tajik and Persian.
"""

from functools import lru_cache

_FAMILIES = tuple(
    tuple(sorted(family.replace("-", "").split(), key=len, reverse=True))
    for family in (
        "ous ously ity",
        "ment ments ed ing",
        "ate ated ates ating ation ations ator ators",
        "ion ions ed ing or ors ive e es",
        "ist ists ism istic",
        "ence ent ently",
    )
)
_SHORTEST_ROOT = 6


@lru_cache(maxsize=1 << 12)
def root_of(word: str) -> str:
    """What the words of its family begin with; empty if it has no family."""
    return min(_roots(word).values(), key=len, default="")


def kindred(word: str, other: str) -> bool:
    """Whether both are of one family."""
    mine, theirs = _roots(word), _roots(other)
    return any(theirs.get(family) == root for family, root in mine.items())


@lru_cache(maxsize=1 << 14)
def _roots(word: str) -> dict[int, str]:
    """By family the root that the word has in it."""
    found: dict[int, str] = {}
    if not word.isascii() or not word.isalpha():
        return found
    for number, family in enumerate(_FAMILIES):
        ending = next((one for one in family if word.endswith(one)), None)
        if ending and len(word) - len(ending) >= _SHORTEST_ROOT - 1:
            found[number] = word[: -len(ending)]
        elif number == 1 and len(word) >= _SHORTEST_ROOT:
            found[number] = word
    return found
