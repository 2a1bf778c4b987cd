"""Pages are put away after each test, in the window's thread."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.page import Page


@pytest.fixture(autouse=True)
def put_away(qt: QApplication) -> Iterator[None]:
    """Take every page away, so that no lane of a later test collects its remains.

    A page without a parent would be deleted by whichever thread collects garbage next; Qt's
    widgets may only be deleted in the thread of the window.
    """
    yield
    for widget in qt.topLevelWidgets():
        if isinstance(widget, Page):
            widget.close()
            widget.deleteLater()
    qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qt.processEvents()
