"""Links: type a few letters of a record, choose it, or make a new one in place."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QVBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.forms.editor import Editor, nothing_yet
from app.forms.shape import Standing
from app.forms.suggestions import Offer, Suggestions
from app.theme import GRID
from app.widgets.icons import grown, kind_pixmap
from casefiles.errors import NotUnderstood
from casefiles.insight.known import Known
from casefiles.insight.naming import Names
from casefiles.model.ids import RecordId, Ref
from casefiles.model.kinds import BY_NAME
from casefiles.model.properties import Property
from casefiles.model.typed_text import typed_text
from casefiles.model.values import Link, Value
from casefiles.operations.completing import Candidate, candidates
from casefiles.operations.recording import Draft, Said
from casefiles.text import N_, _
from casefiles.vault import Vault

_PAUSE_MS = 120
_SHAPE = 16
_MOST = 6
"""Records offered: below them there is room for a new one without scrolling."""
_NEW = {
    "person": N_("New person “{name}”"),
    "organisation": N_("New organisation “{name}”"),
    "incident": N_("New incident “{name}”"),
    "place": N_("New place “{name}”"),
    "source": N_("New source “{name}”"),
    "event": N_("New event “{name}”"),
    "tag": N_("New tag “{name}”"),
}
"""Kinds that can be made from a name alone."""


class RecordField(Standing):
    """One record of the kinds allowed. A new one is only written with the form it stands in."""

    changed = Signal()
    filled = Signal()
    """A record stands in it, whether somebody chose it now or it was known."""

    def __init__(
        self, desk: Desk, name: str, kinds: Sequence[str], *, may_make: bool = True
    ) -> None:
        super().__init__()
        self.desk, self.kinds = desk, tuple(kinds)
        self._may_make = may_make
        self.ref: Ref | None = None
        self.made: Draft | None = None
        self.field = _Field(_("Type a few letters"))
        self.field.setAccessibleName(name)
        self.list = Suggestions(self.field)
        self.field.list = self.list
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.stand = self.field
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.field.textEdited.connect(self._typed)
        self.field.asked.connect(self._ask)
        self.list.chosen.connect(self._take)
        theme.on_change().changed.connect(self._mark)
        self.destroyed.connect(self.list.deleteLater)

    # What it answers

    @property
    def empty(self) -> bool:
        """Whether nothing was typed or chosen."""
        return not self.field.text().strip()

    def record(self) -> RecordId | None:
        """The record chosen or to be made, None if the field is empty; raises `NotUnderstood`."""
        if self.ref is not None:
            return self.ref.id
        if self.made is not None:
            return self.made.id
        if self.empty:
            return None
        raise NotUnderstood(_("Choose a record from the list, or make a new one there."))

    def drafts(self) -> tuple[Draft, ...]:
        """The new record, if one is to be made."""
        return (self.made,) if self.made else ()

    def draft(self) -> dict[str, Any]:
        """What was typed or chosen."""
        kept: dict[str, Any] = {"typed": self.field.text()}
        if self.ref:
            kept["ref"] = str(self.ref)
        if self.made:
            kept["new"] = self.made.kind
        return kept

    # What it does

    def choose(self, ref: Ref, title: str) -> None:
        """Stand on a record."""
        self.ref, self.made = ref, None
        self._show(title)
        self.filled.emit()

    def make(self, kind: str, name: str) -> None:
        """Stand on a record that is still to be made."""
        prop = BY_NAME[kind].properties[BY_NAME[kind].words.title[0]]
        called = typed_text(prop, name)
        self.ref, self.made = None, Draft(kind, (Said(prop.name, called),), RecordId.new())
        self._show(called.text)

    def stand_on(self, identity: RecordId) -> None:
        """Stand on the record of this id, as soon as its name is known."""

        def question(vault: Vault) -> tuple[Ref, str] | None:
            ref = vault.reader.resolve(identity)
            return (ref, Names(Known(vault.reader)).of(ref)) if ref else None

        self.desk.ask(
            self, question, lambda found: self.choose(*found) if found else None, about="name"
        )

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed or chosen."""
        typed = str(draft.get("typed", ""))
        if "ref" in draft:
            self.choose(Ref.parse(str(draft["ref"])), typed)
        elif draft.get("new") in self.kinds:
            self.make(str(draft["new"]), typed)
        else:
            self.ref = self.made = None
            self._show(typed)

    def clear(self) -> None:
        """Empty it."""
        self.ref = self.made = None
        self._show("")

    # How inside

    def _typed(self, _text: str) -> None:
        self.ref = self.made = None
        self._mark()
        self._pause.start()
        self.changed.emit()

    def _ask(self) -> None:
        words = self.field.text().strip()
        if not words:
            self.list.offer(())
            return

        def question(vault: Vault) -> tuple[Candidate, ...]:
            return candidates(vault, text=words, kinds=self.kinds, limit=_MOST)

        self.desk.ask(self, question, lambda found: self._offer(words, found), about="offer")

    def _offer(self, words: str, found: Sequence[Candidate]) -> None:
        if not self.field.hasFocus() or words != self.field.text().strip():
            return
        offers = [Offer(one.ref.kind, one.title, one.line, one.ref) for one in found]
        new = [kind for kind in self.kinds if kind in _NEW] if self._may_make else []
        offers += [Offer(kind, _(_NEW[kind]).format(name=words)) for kind in new]
        another = bool(new and found) and not found[0].fits
        self.list.offer(offers, at=len(found) if another else 0)

    def _take(self, offer: Offer) -> None:
        self._pause.stop()
        if offer.ref is not None:
            self.choose(offer.ref, offer.title)
        else:
            self.make(offer.kind, self.field.text().strip())
        self.changed.emit()

    def _show(self, words: str) -> None:
        self.list.offer(())
        self.field.setText(words)
        if self.ref or self.made:
            self.field.setCursorPosition(0)  # what is chosen is known by how it begins
        self._mark()

    def _mark(self) -> None:
        """The shape of what is chosen stands before it: what is only typed has none."""
        kind = self.ref.kind if self.ref else self.made.kind if self.made else ""
        description = _(BY_NAME[kind].words.one) if kind else ""
        self.field.show_shape(kind)
        if self.made:
            description = _("New: it is made when you save.")
        self.field.setToolTip(description)
        self.field.setAccessibleDescription(description)


