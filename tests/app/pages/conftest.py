"""Pages are put away after each test, in the window's thread; a letter to read."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.desk import Desk
from app.page import Page
from app.pages.source.page import SourcePage
from casefiles.model.ids import Ref
from casefiles.vault import Vault
from tests.app.pages.sources import named, opened, source
from tests.app.qt import Until


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


@pytest.fixture
def letter(vault: Vault) -> Ref:
    """A letter whose lines 12 to 18 are here."""
    return source(vault)


@pytest.fixture
def safar(vault: Vault, letter: Ref) -> Ref:
    """A person whose name rests on line 16, where it is written in another script."""
    return named(vault, "person", "Safar Odinaev", letter, 16)


@pytest.fixture
def page(desk: Desk, until: Until, letter: Ref, safar: Ref) -> SourcePage:
    """The letter, with one person in it."""
    assert safar
    return opened(desk, until, letter)
