"""A small case, all of it invented: an exile, relatives of different protection, an informant."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from casefiles.ledger.database import Database, DatabaseKey
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.model.claim import Citation, Passage
from casefiles.model.ids import EntryId, Ref
from casefiles.model.judgment import Aspect
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, TermValue, Text, Value


@dataclass
class SmallCase:
    """The ledger and its records by their names here."""

    ledger: Ledger
    reader: Reader
    refs: dict[str, Ref]

    def say(self, name: str, prop: str, value: Value, level: int = 0, lines: int = 0) -> EntryId:
        """Add one claim to one record, citing the article if lines are given."""
        cited = [Citation(self.refs["article"].id, Passage(lines, lines))] if lines else []
        with self.ledger.step("test", author="") as step:
            return step.say(
                self.refs[name].id, prop, value, citations=cited, sensitivity=Sensitivity(level)
            )

    def judge(self, aspect: Aspect, target: bytes, verdict: str) -> None:
        """Add one judgment."""
        with self.ledger.step("test", author="") as step:
            step.judge(aspect, target, verdict)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[SmallCase]:
    """Rahim's sister is known to partners, his child to official bodies, the informant to us."""
    key = DatabaseKey(os.urandom(32), os.urandom(16))
    database = Database.create(tmp_path / "vault.db", key)
    ledger = Ledger.create(database)
    refs: dict[str, Ref] = {}
    with ledger.step("test", author="") as step:
        for name, kind in KINDS.items():
            refs[name] = step.create(kind)
        for name, prop, value, level in CLAIMS:
            made = value(refs) if callable(value) else value
            step.say(refs[name].id, prop, made, sensitivity=Sensitivity(level))
    yield SmallCase(ledger, Reader(ledger), refs)
    database.close()


def link(name: str) -> Callable[[dict[str, Ref]], Value]:
    return lambda refs: Link(refs[name].id)


KINDS = {
    "rahim": "person",
    "sister": "person",
    "child": "person",
    "informant": "person",
    "is sister": "relation",
    "is child": "relation",
    "is relative": "relation",
    "article": "source",
    "testimony": "source",
    "search": "incident",
    "act on sister": "act",
    "act on informant": "act",
    "threat": "act",
}

CLAIMS: tuple[tuple[str, str, Value | Callable[[dict[str, Ref]], Value], int], ...] = (
    ("rahim", "name", Text("Rahim Karimov"), 0),
    ("rahim", "contact", Text("a telephone number"), 3),
    ("rahim", "note", Text("ask again in spring"), 0),
    ("sister", "name", Text("Zulfiya Nazarova"), 2),
    ("sister", "sex", TermValue("female"), 0),
    ("child", "name", Text("Umed Karimov"), 0),
    ("child", "minor", TermValue("yes"), 1),
    ("informant", "name", Text("Farhod Salimov"), 0),
    ("informant", "code", Text("Walnut 4"), 2),
    ("informant", "informant", TermValue("yes"), 3),
    ("is sister", "who", link("sister"), 0),
    ("is sister", "whose", link("rahim"), 0),
    ("is sister", "kinship", TermValue("sister"), 0),
    ("is child", "who", link("child"), 0),
    ("is child", "whose", link("rahim"), 0),
    ("is child", "kinship", TermValue("son"), 1),
    ("is relative", "who", link("informant"), 0),
    ("is relative", "whose", link("rahim"), 0),
    ("is relative", "kinship", TermValue("uncle"), 0),
    ("article", "title", Text("An article"), 0),
    ("testimony", "title", Text("Talk with Farhod Salimov"), 3),
    ("testimony", "informant", link("informant"), 3),
    ("search", "title", Text("House search"), 0),
    ("search", "exile", link("rahim"), 0),
    ("act on sister", "incident", link("search"), 0),
    ("act on sister", "victim", link("sister"), 0),
    ("act on sister", "act", TermValue("interrogation"), 0),
    ("act on informant", "incident", link("search"), 0),
    ("act on informant", "victim", link("informant"), 0),
    ("act on informant", "act", TermValue("interrogation"), 0),
    ("threat", "incident", link("search"), 0),
    ("threat", "victim", link("sister"), 0),
    ("threat", "act", TermValue("sexual_threat"), 0),
)
