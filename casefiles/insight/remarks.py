"""How a statement stands: judged, how certain, on whose word, when, how protected."""

from collections.abc import Iterable, Iterator

from casefiles.insight.known import Known
from casefiles.ledger.projection import PREFERRED, REJECTED
from casefiles.ledger.reader import Statement
from casefiles.model.claim import REPORTED, Passage
from casefiles.model.ids import RecordId
from casefiles.model.phrases import inside
from casefiles.model.vocabulary import load
from casefiles.text import _, language


def remarks(known: Known, statement: Statement) -> tuple[str, ...]:
    """Everything a reader should know before relying on one statement, the judgments first."""
    return (*_judged(statement), *_speech(known, statement), *_bounds(statement))


def remarks_on(known: Known, statements: Iterable[Statement]) -> tuple[str, ...]:
    """For statements that give one value, each remark once; who says what stays together."""
    told: dict[str, None] = {}
    for one in statements:
        told |= dict.fromkeys((*_judged(one), spoken(known, one), *_bounds(one)))
    return tuple(filter(None, told))


def spoken(known: Known, statement: Statement) -> str:
    """How certain it is and on whose word: "alleged (official: Ministry of the Interior)".

    Empty for what is only reported, and by nobody in particular.
    """
    claim = statement.claim
    speakers, levels = load("speaker"), load("certainty")
    kind = inside(speakers.label(claim.by, language())) if speakers.has(claim.by) else ""
    whom = _title(known, claim.who) if claim.who is not None else ""
    word = ": ".join(filter(None, (kind, whom)))
    if claim.certainty == REPORTED or not levels.has(claim.certainty):
        return word
    certainty = inside(levels.label(claim.certainty, language()))
    return f"{certainty} ({word})" if word else certainty


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
        yield _("says {who}").format(who=_title(known, claim.who))


def _bounds(statement: Statement) -> Iterator[str]:
    if statement.claim.held is not None:
        yield statement.claim.held.sentence()
    if statement.sensitivity:
        yield load("sensitivity").label(statement.sensitivity.name.lower(), language())
    if statement.contested:
        yield _("judged in two ways")


def _title(known: Known, identity: RecordId) -> str:
    who = known.resolve(identity)
    summary = known.summary(who) if who else None
    return summary.title if summary else "?"


def place_in_words(passage: Passage) -> str:
    """ "lines 12-14", "p. 2, line 3"; empty where the whole source is meant."""
    parts = [_("p. {page}").format(page=passage.page)] if passage.page.isdecimal() else []
    if passage.page and not parts:
        parts.append(passage.page)
    if passage.first_line and passage.last_line > passage.first_line:
        parts.append(_("lines {a}-{b}").format(a=passage.first_line, b=passage.last_line))
    elif passage.first_line:
        parts.append(_("line {n}").format(n=passage.first_line))
    return ", ".join(parts)
