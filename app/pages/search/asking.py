"""What the search page asks the vault, and the answer as it shows it. Knows no Qt."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from casefiles.search.layouts import on_other_keyboard
from casefiles.ledger.reader import Reader, Summary
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Role
from casefiles.model.values import Link
from casefiles.operations.searching import Found, search
from casefiles.search import parse
from casefiles.search.forms import plain_form
from casefiles.search.normalise import fold
from casefiles.search.query import Query
from casefiles.text import N_, _
from casefiles.vault import Vault

FACETS = ("person", "incident", "organisation", "place", "source")
OTHERS = "others"
LABELS = {
    "": N_("All"),
    "person": N_("Persons"),
    "incident": N_("Incidents"),
    "organisation": N_("Organisations"),
    "place": N_("Places"),
    "source": N_("Sources"),
    OTHERS: N_("Others"),
}
FIRST, MOST = 24, 150
"""Hits that are asked for at once, and those that follow: the first must stand there at once."""
_COUNTED = 2_000
_SPELLINGS = 6
_SHORT = 4
"""Of shorter words too many others begin so, or are two letters off."""

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A snippet on one line, with where it stands; marks in code points."""

    text: str
    marks: Marks
    passage: str


@dataclass(frozen=True, slots=True)
class Row:
    """A hit. `line` is where the first marked words stand in a source, 0 if not known."""

    ref: Ref
    title: str
    marks: Marks
    about: str
    pieces: tuple[Piece, ...]
    copies: tuple[tuple[Ref, str], ...]
    line: int
    years: tuple[int, int] | None
    places: frozenset[Ref]

    def spoken(self) -> str:
        """The row for a screen reader."""
        told = [self.title, self.about]
        told += [f"{one.passage} {one.text}".strip() for one in self.pieces]
        return ". ".join(one for one in [*told, copied(self)] if one)


@dataclass(frozen=True, slots=True)
class Offer:
    """Another question that does find something."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found. `whole`: everything asked for is here, not only the first hits."""

    words: str
    kind: str
    chips: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[Ref, str] = field(default_factory=dict)
    offers: tuple[Offer, ...] = ()
    whole: bool = False


def ask(vault: Vault, words: str, kind: str, limit: int) -> Answer:
    """Search; where nothing is found, look for looser questions that find something."""
    if not words.strip():
        return Answer(words, kind, whole=True)
    findings = search(vault, text=words, kinds=kinds_of(kind), limit=limit)
    reader = vault.reader
    refs = [one.hit.ref for one in findings.found]
    summaries = reader.summaries(refs)
    places, titles = _places(reader, refs)
    counts = _counts(vault, findings.query)
    return Answer(
        words=words,
        kind=kind,
        chips=findings.query.chips(),
        notes=findings.notes,
        spellings=_spellings(words, findings.found),
        rows=tuple(
            _row(one, summaries.get(one.hit.ref), places.get(one.hit.ref, frozenset()))
            for one in findings.found
        ),
        counts=counts,
        places=titles,
        offers=() if counts.get("") else tuple(_offers(vault, words)),
        whole=limit >= MOST or len(findings.found) < limit // 2,
    )


def kinds_of(facet: str) -> Collection[str]:
    """The kinds of records behind a facet; none for all."""
    if not facet:
        return ()
    if facet == OTHERS:
        return [name for name, kind in BY_NAME.items() if name not in FACETS and kind.words.listed]
    return [facet]


def copied(row: Row) -> str:
    """ "Also printed in a.txt, b.txt"."""
    if not row.copies:
        return ""
    files = ", ".join(dict.fromkeys(name or _("another file") for _ref, name in row.copies))
    return _("Also printed in {files}").format(files=files)


def years_in_words(years: tuple[int, int] | None) -> str:
    """ "2017" or "1992–1997"."""
    if years is None:
        return ""
    first, last = years
    return str(first) if first == last else f"{first}–{last}"


