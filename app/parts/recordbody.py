"""Where the pieces of a record's page stand: across it, in two columns, and below the first."""

from collections.abc import Callable, Sequence
from itertools import chain, zip_longest

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.parts.section import Columns
from app.widgets.column import Column
from app.widgets.pieces import Piece, Pieces


class RecordBody(QObject):
    """Fills a column that is empty."""

    made = Signal(QWidget)
    """A widget was brought in."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        every = tuple(Pieces() for _part in range(4))
        self._above, self._leading, self._trailing, self._below = every
        for pieces in every:
            pieces.made.connect(self.made)
        column.body.addWidget(self._above)
        column.body.addWidget(Columns(self._leading, self._trailing, self._below))

    def put(
        self,
        above: Sequence[Piece],
        leading: Sequence[Piece] = (),
        trailing: Sequence[Piece] = (),
        below: Sequence[Piece] = (),
    ) -> list[Callable[[], None]]:
        """The steps that bring in what is new, those first that are seen first."""
        beside = zip_longest(self._leading.put(leading), self._trailing.put(trailing))
        return [
            *self._above.put(above),
            *filter(None, chain.from_iterable(beside)),
            *self._below.put(below),
        ]
