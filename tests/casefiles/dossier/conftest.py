"""A small case for dossiers, all of it invented, written as a documenter would enter it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from casefiles.ledger.database import Database, DatabaseKey
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.ledger.step import Step
from casefiles.model.claim import Citation, Passage
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Number, TermValue, Text, Value, When


@dataclass
class Desk:
    """The ledger, its reader, and the records by the names they have in tests."""

    ledger: Ledger
    reader: Reader
    refs: dict[str, Ref] = field(default_factory=dict)
    step: Step | None = None

    def add(self, name: str, kind: str, *said: tuple[object, ...]) -> Ref:
        """A record with claims: (property, value, cites, certainty, by, level), the later optional.

        `cites` are (source's name, first line, last line).
        """
        if self.step is None:
            with self.one_step():
                return self.add(name, kind, *said)
        ref = self.refs.get(name) or self.step.create(kind)
        self.refs[name] = ref
        for one in said:
            self._say(self.step, ref, *one)  # type: ignore[arg-type]
        return ref

    @contextmanager
    def one_step(self) -> Iterator[None]:
        """Everything added inside is one Step."""
        with self.ledger.step("test", author="") as self.step:
            yield
        self.step = None

    def _say(
        self,
        step: Step,
        ref: Ref,
        prop: str,
        value: Value,
        cites: Sequence[tuple[str, int, int]] = (),
        certainty: str = "reported",
        by: str = "",
        level: int = 0,
    ) -> None:
        citations = [Citation(self.refs[s].id, Passage(a, b)) for s, a, b in cites]
        step.say(
            ref.id,
            prop,
            value,
            citations=citations,
            certainty=certainty,
            by=by,
            sensitivity=Sensitivity(level),
        )

    def link(self, name: str) -> Link:
        return Link(self.refs[name].id)


def day(text: str) -> When:
    return When(UncertainDate.parse(text))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An exile with a sister, a house search told twice, a trial with two sentences."""
    database = Database.create(tmp_path / "vault.db", DatabaseKey(os.urandom(32), os.urandom(16)))
    ledger = Ledger.create(database)
    made = Desk(ledger, Reader(ledger))
    with made.one_step():
        _sources(made)
        _persons(made)
        _incident(made)
        _trial(made)
    yield made
    database.close()


def _sources(desk: Desk) -> None:
    desk.add(
        "bulletin",
        "source",
        ("title", Text("Relatives under pressure")),
        ("author", Text("A. Author")),
        ("outlet", Text("Example Bulletin")),
        ("published", day("2018-07-20")),
    )
    desk.add("reprint", "source", ("title", Text("Pressure on families")))
    desk.add("reprint", "source", ("derives_from", desk.link("bulletin")))
    desk.add("paper", "source", ("title", Text("An own inquiry")))


def _persons(desk: Desk) -> None:
    both = [("bulletin", 3, 9), ("reprint", 5, 5)]
    desk.add("village", "place", ("name", Text("Sarichashma")))
    desk.add("police", "organisation", ("name", Text("Police of the district")))
    desk.add(
        "rahim",
        "person",
        ("name", Text("Rahim Karimov"), both),
        ("name", Text("Раҳим Каримов", "tg"), [], "inferred", "own"),
        ("born", day("1971"), [("bulletin", 3, 3)], "stated", "relative"),
        ("born", day("1973"), [("paper", 12, 14)], "alleged", "official"),
        ("function", Text("teacher <b>&amp;</b> activist"), both),
        ("statement", Text("I will go on writing."), [("paper", 20, 21)], "stated", "exile"),
        ("contact", Text("a telephone number"), [], "stated", "own", 3),
    )
    desk.add(
        "sister",
        "person",
        ("name", Text("Zulfiya Nazarova"), [("bulletin", 4, 4)], "reported", "", 2),
        ("sex", TermValue("female")),
    )
    desk.add(
        "is sister",
        "relation",
        ("who", desk.link("sister")),
        ("whose", desk.link("rahim")),
        ("relation_type", TermValue("kinship")),
        ("kinship", TermValue("sister"), [("bulletin", 4, 4)]),
    )
    desk.add("post", "post", ("person", desk.link("rahim")))
    desk.add(
        "post",
        "post",
        ("role", Text("head of school"), [("paper", 30, 30)]),
        ("held", day("2001/2009")),
    )


def _incident(desk: Desk) -> None:
    desk.add(
        "search",
        "incident",
        ("title", Text("House search in Sarichashma")),
        ("when", day("2017-07-08"), [("bulletin", 12, 12)]),
        ("when", day("2017-07-11"), [("paper", 40, 41)]),
        ("place", desk.link("village"), [("bulletin", 12, 12)]),
        ("exile", desk.link("rahim"), [("bulletin", 12, 12)]),
        ("account", Text("Officers searched the house for hours."), [("bulletin", 13, 15)]),
    )
    desk.add(
        "questioning",
        "act",
        ("incident", desk.link("search")),
        ("victim", desk.link("sister"), [("bulletin", 16, 16)]),
        ("act", TermValue("interrogation"), [("bulletin", 16, 16), ("reprint", 8, 8)]),
    )
    desk.add(
        "police did it",
        "involvement",
        ("act", desk.link("questioning")),
        ("perpetrator", desk.link("police"), [("bulletin", 17, 17)], "alleged", "relative"),
        ("degree", TermValue("carried_out")),
    )
    desk.add(
        "reply",
        "reply",
        ("by", desk.link("police")),
        ("about", desk.link("search")),
        ("when", day("2017-08")),
        ("account", Text("There was no search."), [("paper", 50, 50)], "stated", "official"),
    )


def _trial(desk: Desk) -> None:
    desk.add(
        "trial",
        "proceeding",
        ("title", Text("Trial in absence")),
        ("defendant", desk.link("rahim")),
        ("decided", day("2018-03"), [("paper", 60, 60)]),
        ("sentence_years", Number(23, 23, "years"), [("paper", 61, 61)]),
        ("sentence_years", Number(25, 25, "years"), [("bulletin", 90, 90)]),
    )
    desk.add(
        "notice",
        "measure",
        ("title", Text("Red notice")),
        ("against", desk.link("rahim")),
        ("began", day("2018-05~"), [("paper", 70, 70)]),
    )
