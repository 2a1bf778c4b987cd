"""Beside the text: the records it speaks of, names that nobody bears yet, dates, notes on it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.pages.source.dates import Dated
from app.pages.source.deciding import Asked, Deciding
from app.pages.source.mentions import Mentioned, Mentions
from app.pages.source.rows import ASKED, MORE, PASSAGES, REF, SHAPE, grouped
from app.theme import GRID
from app.widgets.icons import grown, kind_icon
from app.widgets.words import label
from casefiles.insight.passages import Span
from casefiles.model.ids import Ref
from casefiles.names.unknown import Unknown
from casefiles.text import _

_ANSWERS = ("1", "2", "3")
_LATER = 3
_ROWS = 3


class Side(QWidget):
    """The list "Mentions". Choosing a record jumps through its passages."""

    jumped = Signal(object)
    """To a passage: its span."""
    chosen = Signal(object)
    """A date: its span is to be selected."""
    opened = Signal(object, bool)
    asked_all = Signal()
    """All that is known of the source is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(GRID * 24)
        self._heading = label("", "heading")
        self._hint = label(
            _("Enter goes to the next passage, Ctrl+Enter opens the record."), "small"
        )
        self._none = label(_("Nothing in the file rests on this source yet."), "muted")
        self.list = _MentionList()
        self.list.look()
        self.list.stepped.connect(self._step)
        self.list.opened.connect(self.opened)
        self.list.currentRowChanged.connect(self._ask)
        self.list.answered.connect(self._answer)
        self.deciding = Deciding()
        self.deciding.later.connect(self._go_on)
        self.deciding.asked_all.connect(self.asked_all)
        self._where: QLabel = label("", "small", wrap=False)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._where)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID * 2, GRID * 2, GRID * 2, GRID)
        column.setSpacing(GRID // 2)
        column.addLayout(head)
        column.addWidget(self._hint)
        column.addWidget(self._none, 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.list, 1)
        column.addWidget(self.deciding)
        self._at: dict[int, int] = {}
        self._found, self._all_dates = Mentions(), False
        self._readable = True
        self._hinted = self._low = False
        theme.on_change().changed.connect(self._repaint)
        self.tell(Mentions())

    def tell(self, found: Mentions, *, readable: bool = True) -> None:
        """List these, persons first, notes last. Without a text there is nowhere to jump to."""
        self._readable, self._found = readable, found
        row = self.list.currentRow()
        asked = self.list.asked(row)
        self.list.clear()
        self._at.clear()
        self._where.setText("")
        for words, items in grouped(found, all_dates=self._all_dates):
            self.list.head(words)
            for item in items:
                self.list.addItem(item)
        self._heading.setText(mentions_counted(len(found.records)))
        some = bool(found.records or found.remarks or found.unknown or found.dates)
        self._none.setVisible(not some)
        self._hinted = some and readable
        self._hint.setVisible(self._hinted and not self._low)
        self.list.setVisible(some)
        same = self.list.row_of(asked)
        self.list.setCurrentRow(same if same >= 0 else max(min(row, self.list.count() - 1), 1))
        self._ask(self.list.currentRow())

    def begin(self) -> None:
        """Another source: nothing of the one before, and few dates again."""
        self._all_dates = False
        self.tell(Mentions())

    def lie_low(self, low: bool) -> None:
        """Below the text there is little height: the hint is left to screen readers."""
        self._low = low
        self._hint.setVisible(self._hinted and not low)

    def select(self, ref: Ref) -> None:
        """Make this record the current one, without jumping."""
        for number in range(self.list.count()):
            if self.list.item(number).data(REF) == ref:
                self.list.setCurrentRow(number)
                return

    def _step(self, row: int, back: bool) -> None:
        if self.list.item(row).data(MORE):
            self._all_dates = True
            self.tell(self._found, readable=self._readable)
            return
        ref = self.list.item(row).data(REF)
        if not self._readable and isinstance(ref, Ref):
            self.opened.emit(ref, False)
            return
        passages: tuple[Span, ...] = self.list.item(row).data(PASSAGES) or ()
        if not passages:
            return
        before = self._at.get(row)
        at = (0 if before is None else before + (-1 if back else 1)) % len(passages)
        self._at[row] = at
        self._ask(row)
        where = _("{n} of {total}").format(n=at + 1, total=len(passages))
        self._where.setText(where)
        self.list.setAccessibleDescription(where)
        dated = isinstance(self.list.asked(row), Dated)
        (self.chosen if dated else self.jumped).emit(passages[at])

    def _ask(self, row: int) -> None:
        passages = self.list.item(row).data(PASSAGES) if row >= 0 else ()
        at = self._at.get(row)
        self.deciding.tell(
            self.list.asked(row) if self._readable else None,
            passages[at] if at is not None and at < len(passages) else None,
        )

    def _answer(self, number: int) -> None:
        """1 yes or the first that can be made of it, 2 no or the second, 3 later."""
        if number == _LATER:
            self._go_on()
        else:
            self.deciding.answer(number)

    def _go_on(self) -> None:
        """To the next record that asks for something."""
        rows = range(self.list.count())
        here = self.list.currentRow()
        for row in (*rows[here + 1 :], *rows[:here]):
            asked = self.list.asked(row)
            if isinstance(asked, Mentioned) and not asked.open:
                continue
            if asked is not None:
                self.list.setCurrentRow(row)
                return

    def _repaint(self) -> None:
        self.list.look()
        for number in range(self.list.count()):
            item = self.list.item(number)
            ref = item.data(REF)
            if isinstance(ref, Ref):
                item.setIcon(kind_icon(ref.kind, grown(SHAPE)))
            elif not item.flags():
                item.setForeground(QColor(theme.colours().muted))


def mentions_counted(count: int) -> str:
    """ "Mentions (14)"."""
    return _("Mentions ({n})").format(n=count) if count else _("Mentions")


class _MentionList(QListWidget):
    stepped = Signal(int, bool)
    opened = Signal(object, bool)
    answered = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Mentions"))
        # The count at the end of a long name stays to be seen.
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(self.ResizeMode.Adjust)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(lambda item: self.stepped.emit(self.row(item), False))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """What is asked about the current row takes room from the list: the row stays in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def look(self) -> None:
        """As large as the type is now."""
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _ROWS)
        self.setIconSize(QSize(grown(SHAPE), grown(SHAPE)))
        for row in range(self.count()):
            if not self.item(row).flags():
                self.item(row).setFont(self._small())

    def _small(self) -> QFont:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        return font

    def asked(self, row: int) -> Asked | None:
        """What can be decided in this row."""
        item = self.item(row) if row >= 0 else None
        found = item.data(ASKED) if item is not None else None
        return found if isinstance(found, (Mentioned, Unknown, Dated)) else None

    def row_of(self, asked: Asked | None) -> int:
        """Where the same record stands now; -1 if it does not."""
        for row in range(self.count()):
            match self.asked(row), asked:
                case Mentioned(ref=one), Mentioned(ref=other) if one == other:
                    return row
        return -1

    def head(self, words: str) -> None:
        """A group begins: words that cannot be chosen."""
        made = QListWidgetItem(words)
        made.setFlags(Qt.ItemFlag.NoItemFlags)
        made.setFont(self._small())
        made.setForeground(QColor(theme.colours().muted))
        self.addItem(made)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on through the passages, Shift+Enter back, Ctrl+Enter opens the record."""
        item = self.currentItem()
        modifiers = event.modifiers()
        if event.text() in _ANSWERS and not modifiers & ~Qt.KeyboardModifier.KeypadModifier:
            self.answered.emit(int(event.text()))
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            ref = item.data(REF)
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                if isinstance(ref, Ref):
                    new_tab = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
                    self.opened.emit(ref, new_tab)
            else:
                back = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
                self.stepped.emit(self.row(item), back)
            return
        super().keyPressEvent(event)
