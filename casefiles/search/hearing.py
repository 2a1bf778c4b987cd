"""Which words of the vault's own texts may be the word that was typed, and how often they stand.

The index has every word under its sound as well (`sounds`), so the few that may be meant are
looked up, and only these are compared.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from casefiles.search.forms import COMMON, asked, forms, plain_form
from casefiles.search.index import ALL, Segment
from casefiles.search.kindred import root_of
from casefiles.search.likeness import alike
from casefiles.search.sounds import SHORTEST, sounding_like

_MOST = 64
"""Words that one word may be taken for."""


def sounding_alike(segments: Sequence[Segment], word: str) -> tuple[str, ...]:
    """Words that sound like this one or are of its family, the most frequent first."""
    if word in COMMON or word.isdigit() or len(word) < SHORTEST:
        return ()
    near = {*_written_under(segments, sounding_like(plain_form(word))), *_family(segments, word)}
    found = (one for one in near if one != word and alike(word, one))
    return tuple(one for one, _count in counted(segments, found).most_common(_MOST))


def meant(segments: Sequence[Segment], word: str) -> tuple[str, ...]:
    """All words, as they stand in texts, that a question for the word finds."""
    wanted = frozenset(form for form, _ in asked(word))
    written = {*_written_under(segments, wanted)}
    spelled = sorted(one for one in written if not wanted.isdisjoint(forms(one)))
    return tuple(dict.fromkeys((*spelled, *sounding_alike(segments, word))))


def counted(segments: Sequence[Segment], words: Iterable[str]) -> Counter[str]:
    """How many documents hold each word as it is written; those that none holds are left out."""
    counts = Counter[str]()
    for word in sorted(words):
        for segment in segments:
            if count := segment.count(ALL, word):
                counts[word] += count
    return counts


def _written_under(segments: Sequence[Segment], forms_wanted: Iterable[str]) -> Iterator[str]:
    for form in forms_wanted:
        for segment in segments:
            yield from map(plain_form, segment.words(form))


def _family(segments: Sequence[Segment], word: str) -> Iterator[str]:
    if root := root_of(word):
        for segment in segments:
            yield from segment.vocabulary(ALL, root)