def _row(found: Found, summary: Summary | None, places: frozenset[Ref]) -> Row:
    hit = found.hit
    years = _years(summary) if summary else None
    kind = _(BY_NAME[hit.ref.kind].words.one)
    about = "  ·  ".join(
        one for one in (kind, years_in_words(years), found.file_name, ", ".join(hit.why)) if one
    )
    shown = list(zip(hit.snippets, found.passages, strict=True))
    pieces = tuple(
        Piece(" ".join(re.split(r"\s", one.text)), one.marks, passage if one.marks else "")
        for one, passage in shown
    )
    return Row(
        ref=hit.ref,
        title=hit.title or kind,
        marks=hit.title_marks if hit.title else (),
        about=about,
        pieces=pieces,
        copies=tuple((copy.ref, copy.file_name) for copy in found.copies),
        line=next((_line(passage) for one, passage in shown if one.marks), 0),
        years=years,
        places=places,
    )


def _line(passage: str) -> int:
    """The number in "line 12": operations tell the passage in words."""
    digits = re.search(r"\d+", passage)
    return int(digits.group()) if digits else 0


def _years(summary: Summary) -> tuple[int, int] | None:
    days = [one for one in (summary.earliest, summary.latest) if one]
    if not days:
        return None
    return dt.date.fromordinal(min(days)).year, dt.date.fromordinal(max(days)).year


def _places(
    reader: Reader, refs: Sequence[Ref]
) -> tuple[Mapping[Ref, frozenset[Ref]], Mapping[Ref, str]]:
    """The places that the hits lie in or link to, and what these are called."""
    properties = (prop for ref in refs for prop in BY_NAME[ref.kind].properties.values())
    names = {prop.name for prop in properties if prop.role is Role.PLACE}
    links: dict[Ref, set[bytes]] = {}
    if names:
        for ref, said in reader.statements_of(refs, *names).items():
            values = (one.claim.value for statements in said.values() for one in statements)
            links[ref] = {value.to for value in values if isinstance(value, Link)}
    known = reader.look_up(one for some in links.values() for one in some)
    found = {
        ref: frozenset(known[one].ref for one in some if one in known)
        | ({ref} if ref.kind == "place" else frozenset())
        for ref, some in links.items()
    }
    titles = {one.ref: one.title for one in known.values() if one.ref.kind == "place"}
    return found, titles | {ref: reader.title(ref) for ref in refs if ref.kind == "place"}


def _counts(vault: Vault, query: Query) -> Mapping[str, int]:
    if query.is_empty:
        return {}
    with vault.database.reading():
        found = vault.index.search(query, (), _COUNTED)
    by_kind = Counter(one.ref.kind for one in found)
    counts = {kind: by_kind.pop(kind, 0) for kind in FACETS}
    counts[OTHERS] = by_kind.total()
    counts[""] = sum(counts.values())
    return counts


def _spellings(words: str, found: Iterable[Found]) -> tuple[str, ...]:
    """How the words are written where that is not as they were typed, the most frequent first."""
    typed = {plain_form(one) for one in fold(words).split()}
    counted: Counter[str] = Counter()
    for surface in _surfaces(found):
        if not {plain_form(one) for one in fold(surface).split()} <= typed:
            counted[surface] += 1
    distinct: dict[str, str] = {}
    for surface, _times in counted.most_common():
        distinct.setdefault(fold(surface), surface)
    return tuple(distinct.values())[:_SPELLINGS]


def _surfaces(found: Iterable[Found]) -> Iterator[str]:
    for one in found:
        yield from (one.hit.title[start:end] for start, end in one.hit.title_marks)
        for snippet in one.hit.snippets:
            yield from (snippet.text[start:end] for start, end in snippet.marks)


def _offers(vault: Vault, words: str) -> Iterator[Offer]:
    """Looser questions, those that find something: beginnings, letters off, another keyboard."""
    plain = re.findall(r"[^\W_]{3,}", words)
    tried = [
        *on_other_keyboard(words),
        " ".join(f"{one}~" for one in plain),
        " ".join(f"{one}~2" for one in plain if len(one) > _SHORT),
        " ".join(f"{one[: max(_SHORT, len(one) * 2 // 3)]}*" for one in plain),
    ]
    for one in dict.fromkeys(tried):
        query = parse(one)
        if one.strip() and one != words and not query.is_empty:
            with vault.database.reading():
                count = len(vault.index.search(query, (), _COUNTED))
            if count:
                yield Offer(one, count)
