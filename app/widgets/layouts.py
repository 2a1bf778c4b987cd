"""What stands in a layout, and emptying it.

Never by `QLayout.itemAt` from Python: PySide (6.11.3) keeps what it returned for as long as the
layout lives, also when Qt has deleted the item with its widget. The next object at that address is
taken for the item, and the program falls when it goes away.
"""

from collections.abc import Callable, Iterator
from typing import cast

from PySide6.QtWidgets import QGridLayout, QLayout, QWidget


def laid_out(layout: QLayout) -> Iterator[QWidget]:
    """Its widgets and those of the layouts in it, in reading order."""
    parent = layout.parentWidget()
    held = [*layout.children(), *(parent.children() if parent else ())]
    inside = [one for one in held if isinstance(one, QWidget | QLayout)]
    found = {layout.indexOf(one): one for one in inside}
    for at in sorted((at for at in found if at >= 0), key=_reading(layout)):
        one = found[at]
        if isinstance(one, QLayout):
            yield from laid_out(one)
        else:
            yield one


def empty(layout: QLayout) -> None:
    """Take everything out; widgets go away when Qt comes round."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            inner.deleteLater()


def _reading(layout: QLayout) -> Callable[[int], tuple[int, ...]]:
    if isinstance(layout, QGridLayout):
        return lambda at: cast("tuple[int, ...]", layout.getItemPosition(at))
    return lambda at: (at,)