_COMES_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Why the focus goes without anybody leaving the field."""


class _Field(QLineEdit):
    """A line whose arrow keys, Enter and Esc belong to the list while that is open."""

    asked = Signal()
    left = Signal()
    """The focus went elsewhere in the window."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self.list: Suggestions | None = None
        self.setPlaceholderText(hint)
        self.setMinimumWidth(GRID * 14)
        self._kind = ""

    def show_shape(self, kind: str) -> None:
        """Leave room for the shape of a kind where reading begins; without a kind there is none."""
        self._kind = kind
        room = grown(_SHAPE) + GRID // 2 if kind else 0
        right = self.isRightToLeft()
        self.setTextMargins(0 if right else room, 0, room if right else 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """With the shape in the middle of its height, as large as the type: Qt's is neither."""
        super().paintEvent(event)
        if not self._kind:
            return
        size = grown(_SHAPE)
        shape = QRect(GRID, (self.height() - size) // 2, size, size)
        painter = QPainter(self)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), shape)
        painter.drawPixmap(place, kind_pixmap(self._kind, size))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down asks for the list; in it arrows move, Enter takes, Esc puts it away."""
        assert self.list is not None
        key, open_ = event.key(), self.list.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if open_:
                self.list.move_by(1 if key == Qt.Key.Key_Down else -1)
            elif key == Qt.Key.Key_Down:
                self.asked.emit()
        elif open_ and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.list.chosen.emit(self.list.current())
        elif open_ and key == Qt.Key.Key_Escape:
            self.list.hide()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab takes what Enter would, and goes on."""
        tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if tab and event.type() == QEvent.Type.KeyPress and self.list and self.list.isVisible():
            self.list.chosen.emit(self.list.current())
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """The list belongs to the field in focus."""
        super().focusOutEvent(event)
        if self.list is not None:
            self.list.hide()
        if event.reason() not in _COMES_BACK:
            self.left.emit()


class LinkEditor(Editor):
    """Edits a link."""

    def __init__(self, prop: Property, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(prop, parent)
        self.field = RecordField(desk, _(prop.label), prop.links_to)
        self.column.addWidget(self.field)
        self._finish(self.field)
        self.field.field.setAccessibleName(_(prop.label))
        self.stand = self.field.field
        self.field.changed.connect(self._edited)
        self.field.changed.connect(self._say_new)
        self.field.field.left.connect(self._say_unchosen)

    def value(self) -> Value:
        """The link."""
        target = self.field.record()
        if target is None:
            raise nothing_yet()
        return Link(target)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed or chosen."""
        return self.field.empty

    def drafts(self) -> Sequence[Draft]:
        """The new record, if one is to be made."""
        return self.field.drafts()

    def set_value(self, value: Value) -> None:
        """Show a link by what its record is called."""
        assert isinstance(value, Link)
        self.field.stand_on(value.to)

    def draft(self) -> dict[str, Any]:
        """What was typed or chosen."""
        return self.field.draft()

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put it back."""
        self.field.restore(draft)
        self._say_new()

    def _say_unchosen(self) -> None:
        """Words that are no record yet are told when they are left, not when all is saved."""
        try:
            self.field.record()
        except NotUnderstood as fault:
            self.fault(fault.sentence)

    def _say_new(self) -> None:
        self.hint(_("New: it is made when you save.") if self.field.made else "")
