"""The properties of a record as people read them: values with reasons, equal ones together."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from casefiles.insight.known import Known, Said
from casefiles.insight.naming import Names
from casefiles.insight.remarks import place_in_words, remarks_on
from casefiles.ledger.projection import REJECTED
from casefiles.ledger.reader import Reader, Statement, in_dispute
from casefiles.model.claim import Citation
from casefiles.model.ids import EntryId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.phrases import value_in_words
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Text
from casefiles.text import _

_WORKING_NOTES = "task"


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a source. `place` in words, empty for the whole source; lines 0 if none."""

    source: Ref
    title: str
    place: str
    first_line: int
    last_line: int
    quote: str


@dataclass(frozen=True, slots=True)
class Value:
    """What one or more statements give: `claim` is the best of them, `more` are the others.

    `independent` is the least number of independent origins: what is not decided counts as a copy.
    `masked`: not to be shown on the screen until asked for.
    """

    claim: EntryId
    words: str
    leads_to: Ref | None
    remarks: tuple[str, ...]
    cited: tuple[Cited, ...]
    independent: int
    rejected: bool
    masked: bool
    more: tuple[EntryId, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A property with its values, the best first; `disputed` if sources disagree on it."""

    name: str
    label: str
    values: tuple[Value, ...]
    disputed: bool


def fields_of(reader: Reader, ref: Ref) -> tuple[Field, ...]:
    """All that is said about a record, in the order in which its kind declares it."""
    known = Known(reader)
    return Fields(known, Names(known)).of(ref)


class Fields:
    """Puts fields together from what is known already."""

    def __init__(self, known: Known, names: Names) -> None:
        self._known = known
        self._names = names

    def of(self, ref: Ref) -> tuple[Field, ...]:
        """All fields of a record."""
        self.learn(ref)
        return self.put_together(ref, self._known.said(ref))

    def put_together(self, ref: Ref, said: Said) -> tuple[Field, ...]:
        """The fields of what is said, whether it is all of one record or not."""
        return tuple(self._field(ref, name, statements) for name, statements in said.items())

    def learn(self, ref: Ref) -> None:
        """Fetch in few questions what the fields of a record speak of."""
        every = [one for said in self._known.said(ref).values() for one in said]
        targets = (self._known.target(one) for one in every)
        self._names.learn(target for target in targets if target)
        self._known.learn_origins(self.sources(every))

    def cited(self, statements: Iterable[Statement]) -> tuple[Cited, ...]:
        """The places that statements rest on, each once."""
        found = (self.place(one) for said in statements for one in said.claim.citations)
        return tuple(dict.fromkeys(found))

    def sources(self, statements: Iterable[Statement]) -> set[Ref]:
        """The sources that statements rest on."""
        found = (
            self._known.resolve(citation.source)
            for statement in statements
            for citation in statement.claim.citations
        )
        return {source for source in found if source}

    def _field(self, ref: Ref, name: str, statements: Sequence[Statement]) -> Field:
        prop = BY_NAME[ref.kind].properties.get(name)
        groups: dict[Hashable, list[Statement]] = {}
        for statement in statements:
            groups.setdefault(self._same(statement), []).append(statement)
        values = tuple(self._value(ref, group) for group in groups.values())
        disputed = prop is not None and in_dispute(prop, statements)
        return Field(name, _(prop.label) if prop else name, values, disputed)

    def _same(self, statement: Statement) -> Hashable:
        """Equal for statements that say the same, whatever language a word is marked with.

        What is rejected or denied stands apart: its sources do not speak for the value.
        """
        value = statement.claim.value
        against = (statement.weight == REJECTED, statement.claim.certainty == "denied")
        if isinstance(value, Link):
            return self._known.resolve(value.to) or value, against
        return value.text if isinstance(value, Text) else value, against

    def _value(self, ref: Ref, group: Sequence[Statement]) -> Value:
        best = group[0]
        leads_to = self._known.target(best)
        return Value(
            best.claim.id,
            self.words(ref, best),
            leads_to,
            remarks_on(self._known, group),
            self.cited(group),
            self._known.origins(self.sources(group)).least,
            best.weight == REJECTED,
            masked(ref, group),
            tuple(one.claim.id for one in group[1:]),
        )

    def words(self, ref: Ref, statement: Statement) -> str:
        """The value of one statement; a link by what the other record is called."""
        value = statement.claim.value
        if isinstance(value, Link):
            leads_to = self._known.resolve(value.to)
            return self._names.of(leads_to) if leads_to else _("(no longer here)")
        return value_in_words(BY_NAME[ref.kind].properties.get(statement.claim.property), value)

    def place(self, citation: Citation) -> Cited:
        """One place in a source; the source may not have arrived here yet."""
        source = self._known.resolve(citation.source)
        title = self._names.of(source) if source else _("(a source that is not here)")
        passage = citation.passage
        return Cited(
            source or Ref("source", citation.source),
            title,
            place_in_words(passage),
            passage.first_line,
            passage.last_line or passage.first_line,
            citation.quote,
        )


def masked(ref: Ref, statements: Iterable[Statement]) -> bool:
    """Whether a value is hidden until asked for: a telephone number, a passport, an informant.

    That is what only the holders of the vault may know. Their own notes are that, too, but are
    written to be read.
    """
    closest = max(one.sensitivity for one in statements)
    return closest >= Sensitivity.INTERNAL and ref.kind != _WORKING_NOTES
