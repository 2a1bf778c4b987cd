"""Every word shown to a person passes through here: window, command line and PDF alike.

English is written in the source; other languages are gettext catalogues in `resources/words`
(`LANGUAGE/LC_MESSAGES/parvanda.mo`). The language is a context, not a global, so that a dossier in
Russian can be made while the command line answers in English.
"""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

import resources

DOMAIN = "parvanda"
_MEANT = re.compile(r"^[a-z]+\|(?=\w)")

_language: ContextVar[str] = ContextVar("language", default="en")


def N_(message: str) -> str:  # noqa: N802 - the name gettext's extractor looks for
    """Mark a string for translation where it is declared; translate it later with `_`."""
    return message


def _(message: str) -> str:
    """The message in the current language.

    "thing|Name" is the message "Name" where it is said of a thing: one word in English, another
    one elsewhere. What stands before the bar is for translators and is never shown.
    """
    told = _catalogue(_language.get()).gettext(message)
    return _MEANT.sub("", told) if told == message else told


def many(singular: str, plural: str, count: int, **more: str) -> str:
    """The right plural form for `count`, with `{n}` replaced by it, and other words by `more`."""
    return _catalogue(_language.get()).ngettext(singular, plural, count).format(n=count, **more)


def languages() -> list[str]:
    """The languages there is a catalogue of; English stands in the source."""
    catalogues = resources.path("words").glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return ["en", *sorted(file.parents[1].name for file in catalogues)]


def language() -> str:
    """The current language as a two-letter code."""
    return _language.get()


def speak(code: str) -> None:
    """Speak `code` from now on, in this thread and in what it asks of others."""
    _language.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak `code` inside the `with` block."""
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


@lru_cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, resources.path("words"), languages=[code], fallback=True)
