"""One property of a record: its label, its values with their sources, and editing in place."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QMenu, QStyle, QVBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.forms.editors import NOT_TYPED
from app.forms.form import Form
from app.parts.fieldforms import FieldForms, How
from app.parts.valueactions import ValueActions, add_entry
from app.parts.valueline import ValueLine
from app.theme import GRID, USUAL_LINE
from app.widgets.words import button, label, leading, snug
from casefiles.insight.fields import Field, Value
from casefiles.model.ids import Ref
from casefiles.model.kinds import BY_NAME
from casefiles.text import _

_LABEL = 140
_WORDS_BESIDE, _FORM_BESIDE = 230, 420
"""Pixels at usual type that values, and a form, need to stand beside their label."""


class FieldRow(QWidget):
    """A field that is read, and edited in place."""

    def __init__(self, desk: Desk, ref: Ref, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.ref, self.field = desk, ref, field
        self._prop = BY_NAME[ref.kind].properties.get(field.name)
        self._label = label(field.label, "muted")
        self._disputed = label(_("The sources disagree."), "small")
        self.lines = [ValueLine(desk, field.label, value) for value in field.values]
        self.add_button = button(_("Add"), quiet=True, tip=_("Ctrl+Enter"))
        self._values = QVBoxLayout()
        self.forms = FieldForms(desk, ref, field, self._values, self, self._below)
        self._lay_out()
        for line in self.lines:
            line.asked.connect(lambda what, line=line: self._do(what, line))
            line.menu.connect(lambda at, line=line: self._show_menu(line, at))
        self.add_button.clicked.connect(self.begin_adding)
        for child in self.findChildren(QWidget):
            child.installEventFilter(self)
        self.forms.turned.connect(self._form_turned)
        self.forms.open_again()

    # What it answers

    @property
    def form(self) -> Form | None:
        """The form that is open in it."""
        return self.forms.form

    @property
    def editable(self) -> bool:
        """Whether values of this property can be typed."""
        return self._prop is not None and self._prop.type not in NOT_TYPED

    # What it does

    def begin_adding(self) -> None:
        """Open the form for another value."""
        if self.editable:
            self.forms.open(How("add"))

    def edit(self, value: Value) -> None:
        """Open the form for a value that is there."""
        if self.editable:
            self.forms.open_on(value, "edit")

    def cite(self, value: Value) -> None:
        """Let a value rest on one source more."""
        self.forms.open_on(value, "cite")

    def decide(self, value: Value, way: str) -> None:
        """Ask for the reason to prefer or to reject."""
        self.forms.open(How(way, value))

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:  # noqa: N802
        """Into the form that is open, else onto the first value."""
        if self.form is not None:
            self.form.start()
        elif self.lines:
            self.lines[0].setFocus(reason)
        else:
            self.add_button.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+Enter adds from anywhere in the row; Enter on the quiet button, too."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if enter and (control or self.add_button.hasFocus()):
            self.begin_adding()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.form is None:
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Whatever in the row gets the focus brings its evidence."""
        if event.type() == QEvent.Type.FocusIn:
            line = next((one for one in self.lines if one is watched or _in(one, watched)), None)
            self._show_evidence(line.value if line else None)
            self._show_add()
        elif event.type() == QEvent.Type.FocusOut:
            # Later: a button that is gone before the focus is elsewhere looks as if it was lost.
            QTimer.singleShot(0, self, self._show_add)
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """The quiet button shows where the mouse is."""
        self._show_add()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """And goes with it."""
        self._show_add()
        super().leaveEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """What was begun here opens again, or is told."""
        super().showEvent(event)
        self.forms.look()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Label beside the values, or above them where it is narrow."""
        super().resizeEvent(event)
        self._turn()
        self._lay_over()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Larger type needs more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_free()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Values that disagree are held together by a line at their side."""
        super().paintEvent(event)
        if not (self.field.disputed and len(self.lines) > 1):
            return
        first, last = self.lines[0].geometry(), self.lines[-1].geometry()
        painter = QPainter(self)
        x = last.right() - 1 if self.isRightToLeft() else first.left() - 3
        painter.fillRect(
            x, first.top() + 3, 2, last.bottom() - first.top() - 6, QColor(theme.colours().muted)
        )
        painter.end()

    # How inside

    def _lay_out(self) -> None:
        at_side = leading() & ~Qt.AlignmentFlag.AlignVertical_Mask
        self._label.setAlignment(at_side | Qt.AlignmentFlag.AlignTop)
        self._head = QVBoxLayout()
        self._head.setContentsMargins(0, 3, 0, 0)
        self._head.setSpacing(0)
        self._head.addWidget(self._label)
        self._head.addWidget(self._disputed)
        if not self.field.disputed:
            self._disputed.hide()
        self._values.setContentsMargins(0, 0, 0, 0)
        self._values.setSpacing(0)
        for line in self.lines:
            self._values.addWidget(line)
        self._values.addWidget(self.forms.sign)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GRID)
        self._box.addLayout(self._head)
        # Not by a stretch below: it would take all room that a short page leaves.
        self._box.setAlignment(self._head, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(self._values, 1)
        self._lay_out_adding()
        self._turn()

    def _lay_out_adding(self) -> None:
        """The quiet button lies over the end of the last value, where that keeps room for it:
        what stands below must not move when it comes and goes."""
        adding = snug(self.add_button)
        adding.setAccessibleName(_("Add: {field}").format(field=self.field.label))
        if self.lines or not self.editable:
            adding.hide()
        if self.lines:
            adding.setProperty("link", True)
            adding.setParent(self)
            QWidget.setTabOrder(self.lines[-1].dots, adding)
            self._keep_free()
        else:
            self._values.addWidget(adding, 0, Qt.AlignmentFlag.AlignLeading)

    def _keep_free(self) -> None:
        if self.lines and self.editable:
            self.add_button.ensurePolished()
            self.lines[-1].keep_free(self.add_button.sizeHint().width())

    def _lay_over(self) -> None:
        if not self.lines or not self.editable:
            return
        area, size = self.lines[-1].geometry(), self.add_button.sizeHint()
        size.setHeight(min(size.height(), area.height()))
        at = QRect(QPoint(area.right() - size.width(), area.top()), size)
        self.add_button.setGeometry(QStyle.visualRect(self.layoutDirection(), area, at))
        self.add_button.raise_()

    def _turn(self) -> None:
        scale = self.fontMetrics().height() / USUAL_LINE
        width = round(_LABEL * scale)
        needed = _WORDS_BESIDE if self.form is None else _FORM_BESIDE
        beside = self.width() >= width + needed * scale
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(way)
        self._box.setSpacing(GRID if beside else 0)
        for one in (self._label, self._disputed):
            one.setFixedWidth(width) if beside else one.setMaximumWidth(1 << 20)
            if not beside:
                one.setMinimumWidth(0)

    def _below(self, value: Value) -> int:
        """Where the form on a value stands: right below it, and not below all the others."""
        lines = (one for one in self.lines if value.claim in (one.value.claim, *one.value.more))
        line = next(lines, None)
        return self._values.indexOf(line) + 1 if line is not None else -1

    def _show_add(self) -> None:
        focus = self.window().focusWidget()
        inside = focus is not None and (focus is self or self.isAncestorOf(focus))
        wanted = inside or self.underMouse() or not self.lines
        self._lay_over()
        self.add_button.setVisible(self.editable and self.form is None and wanted)

    def _form_turned(self, inside: bool) -> None:
        """A form was opened, or closed: then the focus goes back to the value."""
        if inside:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._turn()
        self._show_add()

    def _show_evidence(self, value: Value | None) -> None:
        self.desk.show_evidence(
            self.ref, replace(self.field, values=(value,)) if value else self.field
        )

    def _step(self, by: int) -> None:
        """Up and down walk along the values, over the ends to the fields around."""
        at = next(
            (n for n, one in enumerate(self.lines) if _in(one, self.window().focusWidget())), 0
        )
        if 0 <= at + by < len(self.lines):
            self.lines[at + by].setFocus(Qt.FocusReason.TabFocusReason)
            return
        parent = self.parentWidget()
        rows = parent.findChildren(FieldRow) if parent else [self]
        there = rows.index(self) + by
        if 0 <= there < len(rows):
            rows[there].setFocus(Qt.FocusReason.TabFocusReason)

    def _do(self, what: str, line: ValueLine) -> None:
        actions = self._actions(line)
        does: dict[str, Callable[[], None]] = {
            "edit": lambda: self.edit(line.value),
            "add": self.begin_adding,
            "withdraw": actions.withdraw,
            "copy": actions.copy,
            "sources": lambda: self._show_evidence(line.value),
        }
        does[what]()

    def _actions(self, line: ValueLine) -> ValueActions:
        return ValueActions(self.desk, self.ref, self.field, line)

    def _show_menu(self, line: ValueLine, at: QPoint) -> None:
        self.menu_of(line).popup(at)

    def menu_of(self, line: ValueLine) -> QMenu:
        """What can be done with a value."""
        value, actions = line.value, self._actions(line)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.editable:
            add_entry(menu, _("Edit"), lambda: self.edit(value), "F2")
            add_entry(menu, _("Add another value"), self.begin_adding, "Ctrl+Enter")
        kept = self.desk.kept_citation is not None
        cite = _("Cite the passage I kept …") if kept else _("Add a source …")
        add_entry(menu, cite, lambda: self.cite(value))
        menu.addSeparator()
        if value.rejected or _("preferred") in value.remarks:
            add_entry(menu, _("Neither prefer nor reject it any more"), actions.weigh_again)
        if not value.rejected:
            if len(self.lines) > 1:
                add_entry(menu, _("Prefer this value …"), lambda: self.decide(value, "prefer"))
            add_entry(menu, _("Reject this value …"), lambda: self.decide(value, "reject"))
        menu.addMenu(actions.protection(menu))
        menu.addSeparator()
        add_entry(menu, _("Copy"), actions.copy, "Ctrl+C")
        add_entry(menu, _("Withdraw: it was a mistake"), actions.withdraw, "Del")
        return menu


def _in(line: QWidget, other: object) -> bool:
    return isinstance(other, QWidget) and (line is other or line.isAncestorOf(other))
