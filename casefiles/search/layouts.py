"""Words that were typed with the wrong keyboard: cfnnjhb is саттори on the keys of the other."""

from collections.abc import Iterator

_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_PERSIAN = "‍ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو."
_TABLES = tuple(
    str.maketrans(typed, meant)
    for typed, meant in (
        (_LATIN, _CYRILLIC),
        (_CYRILLIC, _LATIN),
        (_LATIN, _PERSIAN),
        (_PERSIAN, _LATIN),
    )
)


def on_other_keyboard(words: str) -> Iterator[str]:
    """The words as the same keys write them on a Latin, Russian or Persian keyboard."""
    lower = words.lower()
    yield from dict.fromkeys(made for table in _TABLES if (made := lower.translate(table)) != lower)
