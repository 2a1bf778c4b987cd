"""The small bar at a selection: cite it, take a person, a place or a date from it, note on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.pages.source.text import TextView
from app.theme import GRID
from app.widgets.flow import Flow
from app.widgets.icons import grown, kind_icon
from app.widgets.words import button, label
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.text import N_, _

VERBS = {
    "cite": (N_("Cite"), "Ctrl+Return", N_("Keep this passage: the next value can rest on it.")),
    "person": (N_("Person"), "Ctrl+M", N_("Find or add the person of this name.")),
    "place": (N_("Place"), "Ctrl+Shift+M", N_("Find or add the place of this name.")),
    "date": (N_("Date"), "Ctrl+Shift+D", N_("Say what happened then.")),
    "note": (N_("Note"), "Ctrl+Shift+N", N_("Write a note on this passage.")),
}
_WIDEST, _SHAPE = 440, 14
_LONGEST_NAME = 120
_FIELD = {
    "person": N_("Name of the person"),
    "place": N_("Name of the place"),
    "date": N_("When it happened"),
    "note": N_("Note"),
}
_NEW = {
    "person": N_("New person: {name}"),
    "place": N_("New place: {name}"),
    "date": N_("New incident: {name}"),
}
_TIP = {
    "person": N_("Add this name and passage to the record"),
    "place": N_("Add this name and passage to the record"),
    "date": N_("Add this date and passage to the record"),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that may be meant by a name, or to which a date may belong."""

    ref: Ref
    title: str
    same: bool


