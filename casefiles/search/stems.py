"""Light stems, so that a question finds the word in another case or number.

Light, not full: only endings of case and number go, in the manner of Dolamic and Savoy, "Indexing
and searching strategies for the Russian language" (JASIST 60(12), 2009), and Harman's S-stemmer,
"How effective is suffixing?" (JASIS 42(1), 1991), with -ed and -ing beside it. A full Snowball
stemmer cuts names to pieces, has no Tajik, and ties the index to the version of a library.
"""

from functools import lru_cache

from casefiles.search.spellings import is_cyrillic, without_tajik_letters

_ENDINGS_IN_CYRILLIC = """
    иями иях иям ями ами ого его ому ему ыми ими иеи ях ах ям ам ов ев еи ои ии ыи ая яя ое ее ые ие
    ую юю ою ею ом ем ых их ым им ию ия ью ье ья а я о е ы и у ю ь
    хои хо ро
"""  # as written without Tajik letters; the last line is Tajik: plural, izafat and object
_CYRILLIC_ENDINGS = tuple(sorted(_ENDINGS_IN_CYRILLIC.split(), key=len, reverse=True))
_PERSIAN_ENDINGS = ("هایی", "های", "ها")


def _by_length(endings: tuple[str, ...]) -> tuple[tuple[int, frozenset[str]], ...]:
    lengths = sorted({len(one) for one in endings}, reverse=True)
    return tuple((n, frozenset(one for one in endings if len(one) == n)) for n in lengths)


_CYRILLIC_BY_LENGTH, _PERSIAN_BY_LENGTH = map(_by_length, (_CYRILLIC_ENDINGS, _PERSIAN_ENDINGS))
_SHORTEST_STEM = 3
_VOWELS = frozenset("aeiouy")


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of a folded word; the word itself where nothing can be cut."""
    if word.isascii():
        return _english(word) if word.isalpha() else word
    if is_cyrillic(word):
        return _cut(without_tajik_letters(word), _CYRILLIC_BY_LENGTH)
    return _cut(word, _PERSIAN_BY_LENGTH)


def endings_cut(word: str) -> tuple[str, ...]:
    """A Cyrillic word without each ending it may have, its other letters as they were.

    That of surnames stays: without it too many are an English word.
    """
    plain = without_tajik_letters(word)
    if len(plain) != len(word):
        return ()
    return tuple(
        word[:-length]
        for length, endings in _CYRILLIC_BY_LENGTH
        if len(word) - length > _SHORTEST_STEM
        and plain[-length:] in endings
        and plain[-length:] not in ("ов", "ев")
    )


def _cut(word: str, by_length: tuple[tuple[int, frozenset[str]], ...]) -> str:
    for length, endings in by_length:
        if len(word) - length >= _SHORTEST_STEM and word[-length:] in endings:
            return word[:-length]
    return word


def _english(word: str) -> str:
    return _american(_without_e(_without_tense(_singular(word))))


def _american(root: str) -> str:
    """Labour and labor, organised and organized: one word."""
    root = root.replace("isation", "ization")
    if len(root) > _SHORTEST_STEM + 1:
        if root.endswith("our"):
            return root[:-3] + "or"
        if root.endswith("is"):
            return root[:-2] + "iz"
    return root


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def _without_tense(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _SHORTEST_STEM and _VOWELS & set(rest):
            return rest[:-1] if rest[-1] == rest[-2] and rest[-1] not in "lsz" else rest
    return word


def _without_e(word: str) -> str:
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST_STEM else word
