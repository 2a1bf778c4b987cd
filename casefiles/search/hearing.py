"""Which words of the vault's own texts may be the word that was typed, and how often they stand.

Asked of the vocabulary of the index at the time of the question, so that nothing more is written
for each word of each text. Only words that begin with letters that may sound alike are looked at,
and each of them is read once for as long as its segment is there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from weakref import WeakKeyDictionary

from casefiles.search.forms import COMMON, asked, forms, plain_form
from casefiles.search.index import ALL, Segment
from casefiles.search.kindred import root_of
from casefiles.search.likeness import SHORTEST, alike
from casefiles.search.sounds import beginnings_of, is_persian, keys, pattern

_MOST = 64
"""Words that one word may be taken for."""

_PERSIAN = ""
"""The key under which words stand that have none of their own."""

_Known = Mapping[str, tuple[str, ...]]


class Hearing:
    """Looks words up in the vocabulary of segments; remembers what it read of each."""

    def __init__(self) -> None:
        self._read: WeakKeyDictionary[Segment, dict[str, _Known]] = WeakKeyDictionary()

    def alike(self, segments: Sequence[Segment], word: str) -> tuple[str, ...]:
        """Words that sound like this one or are of its family, the most frequent first."""
        if word in COMMON or word.isdigit() or len(word) < SHORTEST:
            return ()
        near = {*self._sounding(segments, plain_form(word)), *_family(segments, word)}
        found = (one for one in near if one != word and alike(word, one))
        return tuple(one for one, _count in counted(segments, found).most_common(_MOST))

    def meant(self, segments: Sequence[Segment], word: str) -> tuple[str, ...]:
        """All words, as they stand in texts, that a question for the word finds."""
        wanted = frozenset(form for form, _ in asked(word))
        written = {
            one
            for segment in segments
            for letter in beginnings_of(plain_form(word)) | {word[0]}
            for one in segment.vocabulary(ALL, letter)
        }
        spelled = sorted(one for one in written if not wanted.isdisjoint(forms(one)))
        return tuple(dict.fromkeys((*spelled, *self.alike(segments, word))))

    def _sounding(self, segments: Sequence[Segment], word: str) -> Iterator[str]:
        own = keys(word)
        persian = pattern(word) if is_persian(word) else None
        for known in self._known(segments, word):
            for key in own:
                yield from known.get(key, ())
            for key, words in known.items() if persian else ():
                if persian and key and persian.fullmatch(key):
                    yield from words
            if own:
                yield from known.get(_PERSIAN, ())

    def _known(self, segments: Sequence[Segment], word: str) -> Iterator[_Known]:
        """The words that begin with letters that may sound alike, by how they sound."""
        for segment in segments:
            read = self._read.setdefault(segment, {})
            for letter in beginnings_of(word):
                if letter not in read:
                    read[letter] = _by_key(segment.vocabulary(ALL, letter))
                yield read[letter]


def counted(segments: Sequence[Segment], words: Iterable[str]) -> Counter[str]:
    """How many documents hold each word as it is written; those that none holds are left out."""
    counts = Counter[str]()
    for word in sorted(words):
        for segment in segments:
            count = int(segment.alive[segment.postings(ALL, word).docs].sum())
            if count:
                counts[word] += count
    return counts


def _by_key(words: Iterable[str]) -> _Known:
    found: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if len(word) >= SHORTEST:
            for key in (_PERSIAN,) if is_persian(word) else keys(word):
                found[key].append(word)
    return {key: tuple(words) for key, words in found.items()}


def _family(segments: Sequence[Segment], word: str) -> Iterator[str]:
    if root := root_of(word):
        for segment in segments:
            yield from segment.vocabulary(ALL, root)
