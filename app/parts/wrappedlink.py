"""A link on a line of its own, that breaks into lines where `RefLink` would cut the title short."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QSizePolicy

from app import theme
from app.desk import Desk
from app.parts.fieldlink import FieldLink
from app.parts.links import hide_card, shape_size
from app.place import Place
from app.widgets.words import label
from casefiles.model.ids import Ref


class WrappedLink(FieldLink):
    """Leads to the record, or to a `place` of it. Put it into a layout with `add_link`."""

    def __init__(self, desk: Desk, ref: Ref, title: str, place: Place | None = None) -> None:
        super().__init__(desk, ref, title)
        self._place = place
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)  # told so, and not by a method: layouts ask without end
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """What its lines need. Layouts ask for it again and again."""
        if width not in self._heights:
            self._heights[width] = max(theme.TARGET, self.taken(width)[0].height())
        return self._heights[width]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """In one line."""
        words = self.fontMetrics().horizontalAdvance(self._title)
        return QSize(words + self._frame(), super().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Other type has other lines."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._heights.clear()
            self.updateGeometry()
        if event.type() == QEvent.Type.ToolTip:
            return QPushButton.event(self, event)  # nothing is cut short that a tip had to say
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter as Space; Qt's own buttons know it only in dialogs."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _leave(self, *, new_tab: bool) -> None:
        if self._place is None:
            super()._leave(new_tab=new_tab)
        else:
            hide_card()
            self.desk.open(self._place, new_tab=new_tab)


def add_link(column: QBoxLayout, link: WrappedLink) -> None:
    """No wider than its words: the empty place beside them is no link."""
    column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)


def beneath(words: str) -> QLabel:
    """Small words beneath a `WrappedLink`, in line with its letters however large they are."""
    small = label(words, "small")
    small.setIndent(FieldLink.beside(shape_size()))
    return small
