"""Words that were typed with the wrong keyboard: rf,bhb is кабири on the keys of the other."""

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)


def on_other_keyboard(words: str) -> list[str]:
    """The words as the same keys write them on the Russian, or on the Latin keyboard."""
    lower = words.lower()
    return [
        made for table in (_TO_CYRILLIC, _TO_LATIN) if (made := lower.translate(table)) != lower
    ]
