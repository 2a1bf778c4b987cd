"""What the world calls the same place or body in other languages, and what lies in what.

For finding only: a search for Варшава also finds Warsaw, and a region its districts, in texts of
which nothing is recorded yet. Nothing here is ever shown as known of a case.

The files are lists a person can read and mend: one thing a line, its names between bars, a thing
inside another two spaces further in.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import resources
from casefiles.search.forms import COMMON, plain_form
from casefiles.search.normalise import folded
from casefiles.search.spellings import is_cyrillic, romanised
from casefiles.search.stems import stem

_FILES = ("places", "bodies")
_INDENT = 2

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A place or body: its names, and what is part of it."""

    names: tuple[str, ...]
    is_place: bool
    inside: list["Entry"] = field(default_factory=list)

    def everything(self) -> Iterator["Entry"]:
        """It and all that is in it."""
        yield self
        for one in self.inside:
            yield from one.everything()


def key_of(words: Sequence[str]) -> Key:
    """How folded words are looked up: without little words and endings, in one romanisation."""
    telling = [word for word in words if word not in COMMON]
    return tuple(_root(word) for word in telling or words)


@lru_cache(maxsize=1 << 12)
def _root(word: str) -> str:
    root = stem(plain_form(word))
    return romanised(root) if root.isascii() or is_cyrillic(root) else root


def entries(words: Sequence[str]) -> tuple[Entry, ...]:
    """What is called so, whatever the case and number of the words."""
    return _by_key().get(key_of(words), ())


@lru_cache(maxsize=1)
def _by_key() -> dict[Key, tuple[Entry, ...]]:
    found: dict[Key, list[Entry]] = defaultdict(list)
    for name in _FILES:
        for entry in _read(name):
            for key in dict.fromkeys(key_of(folded(one)) for one in entry.names):
                found[key].append(entry)
    return {key: tuple(some) for key, some in found.items()}


def _read(name: str) -> Iterator[Entry]:
    text = resources.path("gazetteer", f"{name}.txt").read_text(encoding="utf-8")
    above: list[Entry] = []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        depth = (len(line) - len(line.lstrip())) // _INDENT
        names = tuple(one.strip() for one in line.split("|") if one.strip())
        entry = Entry(names, is_place=name == "places")
        del above[depth:]
        if above:
            above[-1].inside.append(entry)
        above.append(entry)
        yield entry
