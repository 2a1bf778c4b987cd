"""What the search page asks the vault, and the answer as it shows it. Knows no Qt."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from casefiles.ledger.reader import Summary
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.operations.searches import is_saved
from casefiles.operations.searching import Findings, Found, search
from casefiles.search import Variant, parse
from casefiles.search.layouts import on_other_keyboard
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
    variants: tuple[Variant, ...] = ()
    meant: tuple[str, ...] = ()
    saved: bool = False
    rows: tuple[Row, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
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
    counts = _counts(vault, findings)
    return Answer(
        words=words,
        kind=kind,
        chips=findings.query.chips(),
        notes=findings.notes,
        variants=findings.query.variants,
        meant=findings.meant,
        saved=is_saved(vault, words=words),
        rows=tuple(_row(one, summaries.get(one.hit.ref)) for one in findings.found),
        counts=counts,
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


def _row(found: Found, summary: Summary | None) -> Row:
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


def _counts(vault: Vault, findings: Findings) -> Mapping[str, int]:
    """How many of each kind there are; of those that hold only some words, those that are shown."""
    if findings.query.is_empty:
        return {}
    if findings.loosened:
        found = [one.hit.ref for one in findings.found]
    else:
        with vault.database.reading():
            found = [one.ref for one in vault.index.search(findings.query, (), _COUNTED)]
    by_kind = Counter(ref.kind for ref in found)
    counts = {kind: by_kind.pop(kind, 0) for kind in FACETS}
    counts[OTHERS] = by_kind.total()
    counts[""] = sum(counts.values())
    return counts


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
                count = len(vault.index.search(vault.widening.widened(query), (), _COUNTED))
            if count:
                yield Offer(one, count)
