"""A column of pieces. What says the same as before stays; only what changed is made anew."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.widgets.column import TopDown
from app.widgets.turns import once_a_turn


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page: its name there, what it tells, and how its widget is made."""

    name: str
    told: object
    make: Callable[[], QWidget]


class Pieces(QWidget):
    """Pieces from top to bottom."""

    made = Signal(QWidget)
    """A widget was brought in."""

    def __init__(self, *, gap: int = 2) -> None:
        super().__init__()
        # What has come is never drawn out to fill the room of what is still to come.
        self._column = TopDown(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self._made: dict[str, tuple[object, QWidget]] = {}
        self._order: list[str] = []

    def put(self, pieces: Sequence[Piece]) -> list[Callable[[], None]]:
        """Take out what is told no more; answer the steps that bring in what is new.

        The steps are to be done in order; between them the window may paint.
        """
        stood, self._order = self._order, [piece.name for piece in pieces]
        staying = [name for name in self._order if name in self._made]
        in_place = staying == [name for name in stood if name in staying]
        for name in [one for one in self._made if one not in staying or not in_place]:
            self._take_out(name)
        return [partial(self._bring_in, piece) for piece in pieces if not self._stays(piece)]

    def _stays(self, piece: Piece) -> bool:
        return piece.name in self._made and self._made[piece.name][0] == piece.told

    def _bring_in(self, piece: Piece) -> None:
        """A piece whose widget had the focus gives it to what stands for it in the new one."""
        focused = self.window().focusWidget()
        stood = self._made.get(piece.name)
        bereft = focused is not None and stood is not None and stood[1].isAncestorOf(focused)
        self._take_out(piece.name)
        before = self._order[: self._order.index(piece.name)]
        widget = piece.make()
        self._made[piece.name] = (piece.told, widget)
        once_a_turn(self._column)
        self._column.insertWidget(sum(name in self._made for name in before), widget)
        widget.show()  # a layout would show it a moment later, after it was laid out without it
        self.made.emit(widget)
        if bereft and widget.focusProxy() is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_out(self, name: str) -> None:
        if name in self._made:
            _told, widget = self._made.pop(name)
            widget.hide()
            self._column.removeWidget(widget)
            widget.setParent(None)
            widget.deleteLater()
