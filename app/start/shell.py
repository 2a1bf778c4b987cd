"""The start window: which panel is shown, and how one leads to another."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.jobs import Lane
from app.start import places
from app.start.first import First
from app.start.panel import Panel
from app.start.unlock import Unlock
from app.start.work import warm
from app.widgets.files import choose_folder
from casefiles.text import _

if TYPE_CHECKING:
    from app.start.create import Create
    from app.start.recover import Recover
    from casefiles.seal.passphrase import Cost


_LETTERS, _LINES = 100, 32


class Start(QWidget):
    """Open, create, look at the example, or come back with the recovery sheet.

    `folder` is where vaults are looked for, `selected` the one that was open before; `cost` is
    what passphrases set here cost to try, measured on this machine unless given.
    """

    opened = Signal(object)
    faulty = Signal(object)

    def __init__(
        self,
        lane: Lane,
        folder: Path | None = None,
        selected: Path | None = None,
        *,
        cost: "Cost | None" = None,
    ) -> None:
        super().__init__()
        self._lane = lane
        there = folder or (selected.parent if selected else places.usual_folder())
        if places.is_vault(there):
            # Somebody made the usual folder a vault itself: it is shown, and new ones lie beside.
            there, selected = there.parent, selected or there
        self._folder, self._beside = there, selected
        self.setWindowTitle("Parvanda")
        self._cost = cost
        self._panels = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._panels)
        self.unlocking = Unlock(lane)
        self._add(self.unlocking)
        self._leads_on(self.unlocking)
        self.unlocking.lost.connect(self._lost)
        self._warm = False
        self.home()

    # The other panels are made when they are needed: the box must not wait for them.

    @cached_property
    def empty(self) -> First:
        """Where nothing is yet."""
        made = First(self._lane)
        self._add(made)
        self._leads_on(made)
        return made

    @cached_property
    def creating(self) -> "Create":
        """New case files, or the example."""
        from app.start.create import Create

        made = Create(self._lane, self._cost)
        self._add(made)
        return made

    @cached_property
    def recovering(self) -> "Recover":
        """The recovery sheet typed in."""
        from app.start.recover import Recover

        made = Recover(self._lane, self._cost)
        self._add(made)
        return made

    # What it answers

    def panel(self) -> Panel:
        """The panel that is shown."""
        shown = self._panels.currentWidget()
        assert isinstance(shown, Panel)
        return shown

    def first(self) -> QWidget:
        """What gets the focus."""
        return self.panel().first()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Room for the list and the box, in letters, so that it grows with its type."""
        metrics = self.fontMetrics()
        return QSize(_LETTERS * metrics.averageCharWidth(), _LINES * metrics.lineSpacing())

    # What it does

    def home(self) -> None:
        """To the list of vaults, or to the three buttons where there is none."""
        vaults = places.vaults_in(self._folder)
        if self._beside is not None and self._beside not in vaults:
            vaults.insert(0, self._beside)
        if vaults:
            self.unlocking.show_vaults(vaults, self._beside)
        self._show(self.unlocking if vaults else self.empty)

    def let_go(self) -> None:
        """Forget what was typed, and close a vault that nobody took over."""
        for panel in self._panels.findChildren(Panel):
            panel.cancel()
            panel.clear()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """The caret is in the box from the first moment."""
        super().showEvent(event)
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc stops waiting, else goes one step back; Ctrl+Q quits, as in the main window."""
        if event.key() == Qt.Key.Key_Escape:
            self.panel().escape()
        elif QKeySequence(event.keyCombination()) == QKeySequence("Ctrl+Q"):
            self.window().close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Load the rest once the first picture is there, while somebody is typing."""
        super().paintEvent(event)
        if not self._warm:
            self._warm = True
            QTimer.singleShot(0, self, self._load)

    # How inside

    def _add(self, panel: Panel) -> None:
        self._panels.addWidget(panel)
        panel.opened.connect(self.opened)
        panel.faulty.connect(self.faulty)
        panel.left.connect(self.home)

    def _leads_on(self, home: First | Unlock) -> None:
        home.another.connect(self._open_another)
        home.new.connect(lambda: self._begin(example=False))
        home.example.connect(lambda: self._begin(example=True))

    def _load(self) -> None:
        self.unlocking.begin_looking()
        self._lane.put(warm, lambda _nothing: None, self.faulty.emit)

    def _show(self, panel: Panel) -> None:
        before = self.panel()
        if before is not panel:
            before.clear()
        self._panels.setCurrentWidget(panel)
        panel.entered()

    def _begin(self, *, example: bool) -> None:
        self._show(self.creating)
        self.creating.begin(self._folder, example=example)

    def _lost(self) -> None:
        if (vault := self.unlocking.selected()) is not None:
            self._show(self.recovering)
            self.recovering.begin(vault)

    def _open_another(self) -> None:
        there = self._folder if self._folder.is_dir() else None
        chosen = choose_folder(self, _("Choose a vault, or a folder with vaults"), there)
        if chosen is None:
            self.panel().entered()
        elif places.is_vault(chosen):
            self._folder, self._beside = chosen.parent, chosen
            self.home()
        elif places.vaults_in(chosen):
            self._folder, self._beside = chosen, None
            self.home()
        else:
            self.panel().notice.tell(
                _("There are no case files in this folder."),
                _("Choose a folder that ends in .parvanda, or one that holds such."),
            )
