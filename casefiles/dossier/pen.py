"""The pen: turns what a view shows of a record into facts and runs, with notes and certainty.

One pen writes one dossier. It numbers the notes in the order of writing and remembers where sources
disagree, so that all disagreements can be told together at the end.
"""

import json
from collections.abc import Iterable, Sequence

from casefiles.dossier import wording
from casefiles.dossier.notes import Notes
from casefiles.dossier.origins import origins
from casefiles.dossier.outline import Fact, Run, Runs, Value
from casefiles.ledger.projection import PREFERRED
from casefiles.ledger.reader import Statement
from casefiles.model.dates import UncertainDate, at_odds
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Link, Text, When
from casefiles.release.view import View
from casefiles.text import _


class Pen:
    """Writes for one view. `without` are the titles of the sections left out by choice."""

    def __init__(self, view: View, without: tuple[str, ...] = ()) -> None:
        self.view = view
        self.without = without
        self.notes = Notes(view)
        self.disagreements: dict[tuple[Ref, str], Fact] = {}

    # Words

    def words(self, ref: Ref, statement: Statement) -> str:
        """The value of a statement in words."""
        if isinstance(statement.claim.value, Link):
            other = self.view.target(statement)
            return self.view.title(other) if other else ""
        prop = BY_NAME[ref.kind].properties[statement.claim.property]
        return wording.value(statement.claim.value, prop)

    def first(self, ref: Ref, name: str) -> str:
        """The best value of a property in words, or nothing."""
        statements = self.view.of(ref, name)
        return self.words(ref, statements[0]) if statements else ""

    def every(self, ref: Ref, name: str) -> str:
        """All values of a property in words, with commas."""
        said = (self.words(ref, one) for one in self.view.of(ref, name))
        return ", ".join(dict.fromkeys(filter(None, said)))

    def date(self, ref: Ref, name: str) -> UncertainDate | None:
        """The best date of a property."""
        for statement in self.view.of(ref, name):
            if isinstance(statement.claim.value, When):
                return statement.claim.value.date
        return None

    def certainty(self, statements: Iterable[Statement]) -> str:
        """How certain the statements are and who says so, in words."""
        return wording.joined([self._certainty(one) for one in statements])

    def remark(self, statements: Sequence[Statement]) -> str:
        """Certainty, time, preference and independent origins of one value."""
        held = [one.claim.held.sentence() for one in statements if one.claim.held is not None]
        weighed = [_("preferred here") for one in statements if one.weight == PREFERRED]
        counted = origins(statements, self.view).words()
        said = self.certainty(statements)
        return wording.joined([*held, said, *weighed, counted])

    # Facts

    def fact(self, ref: Ref, name: str) -> Fact | None:
        """Everything said of one property; None if nothing is. Remembers disagreement."""
        values = self.values(ref, name)
        if not values:
            return None
        prop = BY_NAME[ref.kind].properties[name]
        conflicting = self.disagreeing(ref, name)
        fact = Fact(_(prop.label), values, conflicting)
        if conflicting:
            self.disagreements[ref, name] = fact
        return fact

    def facts(self, ref: Ref, names: Iterable[str]) -> tuple[Fact, ...]:
        """The facts of several properties, those unknown left out."""
        found = (self.fact(ref, name) for name in names)
        return tuple(fact for fact in found if fact is not None)

    def values(self, ref: Ref, name: str) -> tuple[Value, ...]:
        """The different values of a property, each with all statements that give it."""
        return tuple(
            Value(runs, wording.joined([self._writing(group[0], name, ref), self.remark(group)]))
            for group in self.groups(ref, name)
            if (runs := self.runs(ref, group))
        )

    def groups(self, ref: Ref, name: str) -> list[list[Statement]]:
        """The statements on a property, those that give the same value together."""
        found: dict[str, list[Statement]] = {}
        for statement in self.view.of(ref, name):
            found.setdefault(self._same(statement), []).append(statement)
        return list(found.values())

    def runs(self, ref: Ref, group: Sequence[Statement]) -> Runs:
        """One value with its notes."""
        words = self.words(ref, group[0])
        return (Run(words, notes=self.notes.numbers(group)),) if words else ()

    def disagreeing(self, ref: Ref, name: str) -> bool:
        """Whether values are given that cannot all be true."""
        if BY_NAME[ref.kind].properties[name].many:
            return False
        positive = [one for one in self.view.of(ref, name) if one.claim.certainty != "denied"]
        dates = [one.claim.value.date for one in positive if isinstance(one.claim.value, When)]
        if dates:
            return at_odds(dates)
        return len({self._same(one) for one in positive}) > 1

    def watch(self, ref: Ref, *names: str) -> None:
        """Remember disagreement on properties that are not printed as facts where they stand."""
        for name in names:
            if self.disagreeing(ref, name):
                self.fact(ref, name)

    # How inside

    def _certainty(self, statement: Statement) -> str:
        claim = statement.claim
        who = self.view.known(claim.who) if claim.who is not None else None
        called = self.view.title(who) if who is not None else ""
        return wording.certainty(claim.certainty, claim.by, called)

    def _same(self, statement: Statement) -> str:
        """Equal for statements that say the same: links are followed, languages do not matter."""
        value = statement.claim.value
        if isinstance(value, Link):
            return str(self.view.target(statement))
        if isinstance(value, Text):
            return value.text
        return json.dumps(value.to_json(), sort_keys=True)

    def _writing(self, statement: Statement, name: str, ref: Ref) -> str:
        """Script and language, where the value is a name."""
        value = statement.claim.value
        is_name = name in BY_NAME[ref.kind].words.title and name == "name"
        if not is_name or not isinstance(value, Text):
            return ""
        return wording.writing(value.text, value.lang)
