"""A small case, all of it invented: an exile, relatives at home, a search told by three sources."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from casefiles.ledger.ledger import Ledger
from casefiles.ledger.reader import Reader
from casefiles.model.claim import Citation, Passage
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import EntryId, Ref
from casefiles.model.judgment import Aspect, pair
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, TermValue, Text, Value, When

Cites = Sequence[tuple[str, int, int]]


@dataclass
class Case:
    """The ledger, its reader, and the records by the names they have in tests."""

    ledger: Ledger
    reader: Reader
    refs: dict[str, Ref] = field(default_factory=dict)

    def add(self, called: str, kind: str, /, **said: Value | str) -> Ref:
        """A record with plain claims; a string is the name of another record or, if none, words."""
        with self.ledger.step("test", author="") as step:
            self.refs[called] = step.create(kind)
            for prop, value in said.items():
                step.say(self.refs[called].id, prop, self._value(value))
        return self.refs[called]

    def say(
        self,
        name: str,
        prop: str,
        value: Value | str,
        cites: Cites = (),
        *,
        certainty: str = "reported",
        by: str = "",
        level: Sensitivity = Sensitivity.OPEN,
    ) -> EntryId:
        """One more claim about a record; `cites` are (source, first line, last line)."""
        with self.ledger.step("test", author="") as step:
            return step.say(
                self.refs[name].id,
                prop,
                self._value(value),
                citations=[Citation(self.refs[s].id, Passage(a, b)) for s, a, b in cites],
                certainty=certainty,
                by=by,
                sensitivity=level,
            )

    def judge(self, aspect: Aspect, target: bytes, verdict: str) -> None:
        """Decide something."""
        with self.ledger.step("test", author="") as step:
            step.judge(aspect, target, verdict)

    def merge(self, one: str, other: str) -> None:
        """Decide that two records are the same."""
        both = pair(self.refs[one].id, self.refs[other].id)
        self.judge(Aspect.IDENTITY, both, "same")

    def trash(self, name: str) -> None:
        """Put a record in the trash."""
        self.judge(Aspect.TRASH, self.refs[name].id, "trashed")

    def _value(self, value: Value | str) -> Value:
        if not isinstance(value, str):
            return value
        return Link(self.refs[value].id) if value in self.refs else Text(value)


def day(text: str) -> When:
    return When(UncertainDate.parse(text))


@pytest.fixture
def case(ledger: Ledger) -> Case:
    """Rahim is abroad; the house of his sister is searched and she is questioned."""
    made = Case(ledger, Reader(ledger))
    _sources(made)
    made.add("village", "place", name="Sarichashma")
    made.add("police", "organisation", name="Police of the district")
    made.add("rahim", "person", name="Rahim Karimov", function="head of a movement in exile")
    made.add("sister", "person", name="Zulfiya Nazarova")
    made.add("niece", "person", description="niece of Rahim Karimov", minor=TermValue("yes"))
    made.add("kinship", "relation", who="sister", whose="rahim")
    made.say("kinship", "kinship", TermValue("sister"), [("bulletin", 4, 4)])
    made.add("search", "incident", title="House search in Sarichashma", place="village")
    made.say("search", "when", day("2017-07-08"), [("bulletin", 12, 14)])
    made.say("search", "exile", "rahim", [("bulletin", 12, 12)])
    _acts(made)
    return made


def _sources(case: Case) -> None:
    case.add("bulletin", "source", title="Relatives under pressure", published=day("2018-07-20"))
    case.add("reprint", "source", title="Pressure on families", copy_of="bulletin")
    case.add("paper", "source", title="An own inquiry", published=day("2017-09"))


def _acts(case: Case) -> None:
    case.add("searching", "act", incident="search", act=TermValue("house_search"))
    case.say("searching", "victim", "sister", [("bulletin", 13, 13)])
    case.add("questioning", "act", incident="search", act=TermValue("interrogation"))
    case.say("questioning", "victim", "sister", [("bulletin", 16, 16), ("reprint", 8, 8)])
    case.say("questioning", "victim", "niece", [("paper", 5, 5)], certainty="alleged")
    case.add("deed", "involvement", act="questioning", degree=TermValue("carried_out"))
    case.say("deed", "perpetrator", "police", certainty="alleged", by="relative")
