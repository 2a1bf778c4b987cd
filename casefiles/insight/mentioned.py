"""Whom and what a source mentions: found in its text, told apart by what rests on it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from casefiles.insight.bearers import KINDS, naming
from casefiles.insight.known import Known
from casefiles.insight.passages import Passages, Span
from casefiles.ledger.projection import REJECTED
from casefiles.ledger.reader import Reader, Statement
from casefiles.model.claim import Citation
from casefiles.model.ids import EntryId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import Layer
from casefiles.names.lexicon import Lexicon
from casefiles.names.mentions import find_mentions

_NOT_NAMED = frozenset({"source", "task", "tag", "case", "submission", "consent"})

Spot = tuple[int, int, Ref]


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to `end` (half-open, code points) of a source's text name a record.

    `cited`: a name of the record rests on this passage, so somebody read it here.
    """

    start: int
    end: int
    ref: Ref
    cited: bool


def mentions_in(
    reader: Reader,
    source: Ref,
    text: str,
    names: Lexicon,
    *,
    accepted: Sequence[Spot] = (),
    refused: Collection[Spot] = (),
) -> list[Mention]:
    """All mentions in the text of this source, in its order; they do not overlap.

    `accepted` are mentions for certain, and help to read the others; `refused` are none.
    """
    cited = cited_passages(reader, source, text)
    found = find_mentions(text, names, cited.passages, accepted=accepted, refused=refused)

    def read_here(ref: Ref, at: int) -> bool:
        return any(start <= at < end for start, end in cited.names.get(ref, ()))

    return [
        Mention(one.start, one.end, one.key, read_here(one.key, one.start))
        for one in found
        if isinstance(one.key, Ref)
    ]


@dataclass(frozen=True, slots=True)
class Cited:
    """The records of which claims speak that rest on a source, with the passages cited: for
    anything, and for what the record is called."""

    passages: Mapping[Ref, Sequence[Span]]
    names: Mapping[Ref, Sequence[Span]]


def cited_passages(reader: Reader, source: Ref, text: str) -> Cited:
    """What rests on this source. The articles of a saved page rest on lines of the page, too."""
    known = Known(reader)
    articles = {one.origin for one in reader.linked_to(source, "part_of")}
    resting = [pair for one in (source, *sorted(articles)) for pair in reader.citing(one)]
    claims = {claim for _subject, claim in resting}
    subjects = sorted({subject for subject, _claim in resting})
    known.learn(subjects)
    own = frozenset(reader.members(source))
    inside = frozenset(member for one in articles for member in reader.members(one))
    span = Passages(text, first_line(reader, source))
    found: dict[Ref, set[Span]] = defaultdict(set)
    names: dict[Ref, set[Span]] = defaultdict(set)
    for subject in subjects:
        for statement in _standing(known, subject, claims):
            cited = statement.claim.citations
            here = [span.cited(one) for one in cited if one.source in own]
            here += [span.cited(one) for one in cited if one.source in inside and _by_line(one)]
            for ref in _spoken_of(known, subject, statement) if here else ():
                found[ref].update(here)
            if subject.kind in KINDS and statement.claim.property in naming(subject.kind):
                names[subject].update(here)
    return Cited(_sorted(found), _sorted(names))


def _sorted(found: Mapping[Ref, Collection[Span]]) -> Mapping[Ref, Sequence[Span]]:
    return {ref: sorted(spans) for ref, spans in found.items()}


def _by_line(citation: Citation) -> bool:
    return bool(citation.passage.first_line)


def first_line(reader: Reader, source: Ref) -> int:
    """The line of the original file with which the text of this source begins; at least 1."""
    layers = (one.claim.value for one in reader.shown(source, "words_layer"))
    return max(next((one.first_line for one in layers if isinstance(one, Layer)), 1), 1)


def _standing(known: Known, subject: Ref, claims: set[EntryId]) -> Iterable[Statement]:
    for said in known.said(subject).values():
        for one in said:
            if one.claim.id in claims and one.weight != REJECTED:
                yield one


def _spoken_of(known: Known, subject: Ref, statement: Statement) -> set[Ref]:
    """Its subject, or what that is a part of, and what it links."""
    words = BY_NAME[subject.kind].words
    found = {subject} if words.listed else set()
    for name in words.belongs_by:
        found.update(known.targets(subject, name))
    target = known.target(statement)
    if target is not None and BY_NAME[target.kind].words.listed:
        found.add(target)
    return {one for one in found if one.kind not in _NOT_NAMED and not known.trashed(one)}
