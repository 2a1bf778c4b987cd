"""The rows of the list beside the text: records, unknown names, dates and notes, in groups."""

import html
import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem

from app.pages.source.dates import Dated
from app.pages.source.mentions import Mentioned, Mentions
from app.widgets.icons import grown, kind_icon
from app.widgets.words import shortened
from casefiles.insight.passages import Span
from casefiles.model.kinds import BY_NAME
from casefiles.names.unknown import Unknown
from casefiles.text import _, many

PASSAGES = int(Qt.ItemDataRole.UserRole)
REF = PASSAGES + 1
ASKED = PASSAGES + 2
MORE = PASSAGES + 3
"""What a row carries: its spans, its record, what can be decided in it, that it shows the rest."""
SHAPE = 14
_MOST, _LONGEST = 12, 56
_MIRRORED = re.compile("[\u0590-\u08ff]")


def grouped(found: Mentions, *, all_dates: bool) -> Iterator[tuple[str, list[QListWidgetItem]]]:
    """The rows under their headings; of many dates only the first dozen unless all are wanted."""
    by_kind: dict[str, list[Mentioned]] = {}
    for one in found.records:
        by_kind.setdefault(one.ref.kind, []).append(one)
    for kind, records in by_kind.items():
        yield _(BY_NAME[kind].words.more), [_item(one) for one in records]
    if found.unknown:
        yield _("Not known yet"), [_unknown(one) for one in found.unknown[:_MOST]]
    if found.dates:
        yield _("Dates"), _dates(found.dates, whole=all_dates)
    if found.remarks:
        notes = [_bare(one.words, (one.passage,)) for one in found.remarks]
        yield _("Notes on this source"), notes


def _item(one: Mentioned) -> QListWidgetItem:
    count = len(one.passages)
    # A row has few lines, and the count at the end of a long name must stay to be seen.
    words = _apart(shortened(one.title, _LONGEST))
    made = _bare(f"{words}   {count}" + ("  ?" if one.open else ""), one.passages)
    made.setIcon(kind_icon(one.ref.kind, grown(SHAPE)))
    made.setData(REF, one.ref)
    made.setData(ASKED, one)
    passages = many("{n} passage", "{n} passages", count)
    if one.open:
        passages += ", " + _("{n} to confirm").format(n=len(one.open))
    kind = _(BY_NAME[one.ref.kind].words.one)
    made.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.title}, {kind}, {passages}")
    made.setToolTip(f"<p>{html.escape(one.title)}<br>{html.escape(passages)}</p>")
    return made


def _unknown(one: Unknown) -> QListWidgetItem:
    made = _bare(f"{_apart(one.name)}   {len(one.places)}", one.places)
    made.setData(ASKED, one)
    seen = many("seen {n} time", "seen {n} times", len(one.places))
    made.setData(Qt.ItemDataRole.AccessibleTextRole, f"{one.name}, {seen}")
    made.setToolTip(f"<p>{html.escape(one.name)}<br>{html.escape(seen)}</p>")
    return made


def _dates(dates: tuple[Dated, ...], *, whole: bool) -> list[QListWidgetItem]:
    made = [_date(one) for one in (dates if whole else dates[:_MOST])]
    if len(made) < len(dates):
        more = _bare(_("All {n}").format(n=len(dates)), ())
        more.setData(MORE, True)
        words = many("Show {n} date", "Show all {n} dates", len(dates))
        more.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        made.append(more)
    return made


def _date(one: Dated) -> QListWidgetItem:
    """Two lines: the words of the text, and beneath what is understood."""
    made = _bare(f"{_apart(one.words)}   {len(one.places)}\n{one.sentence}", one.places)
    made.setData(ASKED, one)
    seen = many("seen {n} time", "seen {n} times", len(one.places))
    spoken = f"{one.words}, {one.sentence}, {seen}"
    made.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
    lines = (html.escape(words) for words in (one.words, one.sentence, seen))
    made.setToolTip(f"<p>{'<br>'.join(lines)}</p>")
    return made


def _apart(words: str) -> str:
    """Words written from right to left are kept apart from the count, which would go among them."""
    return f"\u2068{words}\u2069" if _MIRRORED.search(words) else words


def _bare(words: str, passages: tuple[Span, ...]) -> QListWidgetItem:
    made = QListWidgetItem(words)
    made.setData(PASSAGES, passages)
    made.setToolTip(f"<p>{html.escape(words)}</p>")
    return made
