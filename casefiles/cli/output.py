"""How the command line writes: for people as lines, for programs as one JSON value.

What comes from the case files may hold signs that steer a terminal; they are escaped for people,
and in JSON as JSON does it, so that a program reads them as they are.
"""

import json
import sys
import unicodedata
from collections.abc import Callable
from typing import Any

_JOINERS = "\u200c\u200d"
"""Letters of Persian need these; they steer nothing."""


def say(line: str = "") -> None:
    """One line for people, on standard output."""
    sys.stdout.write(plain(line) + "\n")


def remark(line: str) -> None:
    """One line on standard error: progress, warnings, what a program need not read."""
    sys.stderr.write(plain(line) + "\n")


def give(value: Any) -> None:
    """One JSON value for programs."""
    told = json.dumps(value, ensure_ascii=False)
    # Such signs stand inside strings only, where JSON has its own way of writing them.
    sys.stdout.write("".join(one if _harmless(one) else json.dumps(one)[1:-1] for one in told))
    sys.stdout.write("\n")


def plain(text: str) -> str:
    """The text without signs that steer a terminal or turn the reading direction."""
    return "".join(letter if _harmless(letter) else _escaped(letter) for letter in text)


def progress() -> Callable[[int, int, str], None]:
    """Tells how far something is, on one line, where somebody is looking."""
    if not sys.stderr.isatty():
        return lambda _done, _total, _sentence: None

    def tell(done: int, total: int, sentence: str) -> None:
        sys.stderr.write(f"\r\x1b[K{plain(sentence)} {done}/{total}")
        if done >= total:
            sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()

    return tell


def _harmless(letter: str) -> bool:
    return (
        letter in _JOINERS
        or letter == "\n"
        or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
    )


def _escaped(letter: str) -> str:
    return " " if letter == "\t" else f"\\u{ord(letter):04x}"