class TakingBar(QFrame):
    """Floats at the selection of a text and asks inside itself; never takes the focus unasked."""

    verb = Signal(str)
    """One of `VERBS` was pressed."""
    sought = Signal(str, str)
    """A name or a date is being written: candidates for this verb and these words are wanted."""
    taken = Signal(str, str, object)
    """Decided: the verb, the words, the record that is meant or None for a new one."""
    noted = Signal(str)
    left = Signal()

    def __init__(self, view: TextView) -> None:
        super().__init__(view)
        self._view = view
        self._asking = ""
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.setAccessibleName(_("What to take from the selected words"))
        self._buttons = self._make_buttons()
        self._field_name = label("", "small", wrap=False)
        self._field = QLineEdit()
        self._field.setClearButtonEnabled(False)
        self._choices = QListWidget()
        self._choices.setAccessibleName(_("Records of this name"))
        self._choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._choices.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._hint = label("", "small")
        self._asked = self._make_asking()
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        column.setSpacing(GRID // 2)
        column.addWidget(self._buttons)
        column.addWidget(self._asked)
        self._field.textEdited.connect(self._edited)
        # The focus stays in the field: what is chosen is told as belonging to it.
        self._choices.currentTextChanged.connect(self._field.setAccessibleDescription)
        view.verticalScrollBar().valueChanged.connect(self._place)
        self._choices.itemClicked.connect(lambda _item: self._decide())
        self._asked.hide()
        self.hide()

    # What it answers

    @property
    def asking(self) -> str:
        """What it is asking for: "person", "place", "date", "note" or nothing."""
        return self._asking

    @property
    def field(self) -> QLineEdit:
        """Where the name, the date or the note is written."""
        return self._field

    @property
    def choices(self) -> QListWidget:
        """What is offered for a name or a date."""
        return self._choices

    # What it does

    def offer(self) -> None:
        """Stand at the selection, or go away if nothing is selected."""
        if self._asking:
            return
        if not self._view.selected().strip():
            self.hide()
            return
        self.show()
        self._place()

    def ask(self, what: str, words: str) -> None:
        """Ask for a name or a date, with these words as a first guess, or for a note."""
        self._asking = what
        self._buttons.hide()
        self._asked.show()
        self._field_name.setText(_(_FIELD[what]))
        self._field.setAccessibleName(_(_FIELD[what]))
        self._field.setText("" if what == "note" else " ".join(words.split())[:_LONGEST_NAME])
        self._choices.setVisible(what != "note")
        self._choices.clear()
        self._tell("")
        self.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()
        if what != "note":
            if what != "date":
                self.suggest(())
            self.sought.emit(what, self._field.text())
        self._place()

    def refuse(self, sentence: str) -> None:
        """Nothing can be taken of these words, and why."""
        self._choices.clear()
        self._tell(sentence)
        self._place()

    def suggest(
        self, candidates: Sequence[Candidate], *, when: UncertainDate | None = None
    ) -> None:
        """Offer these records and a new one; what is surely the same stands first.

        `when` is what the words mean, where they are a date.
        """
        name = when.label() if when else self._field.text().strip()
        self._choices.clear()
        self._tell(_("Understood as: {date}").format(date=when.sentence()) if when else "")
        shape = grown(_SHAPE)
        self._choices.setIconSize(QSize(shape, shape))
        for one in candidates:
            item = QListWidgetItem(kind_icon(one.ref.kind, shape), one.title)
            item.setData(Qt.ItemDataRole.UserRole, one.ref)
            item.setToolTip(_(_TIP[self._asking]))
            self._choices.addItem(item)
        if name:
            item = QListWidgetItem(_(_NEW[self._asking]).format(name=name))
            self._choices.addItem(item)
        surely = bool(candidates) and candidates[0].same
        self._choices.setCurrentRow(0 if surely else self._choices.count() - 1)
        self._place()

    def leave(self) -> None:
        """Ask nothing any more."""
        self._asking = ""
        self._asked.hide()
        self._buttons.show()
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Keys that the field does not want: Enter decides, Up and Down choose, Esc leaves."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._asking:
            self._decide()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._asking in _NEW:
            row = self._choices.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self._choices.setCurrentRow(min(max(row, 0), self._choices.count() - 1))
        else:
            super().keyPressEvent(event)

    # How inside

    def _make_buttons(self) -> QWidget:
        made = QWidget()
        flow = Flow(made, gap=2)
        for verb, (words, keys, tip) in VERBS.items():
            one = button(_(words), quiet=True, tip=f"{_(tip)} ({keys.replace('Return', 'Enter')})")
            one.clicked.connect(lambda _on=False, verb=verb: self.verb.emit(verb))
            flow.addWidget(one)
        return made

    def _make_asking(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(GRID // 2, 0, GRID // 2, 0)
        column.setSpacing(GRID // 2)
        keep: QPushButton = button(_("Take"))
        leave: QPushButton = button(_("Cancel"), quiet=True)
        keep.clicked.connect(self._decide)
        leave.clicked.connect(self.leave)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(leave)
        foot.addWidget(keep)
        widgets: tuple[QLabel | QLineEdit | QListWidget, ...] = (
            self._field_name,
            self._field,
            self._choices,
        )
        for one in widgets:
            column.addWidget(one)
        column.addLayout(foot)
        return made

    def _tell(self, understood: str) -> None:
        """Beneath the field: how a date is understood, and which keys there are."""
        keys = (
            _("Enter keeps the note. Esc leaves.")
            if self._asking == "note"
            else _("Up and Down choose, Enter takes. Esc leaves.")
        )
        self._hint.setText(f"{understood}\n{keys}" if understood else keys)

    def _edited(self, name: str) -> None:
        if self._asking != "note":
            self.sought.emit(self._asking, name)

    def _decide(self) -> None:
        words, what = self._field.text().strip(), self._asking
        item = self._choices.currentItem()
        if not words or not what:
            return
        if what == "note":
            self.noted.emit(words)
        elif item is not None:
            self.taken.emit(what, words, item.data(Qt.ItemDataRole.UserRole))

    def _place(self) -> None:
        """Below the selection; above it where there is no room; always inside the text."""
        if self.isHidden():
            return
        view = self._view
        area = view.viewport().geometry()
        area = area.united(QRect(GRID, area.top(), view.width() - GRID * 3, area.height()))
        wide = min(_WIDEST * max(1, view.fontMetrics().height() // 18), area.width())
        width = wide if self._asking else min(self._buttons_width(), wide)
        row = max(self._choices.sizeHintForRow(0), GRID * 3)
        wanted = row * max(1, self._choices.count()) + GRID
        self._choices.setFixedHeight(wanted)
        height = self._height(width)
        if height > area.height() and not self._choices.isHidden():
            self._choices.setFixedHeight(max(row, wanted - (height - area.height())))
            height = self._height(width)
        start, end = view.selection()
        first, last = view.place_of(start), view.place_of(end)
        x = last.right() - width if view.isRightToLeft() else last.left()
        y = last.bottom() + GRID // 2
        if y + height > area.bottom():
            y = first.top() - height - GRID // 2
        x = max(area.left(), min(x, area.right() - width))
        y = max(area.top(), min(y, area.bottom() - height))
        self.setGeometry(x, y, width, height)
        self.raise_()

    def _height(self, width: int) -> int:
        """What the layouts need now; those inside do not know yet what was just shown or hidden."""
        inside = (self._asked if self._asking else self._buttons).layout()
        assert inside is not None
        inside.invalidate()
        inside.activate()
        room = width - GRID
        needed = inside.heightForWidth(room) if inside.hasHeightForWidth() else 0
        return GRID + GRID // 2 + max(needed, inside.sizeHint().height() if not needed else 0)

    def _buttons_width(self) -> int:
        widths = [one.sizeHint().width() + 2 for one in self._buttons.findChildren(QPushButton)]
        return sum(widths) + GRID * 2
