"""Windows to look at: empty, with a case, and with a case read from the right."""

import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app import theme
from casefiles.model.ids import Ref
from casefiles.vault import Vault
from tests.access.tour import Seen, a_case, a_partner, everything, everywhere
from tests.conftest import CHEAP, PASSPHRASE
from tests.stories.conftest import Documenter


@pytest.fixture(scope="session")
def qt() -> QApplication:
    """The one application, in light, with the carried fonts."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme.load_fonts()
    theme.apply(application, "light")
    return application


@pytest.fixture(scope="session", params=["empty", "full", "mirrored"])
def seen(
    request: pytest.FixtureRequest, qt: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Seen]:
    """What was seen on a tour: through an empty vault, a full one, and that read from the right."""
    gc.disable()  # in the window's thread only, as in the program (`app.sweeping`)
    yield _toured(qt, tmp_path_factory.mktemp(request.param), request.param)
    gc.collect()
    gc.enable()


def _toured(qt: QApplication, here: Path, name: str) -> Seen:
    mirrored = name == "mirrored"
    way = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    vault = Vault.create(here / "case", PASSPHRASE, author="N.", cost=CHEAP)
    case: dict[str, Ref] = {}
    if name != "empty":
        case = a_case(vault)
        with Vault.create(here / "other", PASSPHRASE, author="O.", cost=CHEAP) as other:
            a_partner(vault, other, here)
    qt.setLayoutDirection(way)
    documenter = Documenter(qt, vault)
    seen = Seen(name)
    try:
        scenes = everything(documenter, case, here) if case else everywhere(documenter)
        for scene in scenes:
            seen.look(scene, documenter.window)
    finally:
        qt.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        documenter.window.desk.close()
        documenter.window.close()
        documenter.window.deleteLater()
        qt.processEvents()
    assert not documenter.faults
    return seen


@pytest.fixture
def until(qt: QApplication) -> Callable[[Callable[[], object]], None]:
    """Let the window live until something holds; fails if that takes far too long."""

    def wait(condition: Callable[[], object]) -> None:
        end = time.monotonic() + 60
        while not condition():
            assert time.monotonic() < end, "it did not happen"
            qt.processEvents()
            time.sleep(0.002)

    return wait


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Garbage is collected in the window's thread only, as in the program (`app.sweeping`)."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()
