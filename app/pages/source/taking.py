"""What is taken from a passage into the file: citations, names, dates, notes. Knows no Qt."""

from app.pages.source.bar import Candidate
from app.pages.source.lines import Lines
from app.widgets.words import shortened
from casefiles.insight.mentioned import cited_passages
from casefiles.insight.passages import Span
from casefiles.ledger.reader import Reader
from casefiles.model.claim import Citation, Passage
from casefiles.model.date_finding import find_dates
from casefiles.model.dates import UncertainDate, understand
from casefiles.model.ids import Ref
from casefiles.model.typed_text import one_line, several_lines
from casefiles.model.values import Text, When
from casefiles.names.compare import compare
from casefiles.operations.dating import published
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.operations.searching import search
from casefiles.text import _
from casefiles.vault import Vault

_LONGEST_QUOTE = 400
_LONGEST_TITLE = 60
_MOST = 5
_WHEN = {"incident": "when", "event": "when", "source": "published"}
"""What is dated from a text, and the property that says when."""


def citation(source: Ref, lines: Lines, selected: Span) -> Citation:
    """The passage that is selected, by the lines of the file, with its words if they are few."""
    start, end = drawn_in(lines.text, selected)
    quote = lines.text[start:end]
    page = lines.page_at(start)
    passage = Passage(
        lines.line_at(start), lines.line_at(max(start, end - 1)), page=str(page) if page else ""
    )
    return Citation(source.id, passage, quote if len(quote) <= _LONGEST_QUOTE else "")


def drawn_in(text: str, selected: Span) -> Span:
    """The same without the spaces at both ends, so that no empty line is cited."""
    start, end = selected
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def kept_sentence(cited: Citation, title: str) -> str:
    """What is told when a passage of the source of this title is kept."""
    first, last = cited.passage.first_line, cited.passage.last_line
    title = shortened(title, _LONGEST_TITLE)
    if first == last:
        return _("Kept: line {n} of “{title}”. The next value you add can rest on it.").format(
            n=first, title=title
        )
    return _("Kept: lines {a}–{b} of “{title}”. The next value you add can rest on it.").format(
        a=first, b=last, title=title
    )


def candidates(vault: Vault, kind: str, name: str) -> list[Candidate]:
    """Records that may be meant by a name, the most alike first."""
    found = search(vault, text=name, kinds=[kind], limit=_MOST).found
    told = [Candidate(one.hit.ref, one.hit.title, _same(one.hit.title, name)) for one in found]
    return sorted(told, key=lambda one: not one.same)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold() or compare(one, other).verdict == "same"


def name_record(vault: Vault, kind: str, name: str, meant: Ref | None, cited: Citation) -> Ref:
    """Say that a record, or a new one, is called so in this passage."""
    said = [Said("name", Text(one_line(name)), citations=(cited,))]
    if meant is None:
        return add_record(vault, kind=kind, said=said)
    add_values(vault, ref=meant, said=said)
    return meant


def date_in(reader: Reader, source: Ref, words: str) -> UncertainDate:
    """What words of a source mean, read as the finder reads them; raises `NotUnderstood`."""
    anchor = published(reader, source)
    for one in find_dates(words, published=anchor):
        if one.when and one.surface == words.strip():
            return one.when
    return understand(words, published=anchor)


def datable(vault: Vault, source: Ref, words: str) -> tuple[UncertainDate, list[Candidate]]:
    """What a date means, and what it may belong to; raises `NotUnderstood`.

    Incidents and events that rest on this source, those of that time first, then the source itself.
    """
    reader = vault.reader
    when = date_in(reader, source, words)
    resting = cited_passages(reader, source, reader.text_of(source)).passages
    told = reader.summaries({ref for ref in resting if ref.kind in _WHEN and ref != source})
    made = [
        Candidate(ref, one.title, _of_that_time(reader, ref, when)) for ref, one in told.items()
    ]
    made = sorted(made, key=lambda one: (not one.same, one.title.casefold()))[:_MOST]
    if not reader.shown(source, "published"):
        made.append(Candidate(source, _("This source: published then"), same=False))
    return when, made


def _of_that_time(reader: Reader, ref: Ref, when: UncertainDate) -> bool:
    values = (one.claim.value for one in reader.shown(ref, _WHEN[ref.kind]))
    return any(isinstance(one, When) and one.date.overlaps(when) for one in values)


def date_record(vault: Vault, source: Ref, words: str, meant: Ref | None, cited: Citation) -> Ref:
    """Say that a record, or a new incident, is of the time that these words mean."""
    when = When(date_in(vault.reader, source, words))
    if meant is None:
        said = [Said("when", when, citations=(cited,))]
        return add_record(vault, kind="incident", said=said)
    add_values(vault, ref=meant, said=[Said(_WHEN[meant.kind], when, citations=(cited,))])
    return meant


def note(vault: Vault, source: Ref, words: str, cited: Citation) -> None:
    """Write a note on a passage; it stands with the source."""
    add_values(
        vault, ref=source, said=[Said("note", Text(several_lines(words)), citations=(cited,))]
    )
