"""A desk on a small temporary vault, and waiting for what happens beside the window."""

import gc
import os
import time
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from app import theme
from app.desk import Desk
from casefiles.vault import Vault

Until = Callable[[Callable[[], object]], None]


@pytest.fixture(scope="session")
def qt() -> QApplication:
    """The one application, in light, with the carried fonts."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.load_fonts()
    theme.apply(application, "light")
    return application


@pytest.fixture
def until(qt: QApplication) -> Until:
    """Let the window live until something holds; fails if that takes far too long."""

    def wait(condition: Callable[[], object]) -> None:
        end = time.monotonic() + 120
        while not condition():
            assert time.monotonic() < end, "it did not happen"
            qt.processEvents()
            time.sleep(0.002)

    return wait


@pytest.fixture
def desk(qt: QApplication, vault: Vault) -> Iterator[Desk]:
    """A desk on an empty vault, which it closes; faults of ours fail the test."""
    faults: list[BaseException] = []
    made = Desk(vault)
    made.faulty.connect(faults.append)
    yield made
    qt.processEvents()
    made.close()
    if faults:
        raise faults[0]


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Garbage is collected in the window's thread only, as in the program (`app.sweeping`)."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def large(qt: QApplication) -> Iterator[None]:
    """Type of twice the size."""
    theme.apply(qt, "light", 2.0)
    yield
    theme.apply(qt, "light")
