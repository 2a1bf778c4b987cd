"""Keys under which records meet: only what shares one is compared, never all with all.

A key that many share says little. Its records then meet only where they share something else, too.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from itertools import combinations

from casefiles.names.fold import fold, keys
from casefiles.stopping import pause

CROWD = 16
"""So many may share a key before it takes more than the key."""

_NEARLY_ALIKE = str.maketrans({"g": "k", "q": "k", "h": None, "y": None, "p": "f"})
_AT_ONCE = 2000


@lru_cache(65536)
def sounds(word: str) -> frozenset[str]:
    """A word by its sounds, coarser than `fold.keys`: without what is often lost or mistaken."""
    found = frozenset(one.translate(_NEARLY_ALIKE) or one for one in keys(word))
    return found or frozenset((fold(word),))


def meeting(
    keyed: Mapping[bytes, Iterable[Hashable]], more: Callable[[bytes], Iterable[Hashable]]
) -> dict[tuple[bytes, bytes], int]:
    """The pairs that share a key, the smaller id first, each with how many share it at least.

    Where too many share one, those meet that share one of `more`, too.
    """
    holders = _holders((key, one) for one, every in keyed.items() for key in set(every))
    found: dict[tuple[bytes, bytes], int] = {}
    for number, (_key, held) in enumerate(holders.items()):
        if number % _AT_ONCE == 0:
            pause()
        if len(held) > CROWD:
            inner = _holders((token, one) for one in held for token in set(more(one)))
            groups = [group for group in inner.values() if len(group) <= CROWD]
        else:
            groups = [held]
        for group in groups:
            for pair in combinations(sorted(group), 2):
                found[pair] = min(found.get(pair, len(held)), len(held))
    return found


def _holders(keyed: Iterable[tuple[Hashable, bytes]]) -> dict[Hashable, list[bytes]]:
    holders: dict[Hashable, list[bytes]] = defaultdict(list)
    for key, one in keyed:
        holders[key].append(one)
    return {key: held for key, held in holders.items() if len(held) > 1}
