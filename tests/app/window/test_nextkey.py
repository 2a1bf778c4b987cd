"""What the second key may be is told without the window growing."""

import pytest
from PySide6.QtWidgets import QApplication

from app.desk import Desk
from app.pages import PAGES
from app.window.window import Window
from tests.app.qt import Until


@pytest.mark.usefixtures("large")
def test_the_window_stays_as_wide_as_it_was(qt: QApplication, desk: Desk, until: Until) -> None:
    window = Window(desk, PAGES)
    window.resize(1000, 800)
    window.show()
    qt.processEvents()
    told = window._next_key
    told.show()
    until(lambda: told.height() >= told.heightForWidth(told.width()))
    assert window.width() == 1000
    told.hide()
    window.close()
    window.deleteLater()
