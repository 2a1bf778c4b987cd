"""Records counted in words, wherever the window counts them."""

from casefiles.text import N_, many

_WORDS = {
    "person": (N_("{n} person"), N_("{n} persons")),
    "incident": (N_("{n} incident"), N_("{n} incidents")),
    "source": (N_("{n} source"), N_("{n} sources")),
}


def counted(kind: str, number: int) -> str:
    """ "1 person", "50 000 people"."""
    words = many(*_WORDS[kind], number)
    return words.replace(str(number), f"{number:,}".replace(",", "\u202f"))
