"""Which language a text is in, by its letters and the words of every sentence.

Only where nobody has said it: a guess for narrowing a search, never a claim.
"""

import re
from collections import Counter
from collections.abc import Mapping

from casefiles.search.normalise import fold, folded
from casefiles.text import N_, _

_READ = 4_000
_FEWEST = 3
"""Words of every sentence that must stand in a text before its language is told."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "en": ("english", "английский", "англисӣ", "انگلیسی"),
    "ru": ("russian", "русский", "русӣ", "روسی"),
    "tg": ("tajik", "таджикский", "тоҷикӣ", "точики", "تاجیکی"),
    "fa": ("persian", "farsi", "dari", "персидский", "фарси", "форсӣ", "فارسی"),
    "uz": ("uzbek", "узбекский", "ӯзбекӣ", "ازبکی"),
    "ky": ("kyrgyz", "киргизский", "кыргызский"),
    "kk": ("kazakh", "казахский"),
    "tk": ("turkmen", "туркменский"),
    "ar": ("arabic", "арабский", "арабӣ", "عربی"),
    "tr": ("turkish", "турецкий", "туркӣ", "ترکی"),
    "de": ("german", "deutsch", "немецкий", "олмонӣ", "آلمانی"),
    "fr": ("french", "français", "французский", "фаронсавӣ", "فرانسوی"),
    "pl": ("polish", "polski", "польский"),
    "uk": ("ukrainian", "украинский"),
}
"""What people call the languages, by code."""

_LABELS = {
    "en": N_("English"),
    "ru": N_("Russian"),
    "tg": N_("Tajik"),
    "fa": N_("Persian"),
    "uz": N_("Uzbek"),
    "ky": N_("Kyrgyz"),
    "kk": N_("Kazakh"),
    "tk": N_("Turkmen"),
    "ar": N_("Arabic"),
    "tr": N_("Turkish"),
    "de": N_("German"),
    "fr": N_("French"),
    "pl": N_("Polish"),
    "uk": N_("Ukrainian"),
}

_CODES = {fold(name): code for code, names in NAMES.items() for name in (code, *names)}

_LETTERS = (
    ("tg", re.compile("[ғӣқӯҳҷ]")),
    ("kk", re.compile("[әұһі]")),
    ("ky", re.compile("[өүң]")),
    ("uk", re.compile("[їєґ]")),
)
_WORDS: Mapping[str, str] = {
    "en": "the and of to in that was for with by his from were",
    "de": "der die und das nicht mit den von ist ein dem wurde",
    "fr": "le la les des et est dans une pour que du par",
    "tr": "ve bir bu için ile olarak olan de da çok",
    "pl": "i w nie na się że z do jest przez",
    "uz": "va bilan uchun bu ham edi lekin ning",
    "ru": "и в не на что с по был как из его за для",
    "tg": "ва дар ба аз ки бо ин барои буд ҳам бо аст онро",
    "fa": "و در به از که را با این است برای",
    "ar": "في من على إلى أن التي عن هذا مع كان",
}


def code_of(name: str) -> str:
    """The code of a language called so; empty if none is."""
    return _CODES.get(fold(name), "")


def language_name(code: str) -> str:
    """What the language of a code is called."""
    return _(_LABELS[code])


def language_of(text: str) -> str:
    """The code of the language a text is in; empty if that does not show."""
    beginning = text[:_READ]
    counts = Counter(folded(beginning))
    scored = {code: sum(counts[word] for word in words) for code, words in _FOLDED_WORDS.items()}
    best = max(scored, key=lambda code: scored[code])
    if scored[best] < _FEWEST:
        return ""
    if best in ("ru", "tg"):
        lower = beginning.lower()
        found = [(len(letters.findall(lower)), code) for code, letters in _LETTERS]
        most, code = max(found)
        return code if most * 100 > len(beginning) else best
    return best


_FOLDED_WORDS = {code: frozenset(folded(words)) for code, words in _WORDS.items()}
