"""Rules that everything shown must keep, so that it can be used without a mouse and by ear.

Each rule looks at what is shown now and answers with complaints in words; none means it holds.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import shiboken6
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)

from app.theme import TARGET, contrast

Role = QAccessible.Role
_ROLES = {
    Role.Button,
    Role.ButtonMenu,
    Role.CheckBox,
    Role.ComboBox,
    Role.Document,
    Role.EditableText,
    Role.Link,
    Role.List,
    Role.ListItem,
    Role.PageTabList,
    Role.RadioButton,
    Role.SpinBox,
    Role.StaticText,
    Role.Table,
    Role.Tree,
}
"""What a screen reader can say of something that has the focus, beside its name."""
_MOST_STOPS = 400
_MOST_PRESSES = 40
_MOST_ITEMS, _COLUMNS = 40, 12
_SEEN = 3.0
"""The contrast that a change of colour needs to be seen."""
_LEAST_PIXELS = 20

Look = tuple[object, ...]


@dataclass
class Audit:
    """What was looked at, and what there is to complain of."""

    looked_at: int = 0
    complaints: list[str] = field(default_factory=list)


def called(widget: QWidget) -> str:
    """How a complaint calls a widget."""
    name = widget.accessibleName() or getattr(widget, "text", str)()
    return f"{type(widget).__name__} “{name[:40]}” in {type(widget.parent()).__name__}"


def stops(root: QWidget) -> list[QWidget]:
    """Everything that Tab shall lead to."""
    return [one for one in _shown(root) if _takes_tab(one)]


# What is heard


def nameless(root: QWidget) -> Audit:
    """Everything that takes the focus says what it is; what is in it, too."""
    audit = Audit()
    for one in stops(root):
        audit.looked_at += 1
        interface = QAccessible.queryAccessibleInterface(one)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            audit.complaints.append(f"{called(one)}: no name")
        elif interface.role() not in _ROLES and not one.accessibleDescription():
            audit.complaints.append(f"{called(one)}: {interface.role().name}")
        audit.complaints += [f"{called(one)}: {words}" for words in _nameless_items(one)]
    return audit


def _nameless_items(widget: QWidget) -> Iterator[str]:
    if not isinstance(widget, QAbstractItemView) or widget.model() is None:
        return
    model, above = widget.model(), widget.rootIndex()
    for row in range(min(model.rowCount(above), _MOST_ITEMS)):
        cells = [model.index(row, at, above) for at in range(_COLUMNS)]
        said = [_said(cell) for cell in cells if cell.isValid()]
        if not any(said):
            yield f"row {row} says nothing"


def _said(cell: QModelIndex) -> str:
    spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(spoken or cell.data(Qt.ItemDataRole.DisplayRole) or "").strip()


# What is reached


def walked(root: QWidget) -> list[QWidget]:
    """Where Tab leads, from the first stop on until it comes round; `root` is a window."""
    begin = stops(root)[0]
    begin.setFocus(Qt.FocusReason.TabFocusReason)
    way = [QApplication.focusWidget()]
    presses = 0
    while len(way) < _MOST_STOPS and presses < _MOST_PRESSES:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        presses = presses + 1 if now is focused else 0
        if now is way[0] and presses == 0:
            break
        if now is not way[-1]:
            way.append(now)
    return [one for one in way if one is not None]


def unreached(wanted: list[QWidget], way: list[QWidget]) -> Audit:
    """Tab leads to everything, and comes back to where it began."""
    audit = Audit(len(wanted))
    ends = way[-1]
    wanted, way = _there(wanted), _there(way)
    # Of some radio buttons Tab reaches the chosen one; arrows lead to the others.
    audit.complaints += [
        f"{called(one)}: Tab does not lead here"
        for one in wanted
        if one not in way and not _beside_a_chosen_one(one)
    ]
    if QApplication.focusWidget() is not way[0]:
        audit.complaints.append(f"Tab does not come round, it stays at {called(ends)}")
    return audit


def out_of_order(way: list[QWidget]) -> Audit:
    """Tab goes as reading does: down, and in a line towards its end; a column after another."""
    audit = Audit()
    way = _there(way)
    for one, next_ in pairwise(way):
        audit.looked_at += 1
        here, there = _beside_each_other(one, next_)
        mirrored = next_.isRightToLeft()
        if mirrored:
            here, there = _mirrored(here), _mirrored(there)
        before = there.right() < here.left() + 2
        behind = there.left() > here.right() - 2
        above = there.bottom() <= here.top()
        in_line = min(here.bottom(), there.bottom()) - max(here.top(), there.top()) > 4
        if (above and not behind) or (in_line and before):
            audit.complaints.append(f"{called(one)} → {called(next_)}: back")
    return audit


# What is seen


def too_small(root: QWidget) -> Audit:
    """Whatever can be clicked can be hit."""
    audit = Audit()
    for one in _shown(root):
        for what, rect in _targets(one):
            audit.looked_at += 1
            if rect.width() < TARGET or rect.height() < TARGET:
                size = f"{rect.width()} x {rect.height()}"
                audit.complaints.append(f"{called(one)}{what}: {size}")
    return audit


def focus_unseen(root: QWidget, way: list[QWidget], looks: set[Look]) -> Audit:
    """Where the focus is can be seen: something changes there, and strongly enough.

    One of each look is enough, as the style sheet paints them alike; `looks` are those seen before.
    """
    audit = Audit()
    for one in way:
        if not shiboken6.isValid(one) or not one.isVisible():
            continue
        look = (type(one), *(one.property(name) for name in ("main", "quiet", "link", "role")))
        if look in looks:
            continue
        one.setFocus(Qt.FocusReason.TabFocusReason)
        _ensure_seen(one)
        if QApplication.focusWidget() is not one:  # the evidence pane shows another field by now
            continue
        looks.add(look)
        audit.looked_at += 1
        with_focus = _picture(root, one)
        other = next(each for each in _there(way) if not _holds(each, one))
        other.setFocus(Qt.FocusReason.TabFocusReason)
        changed = _changed(with_focus, _picture(root, one))
        if changed < _LEAST_PIXELS:
            audit.complaints.append(f"{called(one)}: {changed} pixels tell of the focus")
    return audit


# How inside


def _there(widgets: list[QWidget]) -> list[QWidget]:
    """What the evidence pane showed of an earlier field is gone by now."""
    return [one for one in widgets if shiboken6.isValid(one)]


def _shown(root: QWidget) -> list[QWidget]:
    found = [root, *root.findChildren(QWidget)]
    return [one for one in found if one.isVisibleTo(root) and one.isEnabled()]


def _takes_tab(widget: QWidget) -> bool:
    takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return takes and widget.focusProxy() is None and not widget.isWindow()


def _beside_a_chosen_one(widget: QWidget) -> bool:
    return (
        isinstance(widget, QAbstractButton)
        and (group := widget.group()) is not None
        and group.exclusive()
        and not widget.isChecked()
    )


def _holds(widget: QWidget, other: QWidget) -> bool:
    return widget is other or widget.isAncestorOf(other) or other.isAncestorOf(widget)


def _beside_each_other(one: QWidget, other: QWidget) -> tuple[QRect, QRect]:
    """Where the two parts of the nearest common holder lie that hold these: scrolling is alike."""
    up = list(_upwards(one))
    holder = next(each for each in _upwards(other) if each in up)

    def part(widget: QWidget) -> QRect:
        inside = next((each for each in _upwards(widget) if each.parentWidget() is holder), widget)
        return inside.geometry() if inside is not holder else holder.rect()

    return part(one), part(other)


def _upwards(widget: QWidget) -> Iterator[QWidget]:
    here: QWidget | None = widget
    while here is not None:
        yield here
        here = here.parentWidget()


def _mirrored(rect: QRect) -> QRect:
    return QRect(-rect.right(), rect.top(), rect.width(), rect.height())


def _targets(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    if isinstance(widget, QTabBar):
        for at in range(widget.count()):
            yield f", tab {at}", widget.tabRect(at)
    elif isinstance(widget, QHeaderView):
        return
    elif isinstance(widget, QAbstractItemView):
        model, above = widget.model(), widget.rootIndex()
        if model is not None and model.rowCount(above):
            yield ", a row", widget.visualRect(model.index(0, 0, above))
    elif isinstance(widget, QLabel):
        # Links in a sentence are as high as its letters; one that stands alone is a target.
        alone, links = re.subn(r"<a .*?</a>", "", widget.text())
        if links and not alone:
            yield "", widget.rect()
    elif isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox):
        yield "", widget.rect()


def _ensure_seen(widget: QWidget) -> None:
    from PySide6.QtWidgets import QScrollArea

    for one in _upwards(widget):
        if isinstance(one, QScrollArea):
            one.ensureWidgetVisible(widget)
    QApplication.processEvents()


def _picture(root: QWidget, widget: QWidget) -> QImage:
    at = QRect(widget.mapTo(root, widget.rect().topLeft()), widget.size())
    return (
        root.grab(at.adjusted(-3, -3, 3, 3)).toImage().convertToFormat(QImage.Format.Format_RGB32)
    )


def _changed(one: QImage, other: QImage) -> int:
    """How many pixels changed so much that it is seen."""
    before, after = (memoryview(image.constBits()).cast("I") for image in (one, other))
    pairs = Counter((was, is_) for was, is_ in zip(before, after, strict=True) if was != is_)
    return sum(
        count
        for (was, is_), count in pairs.items()
        if contrast(QColor(was).name(), QColor(is_).name()) >= _SEEN
    )
