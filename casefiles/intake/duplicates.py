"""Copies of one text among many: reprints, the same article on two archive pages, a longer version.

Method: Andrei Z. Broder, "On the resemblance and containment of documents", Proceedings of the
Compression and Complexity of Sequences, 1997. A text is the set of its shingles (runs of five
words); resemblance is the share of shingles that two texts have in common, containment the share of
one that is found in the other. Large texts keep only shingles whose hash is divisible by a power of
two (the paper's modulus sketches), so that a fingerprint never holds more than `MOST` of them and
both measures can still be estimated. Up to that size they are exact.

To whoever guesses word runs, a fingerprint tells which of them a text contains: it belongs in the
vault and nowhere else.
"""

import hashlib
import re
import struct
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casefiles.errors import NotUnderstood
from casefiles.text import _

SHINGLE = 5
MOST = 4096
"""The most shingles that a fingerprint keeps; an article of some 4,000 words is kept whole."""

_FORM = b"SH1"
_HEAD = struct.Struct("<3sBQ")
_WORD = re.compile(r"\w{1,40}")
_SLICE = 1 << 18
_CROWD = 64
"""A shingle in more texts than this is a formula of the trade and proposes no pairs."""

_LONGEST = 8_000_000
"""Code points that count: some four thousand pages. What is longer is no article any more."""

_VOCABULARY = 1_000_000
"""So many word hashes are remembered at a time, which bounds memory for any text."""

_LEAST_SHARED = 8
_COPY_RESEMBLANCE, _COPY_CONTAINMENT = 0.5, 0.7

_Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The shingles of a text as hashes that are multiples of 2 ** `level`, ascending."""

    level: int
    hashes: tuple[int, ...]

    def to_bytes(self) -> bytes:
        """Three letters of form, the level, the count, then the hashes as little-endian u64."""
        head = _HEAD.pack(_FORM, self.level, len(self.hashes))
        return head + np.asarray(self.hashes, dtype="<u8").tobytes()

    @classmethod
    def from_bytes(cls, untrusted_bytes: bytes) -> "Fingerprint":
        """The reverse of `to_bytes`; raises `NotUnderstood`."""
        if len(untrusted_bytes) >= _HEAD.size:
            form, level, count = _HEAD.unpack_from(untrusted_bytes)
            whole = _HEAD.size + 8 * count == len(untrusted_bytes)
            if form == _FORM and level < 64 and count <= MOST and whole:
                kept = np.frombuffer(untrusted_bytes, dtype="<u8", offset=_HEAD.size)
                if bool(np.all(kept[:-1] < kept[1:])) and _all_of_level(kept, level):
                    return cls(level, tuple(kept.tolist()))
        raise NotUnderstood(_("This is not the fingerprint of a text."))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two texts share, each 0 to 1 (Broder 1997)."""

    resemblance: float
    containment_a_in_b: float
    containment_b_in_a: float

    def turned(self) -> "Likeness":
        """The likeness of (b, a)."""
        return Likeness(self.resemblance, self.containment_b_in_a, self.containment_a_in_b)

    @property
    def copy(self) -> bool:
        """Whether one is a copy of the other, or nearly all of one stands in the other.

        Articles that quote the same statement share a fifth or less of their shingles; a reprint
        with another heading and a cut paragraph keeps far more than half.
        """
        contained = max(self.containment_a_in_b, self.containment_b_in_a)
        return self.resemblance >= _COPY_RESEMBLANCE or contained >= _COPY_CONTAINMENT


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text; letter case, punctuation and line breaks do not count.

    Only the first eight million code points are looked at.
    """
    level, kept = 0, np.empty(0, dtype=np.uint64)
    for hashes in _shingles(text):
        kept = np.union1d(kept, hashes[_of_level(hashes, level)])
        while len(kept) > MOST:
            level += 1
            kept = kept[_of_level(kept, level)]
    return Fingerprint(level, tuple(kept.tolist()))


def likeness(a: Fingerprint, b: Fingerprint) -> Likeness:
    """Resemblance and containment of two texts; estimated at the coarser of their two levels."""
    level = max(a.level, b.level)
    ours, theirs = _at(a, level), _at(b, level)
    shared = len(ours & theirs)
    if not shared:
        return Likeness(0.0, 0.0, 0.0)
    return Likeness(shared / len(ours | theirs), shared / len(ours), shared / len(theirs))


def copies_among(fingerprints: Sequence[Fingerprint]) -> list[tuple[int, int, Likeness]]:
    """Pairs (i, j), i < j, of which one is a copy of the other, in order."""
    index, found = CopyIndex(), []
    for at, one in enumerate(fingerprints):
        found += [(earlier, at, alike.turned()) for earlier, alike in index.copies_of(one)]
        index.add(one)
    return sorted(found, key=lambda pair: pair[:2])


class CopyIndex:
    """Fingerprints by shingle, so that only texts that share some are ever compared."""

    def __init__(self, fingerprints: Iterable[Fingerprint] = ()) -> None:
        self._kept: list[Fingerprint] = []
        self._with: defaultdict[int, list[int]] = defaultdict(list)
        for one in fingerprints:
            self.add(one)

    def add(self, one: Fingerprint) -> None:
        """Take in one more; its number is how many were there before."""
        number = len(self._kept)
        self._kept.append(one)
        for value in one.hashes:
            holders = self._with[value]
            if len(holders) < _CROWD:
                holders.append(number)

    def copies_of(self, one: Fingerprint) -> list[tuple[int, Likeness]]:
        """Numbers of those that are copies of `one`, each with the likeness of (one, that)."""
        shared = Counter(number for value in one.hashes for number in self._with.get(value, ()))
        found = []
        for number, together in sorted(shared.items()):
            other = self._kept[number]
            if together >= min(_LEAST_SHARED, len(one.hashes), len(other.hashes)):
                alike = likeness(one, other)
                if alike.copy:
                    found.append((number, alike))
        return found


def _shingles(text: str) -> Iterator[_Hashes]:
    """Hashes of the runs of `SHINGLE` words, slice by slice; a shorter text is one run."""
    known: dict[str, int] = {}
    carried: list[int] = []
    runs = 0
    for words in _words(text):
        if len(known) > _VOCABULARY:
            known.clear()
        known.update((word, _hash(word)) for word in set(words) if word not in known)
        carried += [known[word] for word in words]
        if len(carried) >= SHINGLE:
            yield _runs(carried, SHINGLE)
            carried, runs = carried[-(SHINGLE - 1) :], runs + 1
    if carried and not runs:
        yield _runs(carried, len(carried))


def _words(text: str) -> Iterator[list[str]]:
    """The words of slices of the text, folded. Slices end at a blank where there is one near."""
    at, text = 0, text[:_LONGEST]
    while at < len(text):
        end = at + _SLICE
        blank = max(text.rfind(" ", end - 200, end), text.rfind("\n", end - 200, end))
        end = blank if end < len(text) and blank > at else end
        piece = text[at:end]
        if not unicodedata.is_normalized("NFKC", piece):
            piece = unicodedata.normalize("NFKC", piece)
        yield _WORD.findall(piece.casefold())
        at = end


def _hash(word: str) -> int:
    digest = hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _runs(words: list[int], length: int) -> _Hashes:
    """One well mixed hash for each run of words (polynomial, then the finish of splitmix64)."""
    values = np.asarray(words, dtype=np.uint64)
    count = len(values) - length + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + values[offset : offset + count]
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def _of_level(hashes: _Hashes, level: int) -> NDArray[np.bool_]:
    divisible: NDArray[np.bool_] = hashes & np.uint64((1 << level) - 1) == 0
    return divisible


def _all_of_level(hashes: _Hashes, level: int) -> bool:
    return bool(np.all(_of_level(hashes, level)))


def _at(one: Fingerprint, level: int) -> frozenset[int]:
    mask = (1 << level) - 1
    return frozenset(value for value in one.hashes if not value & mask)
