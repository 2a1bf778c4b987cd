"""A column of pieces. What says the same as before stays; only what changed is made anew."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget


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
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self._made: dict[str, tuple[object, QWidget]] = {}
        self._order: list[str] = []

    def put(self, pieces: Sequence[Piece]) -> list[Callable[[], None]]:
        """Take out what is told no more; answer the steps that bring in what is new.

        The steps are to be done in order; between them the window may paint.
        """
        self._order = [piece.name for piece in pieces]
        for name in [one for one in self._made if one not in self._order]:
            self._take_out(name)
        return [partial(self._bring_in, piece) for piece in pieces if not self._stays(piece)]

    def _stays(self, piece: Piece) -> bool:
        return piece.name in self._made and self._made[piece.name][0] == piece.told

    def _bring_in(self, piece: Piece) -> None:
        self._take_out(piece.name)
        before = self._order[: self._order.index(piece.name)]
        widget = piece.make()
        self._made[piece.name] = (piece.told, widget)
        self._column.insertWidget(sum(name in self._made for name in before), widget)
        widget.show()  # a layout would show it a moment later, after it was laid out without it
        self.made.emit(widget)

    def _take_out(self, name: str) -> None:
        if name in self._made:
            _told, widget = self._made.pop(name)
            widget.hide()
            self._column.removeWidget(widget)
            widget.setParent(None)
            widget.deleteLater()

    def in_order(self) -> list[QWidget]:
        """The widgets that are there, from top to bottom."""
        return [self._made[name][1] for name in self._order if name in self._made]


def chain_in_order(*parts: QWidget) -> None:
    """Let Tab go through these one after the other, and through pieces from top to bottom.

    Qt goes in the order in which widgets came; what was made anew would come last.
    """
    places: dict[QWidget, int] = {}
    for part in parts:
        for widget in part.in_order() if isinstance(part, Pieces) else (part,):
            places[widget] = len(places)
    if not places:
        return
    found: list[tuple[int, QWidget]] = []
    start = parts[0].window()
    one: QWidget | None = start.nextInFocusChain()
    while one is not None and one is not start:
        place = _place(one, places)
        if place is not None and one.focusPolicy() != Qt.FocusPolicy.NoFocus:
            found.append((place, one))
        one = one.nextInFocusChain()
    wanted = sorted(found, key=lambda at: at[0])
    if wanted != found:
        for (_before, first), (_after, second) in pairwise(wanted):
            QWidget.setTabOrder(first, second)


def _place(widget: QWidget, places: dict[QWidget, int]) -> int | None:
    above: QWidget | None = widget
    while above is not None:
        if above in places:
            return places[above]
        above = above.parentWidget()
    return None
