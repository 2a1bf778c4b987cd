"""Desks for trying: ledgers in memory, a small case on them, and entries carried between them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher

from casefiles.exchange.formats import everything_kept
from casefiles.exchange.lines import Line
from casefiles.exchange.receiving import take, weigh
from casefiles.ledger.database import Database
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.step import Step
from casefiles.model.claim import Citation, Passage
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect, pair
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Number, Point, TermValue, Text, When


def desk() -> Ledger:
    """An empty ledger in memory."""
    connection = sqlcipher.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return Ledger.create(Database(connection, read_only=False))


@contextmanager
def desks(number: int) -> Iterator[list[Ledger]]:
    """Several, closed at the end."""
    made = [desk() for _one in range(number)]
    try:
        yield made
    finally:
        for ledger in made:
            ledger.database.close()


def carry(lines: Sequence[Line], to: Ledger, *, adopt: bool = False) -> bool:
    """Let these entries arrive at another desk; whether there was anything new."""
    return take(to, weigh(to, lines), Step("receive", "N."), {}, adopt=adopt)


def lines_of(ledger: Ledger) -> list[Line]:
    """All that desk has, without what it took back."""
    return [line for line in everything_kept(ledger) if not line.undone]


def small_case(ledger: Ledger) -> dict[str, Ref]:
    """One of each type of value, and judgments of each aspect that travels."""
    refs: dict[str, Ref] = {}
    with ledger.step("add", author="N.") as step:
        for name, kind in (
            ("zafar", "person"),
            ("sister", "person"),
            ("double", "person"),
            ("kin", "relation"),
            ("village", "place"),
            ("article", "source"),
            ("count", "statistic"),
        ):
            refs[name] = step.create(kind)
        cited = [Citation(refs["article"].id, Passage(3, 4), "a few words")]
        named = step.say(refs["zafar"].id, "name", Text("Zafar Testov", "tg"), citations=cited)
        born = step.say(refs["zafar"].id, "born", When(UncertainDate.parse("1975?")), by="relative")
        step.say(refs["sister"].id, "description", Text("sister of Zafar"))
        step.say(refs["double"].id, "name", Text("Zafar Testi"))
        step.say(refs["kin"].id, "who", Link(refs["sister"].id), certainty="alleged")
        step.say(refs["kin"].id, "whose", Link(refs["zafar"].id))
        step.say(refs["kin"].id, "kinship", TermValue("sister"))
        step.say(refs["village"].id, "location", Point(38.5, 68.75, 500))
        step.say(refs["count"].id, "quantity", Number(23, 28, "years"))
        step.say(refs["article"].id, "title", Text("A report"), sensitivity=Sensitivity.OFFICIAL)
    with ledger.step("judge", author="N.") as step:
        step.judge(Aspect.WEIGHT, named, "preferred", "printed in the court's paper")
        step.judge(Aspect.STANDING, born, "withdrawn", "a slip")
        step.judge(Aspect.SENSITIVITY, refs["sister"].id, "2")
        step.judge(Aspect.IDENTITY, pair(refs["zafar"].id, refs["double"].id), "same")
    return refs
