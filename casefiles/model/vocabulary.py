"""Controlled vocabularies: the closed lists of the field, read from files, never listed in code.

A vocabulary is `resources/vocabularies/NAME.json`: its name, a version that grows with every
change, and terms with labels per language, a definition and, where it has one, a broader term. A
code, once shipped, keeps its meaning for ever, because claims hold codes. Terms that a vault adds
of its own come on top with `extended`.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

import resources
from casefiles.errors import NotUnderstood
from casefiles.text import _

_CODE = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a vocabulary.

    `labels` maps language codes to words for people. `aliases` are names in other systems, each
    with its system in front (`esf:mt4:0101`). `inverse` is the code seen from the other side
    (kinship: parent and child). `sensitivity` is where claims made with this term start.
    """

    code: str
    labels: MappingProxyType[str, str]
    definition: str
    broader: str | None = None
    aliases: tuple[str, ...] = ()
    inverse: str | None = None
    sensitivity: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A named list of terms in the order in which people should see them."""

    name: str
    version: int
    labels: MappingProxyType[str, str]
    terms: tuple[Term, ...]
    _by_code: MappingProxyType[str, Term] = field(repr=False, compare=False)

    @classmethod
    def of(
        cls, name: str, version: int, labels: dict[str, str], terms: Iterable[Term]
    ) -> "Vocabulary":
        """Put a vocabulary together; a code that occurs twice is our fault (`ValueError`)."""
        listed = tuple(terms)
        by_code = {term.code: term for term in listed}
        if len(by_code) != len(listed):
            msg = f"a code occurs twice in vocabulary {name}"
            raise ValueError(msg)
        return cls(name, version, MappingProxyType(labels), listed, MappingProxyType(by_code))

    def has(self, code: str) -> bool:
        """Whether the code is one of this vocabulary."""
        return code in self._by_code

    def term(self, code: str) -> Term:
        """The term of a code; `NotUnderstood` if there is none."""
        try:
            return self._by_code[code]
        except KeyError:
            raise NotUnderstood(
                _("This is not one of the terms to choose from."),
                _("Choose a term from the list, or add one of your own."),
            ) from None

    def label(self, code: str, lang: str = "en") -> str:
        """The words for a code: in `lang`, else in English, else the code itself."""
        term = self._by_code.get(code)
        if term is None:
            return code
        return term.labels.get(lang) or term.labels.get("en") or code

    def narrower(self, code: str) -> tuple[Term, ...]:
        """The terms directly below this one, in order."""
        return tuple(term for term in self.terms if term.broader == code)

    def top(self) -> tuple[Term, ...]:
        """The terms without a broader one, in order."""
        return tuple(term for term in self.terms if term.broader is None)

    def within(self, code: str, broader: str) -> bool:
        """Whether `code` is `broader` or lies anywhere below it."""
        seen: str | None = code
        while seen is not None and seen != broader:
            term = self._by_code.get(seen)
            seen = term.broader if term else None
        return seen is not None

    def find(self, untrusted_text: str) -> str:
        """The code for a code, a label in any language or an alias; else `NotUnderstood`."""
        wanted = untrusted_text.strip().casefold()
        for term in self.terms:
            names = (term.code, *term.labels.values(), *term.aliases)
            if wanted in (name.casefold() for name in names):
                return term.code
        return self.term(wanted).code

    def extended(self, terms: Iterable[Term]) -> "Vocabulary":
        """This vocabulary with a vault's own terms behind the shipped ones; a shipped code wins."""
        own = {term.code: term for term in terms if term.code not in self._by_code}
        return Vocabulary.of(
            self.name, self.version, dict(self.labels), (*self.terms, *own.values())
        )


@lru_cache
def load(name: str) -> Vocabulary:
    """The shipped vocabulary of that name, e.g. `load("acts")`. `KeyError` if there is none."""
    file = resources.path("vocabularies", f"{name}.json")
    if not _CODE.fullmatch(name) or not file.is_file():
        raise KeyError(name)
    content = json.loads(file.read_text(encoding="utf-8"))
    terms = [_term(entry) for entry in content["terms"]]
    return Vocabulary.of(name, int(content["version"]), content["labels"], terms)


@lru_cache
def names() -> tuple[str, ...]:
    """The names of all shipped vocabularies, sorted."""
    return tuple(sorted(file.stem for file in resources.path("vocabularies").glob("*.json")))


def _term(entry: dict[str, object]) -> Term:
    labels, aliases = entry["labels"], entry.get("aliases", [])
    if not isinstance(labels, dict) or not isinstance(aliases, list):
        msg = "a vocabulary file is not as it should be"
        raise TypeError(msg)
    return Term(
        code=str(entry["code"]),
        labels=MappingProxyType({str(lang): str(words) for lang, words in labels.items()}),
        definition=str(entry["definition"]),
        broader=_optional(entry, "broader"),
        aliases=tuple(str(alias) for alias in aliases),
        inverse=_optional(entry, "inverse"),
        sensitivity=_optional(entry, "sensitivity"),
    )


def _optional(entry: dict[str, object], key: str) -> str | None:
    value = entry.get(key)
    return None if value is None else str(value)
