"""How far a statement or a record may travel, all rules put together."""

from collections.abc import Mapping, Sequence

from casefiles.ledger.reader import Statement
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Role
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import TermValue, Text
from casefiles.model.vocabulary import Vocabulary, load

WORKING_NOTE = "note"
"""The documenter's remarks to themselves: partners may read them, nobody further out."""


def level_of(ref: Ref, statement: Statement) -> Sensitivity:
    """The level of one statement: its own or the judged one, and never below what its term asks.

    Some terms (sexual violence, threats to children) start high. That holds here whatever way the
    claim came in, because a release cannot be called back.
    """
    level = statement.sensitivity
    name, value = statement.claim.property, statement.claim.value
    if name == WORKING_NOTE:
        level = max(level, Sensitivity.PARTNER)
    prop = BY_NAME[ref.kind].properties.get(name)
    if prop is not None and prop.vocabulary and isinstance(value, TermValue):
        level = max(level, _start(load(prop.vocabulary), value.code))
    return level


def names_told(
    ref: Ref, statements: Mapping[str, Sequence[Statement]]
) -> list[tuple[str, str, Statement]]:
    """All names in all statements of a record: property, name, statement."""
    return [
        (name, statement.claim.value.text, statement)
        for name, prop in BY_NAME[ref.kind].properties.items()
        if prop.role is Role.NAME
        for statement in statements.get(name, ())
        if isinstance(statement.claim.value, Text)
    ]


def _start(vocabulary: Vocabulary, code: str) -> Sensitivity:
    """Where statements with this term start; a narrower term is as protected as a broader one."""
    level = Sensitivity.OPEN
    seen: str | None = code
    while seen is not None and vocabulary.has(seen):
        term = vocabulary.term(seen)
        if term.sensitivity:
            level = max(level, Sensitivity[term.sensitivity.upper()])
        seen = term.broader
    return level
