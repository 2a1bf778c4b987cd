"""How a statement stands: judged, how certain, on whose word, when, how protected."""

from collections.abc import Iterable, Iterator

from casefiles.insight.known import Known
from casefiles.ledger.projection import PREFERRED, REJECTED
from casefiles.ledger.reader import Statement
from casefiles.model.claim import REPORTED, Passage
from casefiles.model.vocabulary import load
from casefiles.text import _, language


def remarks(known: Known, statement: Statement) -> tuple[str, ...]:
    """Everything a reader should know before relying on one statement, the judgments first."""
    return (*_judged(statement), *_speech(known, statement), *_bounds(statement))


def remarks_on(known: Known, statements: Iterable[Statement]) -> tuple[str, ...]:
    """The same for statements that give one value: each remark once."""
    return tuple(dict.fromkeys(one for said in statements for one in remarks(known, said)))


def certainty(known: Known, statement: Statement) -> tuple[str, ...]:
    """How certain the statement is and on whose word, without judgments and protection."""
    return tuple(_speech(known, statement))


def _judged(statement: Statement) -> Iterator[str]:
    if statement.weight == PREFERRED:
        yield _("preferred")
    if statement.weight == REJECTED:
        yield _("rejected")


def _speech(known: Known, statement: Statement) -> Iterator[str]:
    claim = statement.claim
    if claim.certainty != REPORTED and load("certainty").has(claim.certainty):
        yield load("certainty").label(claim.certainty, language())
    if claim.by and load("speaker").has(claim.by):
        yield load("speaker").label(claim.by, language())
    if claim.who is not None:
        who = known.resolve(claim.who)
        summary = known.summary(who) if who else None
        yield _("says {who}").format(who=summary.title if summary else "?")


def _bounds(statement: Statement) -> Iterator[str]:
    if statement.claim.held is not None:
        yield statement.claim.held.sentence()
    if statement.sensitivity:
        yield load("sensitivity").label(statement.sensitivity.name.lower(), language())
    if statement.contested:
        yield _("judged in two ways")


def place_in_words(passage: Passage) -> str:
    """ "lines 12-14", "line 3", "p. 3"; empty where the whole source is meant."""
    if passage.first_line and passage.last_line > passage.first_line:
        return _("lines {a}-{b}").format(a=passage.first_line, b=passage.last_line)
    if passage.first_line:
        return _("line {n}").format(n=passage.first_line)
    return passage.page
