"""Plain text in the single-byte encodings of the region and of western Europe.

Nothing in such a file says which it is, so its letters must tell: each candidate is decoded and
the bytes beyond ASCII are weighed by how common the letters are that come out, where they stand in
their words, and whether scripts mix inside a word. charset-normalizer gives a second opinion; where
the two disagree that is said, because a wrong guess here is a wrong name later.
"""

import codecs
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from casefiles.intake.readers.decoding import decode, finish
from casefiles.intake.reading import Note, Reader, Reading, Refusal

_CANDIDATES = {"cp1251": "cp1251", "koi8-r": "koi8_r", "cp866": "cp866", "cp1252": "cp1252"}
_SAMPLE = 100_000
_BEFORE_FIRST = 200

# Letters of Russian running text in parts of a thousand (Russian National Corpus, grouped); Tajik
# shares enough of it that the order of the candidates comes out the same.
_PER_MILLE = {
    letter: share
    for letters, share in (
        ("о", 110), ("е", 85), ("аи", 77), ("нт", 65), ("с", 55), ("рв", 46), ("лкмдп", 33),
        ("уяыь", 20), ("гзбчй", 15), ("хжшю", 8), ("цщэ", 4), ("фъё", 2),
    )
    for letter in letters
}  # fmt: skip
_PUNCTUATION = frozenset("«»„“”‘’–—…№§°©\u00a0•")
_UNLIKELY = 1e-5
_WORST = math.log(2e-3)
"""Running text lies near log(0.03), bytes that are no text near log(0.0001)."""


def prepare() -> None:
    """Load the codecs and the detector, and let it run once: it imports as it goes."""
    for codec in _CANDIDATES.values():
        codecs.lookup(codec)
    _second_opinion("Проверка кодировки, одна строка текста.".encode("cp1251") * 4)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The likeliest encoding, and the weights of all that were tried."""

    encoding: str
    weights: Mapping[str, float]
    sample: bytes

    def doubted(self) -> bool:
        """Whether the second opinion is another one."""
        return _second_opinion(self.sample) not in (None, self.encoding)

    def confirmed(self) -> bool:
        """Whether the second opinion is the same."""
        return _second_opinion(self.sample) == self.encoding


def read(data: bytes) -> Reading:
    """Read single-byte text; raises `Refusal`."""
    if sum(data.count(byte) for byte in range(9)) * 200 > len(data):
        raise Refusal("binary")
    best = weigh(data)
    notes = (Note("guessed"), Note("unsure")) if best.doubted() else (Note("guessed"),)
    text, lost = decode_as(data, best)
    return finish(text, best.encoding, lost, notes)


def weigh(data: bytes) -> Weighed:
    """What the letters say; raises `Refusal` where they are no letters in any encoding."""
    sample = _telling_part(data)
    weights = {name: _weight(name, sample) for name in _CANDIDATES}
    best = max(weights, key=lambda name: weights[name])
    if weights[best] < _WORST:
        raise Refusal("undecided")
    return Weighed(best, weights, sample)


def decode_as(data: bytes, weighed: Weighed) -> tuple[str, int]:
    """The text and how many places of it are lost; raises `Refusal`."""
    most = max(1, len(data) // 50)
    return decode(data, _CANDIDATES[weighed.encoding], most_lost=most, otherwise="undecided")


def _telling_part(data: bytes) -> bytes:
    first = re.search(rb"[\x80-\xff]", data)
    start = max(0, first.start() - _BEFORE_FIRST) if first else 0
    return data[start : start + _SAMPLE]


def _weight(name: str, sample: bytes) -> float:
    """Mean log likelihood of the code points that the bytes beyond ASCII become."""
    text = f" {sample.decode(_CANDIDATES[name], 'replace')} "
    likelihood = _western if name == "cp1252" else _cyrillic
    total = seen = 0.0
    for at in range(1, len(text) - 1):
        if text[at] > "\x7f":
            total += math.log(likelihood(text[at - 1], text[at], text[at + 1]))
            seen += 1
    return total / seen if seen else math.log(_UNLIKELY)


def _cyrillic(before: str, sign: str, after: str) -> float:
    if sign in _PUNCTUATION:
        return 0.01
    if not "\u0400" <= sign <= "\u04ff":
        return _UNLIKELY
    share = _PER_MILLE.get(sign.lower(), 0.5) / 1000
    if sign.isupper():
        share *= _capital(before, after)
    if _latin(before) or _latin(after):
        share *= 0.01
    return share


def _capital(before: str, after: str) -> float:
    """How likely a capital is: inside a word hardly, unless the whole word is written so.

    KOI8 and Windows put capitals where the other has small letters, so this tells them apart.
    """
    if before.islower():
        return 0.02
    return 0.1 if after.islower() else 0.6


def _western(before: str, sign: str, after: str) -> float:
    if sign in _PUNCTUATION:
        return 0.011  # the shared marks alone: an English text with curly quotes
    if not sign.isalpha():
        return _UNLIKELY
    if _latin(before) or _latin(after):
        return 0.03 if sign.islower() else 0.003
    return 0.001 if not (before > "\x7f" or after > "\x7f") else 0.0005


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _second_opinion(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_CANDIDATES.values())).best()
    names = {codec: name for name, codec in _CANDIDATES.items()}
    return names.get(best.encoding) if best else None


READER = Reader("legacy text", prepare, read, needs_full=False)
