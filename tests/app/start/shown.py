"""A start window on a real folder, driven by keys and buttons: what its tests share."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.jobs import Lane
from app.start import Start
from app.widgets.notice import NoticeBar
from casefiles.seal.passphrase import LEAST_MEMORY_KIB, Cost
from casefiles.vault import Vault

CHEAP = Cost(LEAST_MEMORY_KIB, 1, 1)
PASSPHRASE = "right words for it"
Until = Callable[[Callable[[], object]], None]


class Shown:
    """A start window on a folder, and what came of it."""

    def __init__(self, folder: Path, until: Until, selected: Path | None = None) -> None:
        self.lane = Lane("opening")
        self.until = until
        self.vaults: list[Vault] = []
        self.faults: list[BaseException] = []
        self.window = Start(self.lane, folder, selected, cost=CHEAP)
        self.window.opened.connect(self.vaults.append)
        self.window.faulty.connect(self.faults.append)
        self.window.resize(900, 700)
        self.window.show()
        self.window.activateWindow()
        until(lambda: not self.lane.busy)

    def type(self, words: str, *, enter: bool = True) -> None:
        """Type into what has the focus."""
        QTest.keyClicks(self.focused, words)
        if enter:
            QTest.keyClick(self.focused, Qt.Key.Key_Return)

    def press(self, words: str) -> None:
        """Press the button with these words."""
        found = [one for one in self.window.findChildren(QPushButton) if one.text() == words]
        shown = [one for one in found if one.isVisible() and one.isEnabled()]
        assert len(shown) == 1, f"{words}: {len(shown)} of {len(found)}"
        QTest.mouseClick(shown[0], Qt.MouseButton.LeftButton)

    @property
    def focused(self) -> QWidget:
        """What has the focus in the window."""
        found = self.window.focusWidget()
        assert found is not None
        return found

    @property
    def told(self) -> str:
        """The sentences that are shown."""
        bars = self.window.findChildren(NoticeBar)
        return " ".join(bar.accessibleName() for bar in bars if bar.isVisible())

    @property
    def vault(self) -> Vault:
        """The one vault that was opened."""
        self.until(lambda: self.vaults)
        return self.vaults[0]

    def end(self) -> None:
        """Close everything; faults of ours fail the test."""
        self.window.let_go()
        self.until(lambda: not self.lane.busy)
        self.lane.end()
        for vault in self.vaults:
            vault.close()
        self.window.deleteLater()
        assert self.faults == []


Show = Callable[..., Shown]
