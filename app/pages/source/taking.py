"""What is taken from a passage into the file: citations, names, notes. Knows the vault, no Qt."""

from app.pages.source.bar import Candidate
from app.pages.source.lines import Lines
from app.pages.source.mentions import Span
from casefiles.model.claim import Citation, Passage
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.names.compare import compare
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.operations.searching import search
from casefiles.text import _
from casefiles.vault import Vault

_LONGEST_QUOTE = 400
_MOST = 5


def citation(source: Ref, lines: Lines, selected: Span) -> Citation:
    """The passage that is selected, by the lines of the file, with its words if they are few."""
    start, end = drawn_in(lines.text, selected)
    quote = lines.text[start:end]
    passage = Passage(lines.line_at(start), lines.line_at(max(start, end - 1)))
    return Citation(source.id, passage, quote if len(quote) <= _LONGEST_QUOTE else "")


def drawn_in(text: str, selected: Span) -> Span:
    """The same without the spaces at both ends, so that no empty line is cited."""
    start, end = selected
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def kept_sentence(cited: Citation) -> str:
    """What is told when a passage is kept."""
    first, last = cited.passage.first_line, cited.passage.last_line
    if first == last:
        return _("Kept: line {n}. The next value you add can rest on it.").format(n=first)
    return _("Kept: lines {a}–{b}. The next value you add can rest on it.").format(a=first, b=last)


def candidates(vault: Vault, kind: str, name: str) -> list[Candidate]:
    """Records that may be meant by a name, the most alike first."""
    found = search(vault, text=name, kinds=[kind], limit=_MOST).found
    told = [Candidate(one.hit.ref, one.hit.title, _same(one.hit.title, name)) for one in found]
    return sorted(told, key=lambda one: not one.same)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold() or compare(one, other).verdict == "same"


def name_record(vault: Vault, kind: str, name: str, meant: Ref | None, cited: Citation) -> Ref:
    """Say that a record, or a new one, is called so in this passage."""
    said = [Said("name", Text(name), citations=(cited,))]
    if meant is None:
        return add_record(vault, kind=kind, said=said)
    add_values(vault, ref=meant, said=said)
    return meant


def note(vault: Vault, source: Ref, words: str, cited: Citation) -> None:
    """Write a note on a passage; it stands with the source."""
    add_values(vault, ref=source, said=[Said("note", Text(words), citations=(cited,))])
