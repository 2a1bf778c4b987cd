"""The forms under which one word is written into the index, and asked for.

A word of a text is written as it is folded, under `~` for each other spelling and under `^` for its
stem; a form that equals the folded word is not written twice. A word of a question asks for all of
them, worth less the further they are from what was typed. The signs keep *ten* from meeting a stem
or a spelling that only happens to read so. Text and question meet nowhere else, so that what the
index finds and what is marked in the text cannot differ.
"""

from functools import lru_cache
from typing import NamedTuple

from casefiles.search.conditions import Phrase, Word
from casefiles.search.spellings import other_spellings
from casefiles.search.stems import stem

SPELLING = "~"
STEM = "^"


class Asked(NamedTuple):
    """A form to look for, and what finding it is worth beside the word as typed (1.0)."""

    form: str
    worth: float


def _others(word: str) -> tuple[str, ...]:
    """The other spellings of a word: none of a sign that has no sound of its own."""
    return tuple(other for other in other_spellings(word) if other)


@lru_cache(maxsize=1 << 16)
def forms(word: str) -> tuple[str, ...]:
    """What the index holds for a word of a text (folded by `normalise`)."""
    plain = plain_form(word)
    if word in COMMON:
        return (plain,)
    spelled = (SPELLING + other for other in _others(word) if other != plain)
    root = stem(plain) or plain
    return (plain, *spelled, *((STEM + root,) if root != plain else ()))


@lru_cache(maxsize=1 << 12)
def asked(word: str) -> tuple[Asked, ...]:
    """What to look for when a question holds the word (folded by `normalise`)."""
    plain = plain_form(word)
    if word in COMMON:
        return (Asked(plain, 1.0),)
    wanted = {plain: 1.0}
    for other in _others(word):
        wanted.setdefault(other, 0.6)
        wanted.setdefault(SPELLING + other, 0.6)
    root = stem(plain) or plain
    wanted.setdefault(root, 0.4)
    wanted.setdefault(STEM + root, 0.4)
    return tuple(Asked(form, worth) for form, worth in wanted.items())


_HEARD = 0.5
"""What a word is worth that only sounds like the one asked for."""


def asked_by(wording: Word) -> tuple[Asked, ...]:
    """What to look for when a question holds the wording."""
    plain = Asked(plain_form(wording.word), 1.0)
    heard = tuple(Asked(word, _HEARD) for word in wording.also)
    if wording.exact:
        return (plain,)
    return (plain, *heard) if wording.without else (*asked(wording.word), *heard)


def asked_of(phrase: Phrase, word: str) -> tuple[Asked, ...]:
    """What to look for when a question holds the word in the phrase: if exact, bent at most."""
    if not phrase.exact:
        return asked(word)
    plain = plain_form(word)
    root = stem(plain) or plain
    bent = (plain, root, STEM + root)
    return tuple(Asked(form, 1.0) for form in dict.fromkeys(bent))


@lru_cache(maxsize=1 << 12)
def beginnings(start: str) -> tuple[str, ...]:
    """How the forms of all words begin that begin with `start` (folded by `normalise`)."""
    plain = plain_form(start)
    others = _others(start)
    return tuple(dict.fromkeys((plain, *others, *(SPELLING + other for other in others))))


@lru_cache(maxsize=1 << 12)
def near(word: str) -> tuple[str, ...]:
    """The spellings, without signs, that a word a few letters off may be close to."""
    return tuple(dict.fromkeys((plain_form(word), *_others(word))))


def bare(form: str) -> str:
    """The letters of a form without its sign."""
    return form.lstrip(SPELLING + STEM)


def plain_form(word: str) -> str:
    """The word as most people type it: ё is written е."""
    return word.replace("ё", "е")


_COMMON = """
    a an and are as at be been but by for from had has have he her his in into is it its not of on
    or she that the their them they this to was were which who will with
    и в во на не с со к о об от по за из у до для что как это его их она они был была были
    ва ба бо аз дар ки то ин он ё ҳам барои
    و در به از که را با این آن
"""
COMMON = frozenset(_COMMON.split())
"""Words of every sentence: written and asked for as they stand, and never required."""
