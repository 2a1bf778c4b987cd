"""Where Tab leads: as reading goes, by the layouts.

Qt goes by when a widget was made. A form that opens in the middle of a page, or a page that is
made while the evidence pane is full, would come after everything else.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

from app.widgets.layouts import laid_out


def walk(root: QWidget, *, forwards: bool) -> bool:
    """Put the focus on the next stop inside, or the one before; round and round."""
    everything = list(_in_order(root))
    stops = [one for one in everything if is_stop(one)]
    if not stops:
        return False
    focused = root.window().focusWidget()
    at = everything.index(focused) if focused in everything else -1
    if forwards:
        there = next((one for one in everything[at + 1 :] if is_stop(one)), stops[0])
    else:
        behind = everything[: max(at, 0)]
        there = next((one for one in reversed(behind) if is_stop(one)), stops[-1])
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    there.setFocus(reason)
    bring_into_view(there)
    return True


def is_stop(widget: QWidget) -> bool:
    """Whether Tab leads to it."""
    takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return takes and widget.isEnabled() and widget.focusProxy() is None


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    seen: set[QWidget] = set()
    for child in _children(widget):
        if child not in seen and child.isVisible() and not child.isWindow():
            seen.add(child)
            yield from _in_order(child)


def _children(widget: QWidget) -> Iterator[QWidget]:
    """Those in layouts in their order; then those that lie on top."""
    if isinstance(widget, QSplitter):
        yield from filter(None, map(widget.widget, range(widget.count())))
    if (layout := widget.layout()) is not None:
        yield from laid_out(layout)
    yield from (one for one in widget.children() if isinstance(one, QWidget))


def bring_into_view(widget: QWidget) -> None:
    """What has the focus is seen, also in what was scrolled away; of what is higher than the room
    there is, the part that has it."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            focused = widget.window().focusWidget()
            higher = widget.height() > above.viewport().height()
            part = focused if higher and focused and widget.isAncestorOf(focused) else widget
            above.ensureWidgetVisible(part)
        above = above.parentWidget()
