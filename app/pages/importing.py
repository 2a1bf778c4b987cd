"""Bringing documents in: choose, look at what would happen, put it right, take it in."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from app.jobs import Job
from app.page import Page
from app.parts.beside import look
from app.parts.commands import command
from app.parts.frame import Frame
from app.parts.planlook import Planned, Taken, account, look_through, summary, take, told_of
from app.parts.plantable import PlanTable
from app.parts.rows import REF, Rows
from app.place import Place
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.flow import Flow
from app.widgets.notice import Empty
from app.widgets.words import button, label
from casefiles.errors import Cancelled, CaseFileError
from casefiles.intake.planned import ImportPlan
from casefiles.ledger.changes import Changes
from casefiles.operations import history
from casefiles.text import _, many

_ROWS_SEEN = 3
_AS_WIDE = 16_777_215
"""Qt's word for no limit."""


class ImportPage(Page):
    """Three states: nothing chosen, a plan to look at, and the account of what was done."""

    name: ClassVar[str] = "import"
    help: ClassVar[str] = "import"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._paths: list[str] = []
        self._job: Job | None = None
        self._plan: ImportPlan | None = None
        self._planned = False
        self._planned_paths: list[str] = []
        self._round = 0
        self._taking = False
        self._step = 0
        self._taken: Taken | None = None
        self._undone = False
        self.files = button(_("Choose files …"))
        self.folder = button(_("Choose folder …"))
        self.split = QCheckBox(_("Cut saved pages into articles"))
        self.stop = button(_("Cancel"), tip=_("Esc stops it, too. Nothing is taken in."))
        self.table = PlanTable()
        self.account = _LowRows(_("What became of each file"), (_("What became of each file"),))
        self.sources = _LowRows(_("New sources"), (_("Sources"), _("What happened")))
        self.take = button(_("Take in"), main=True)
        self.undo = button(_("Undo"), tip=_("Take this whole import back."))
        self._lay_out()
        self._connect()
        self._show_state()

    # What it answers

    def place(self) -> Place:
        """With what was chosen; nothing of it is read again while the plan stands."""
        return Place(self.name, state={"paths": list(self._paths)})

    def wants(self, changes: Changes) -> bool:  # noqa: ARG002 - a plan is not made anew unasked
        """Only an account: it may be undone. What a person puts right in a plan is never lost by a
        change elsewhere."""
        return bool(self._step)

    def first(self) -> QWidget:
        """The way to stop, the table, what was taken in, or where files are chosen."""
        if self._job is not None:
            return self.stop
        if self._done:
            return self.sources
        return self.table if self._planned else self.files

    def commands(self) -> Sequence[QAction]:
        """Choosing files and a folder, taking in."""
        return self._commands

    # What it does

    def visit(self, place: Place) -> None:
        """Plan what was dropped on the window, if it is not what is planned already."""
        self.called.emit(_("Import"))
        paths = [os.fspath(one) for one in place.state.get("paths", ())]
        if paths and paths != self._paths:
            self.plan(paths)

    def refresh(self) -> None:
        """Hear whether what the account is of still stands, or was undone."""
        step = self._step
        self.desk.ask(
            self,
            lambda vault: history.withdrawn(vault, number=step),
            lambda undone: self._stands(step, undone=undone),
            about="stands",
        )

    def plan(self, paths: Sequence[str]) -> None:
        """Look through these files and folders; what was chosen before stays chosen.

        Not while others are being taken in: what comes then has to come again.
        """
        if self._taking:
            self._frame.notice.tell(
                _("Documents are being taken in."), _("Choose more when that is done.")
            )
            return
        self._paths = list(dict.fromkeys([*paths] if self._step else [*self._paths, *paths]))
        self._step, self._undone = 0, False
        whole, wanted = not self.split.isChecked(), list(self._paths)
        self._frame.notice.hide()
        self.cancel()
        self._round += 1
        now = self._round  # what an earlier question finds is not wanted any more
        self._job = look(
            self.desk,
            self,
            _("Reading files …"),
            lambda vault, job: look_through(vault, wanted, whole=whole, job=job),
            lambda planned: self._show_plan(planned, wanted) if now == self._round else None,
            lambda fault: self._failed(fault) if now == self._round else None,
        )
        self._show_state()
        self._take_focus()

    def choose_files(self) -> None:
        """Ask for files."""
        from app.widgets import files

        self._add(files.choose_files(self, _("Documents to import")))

    def choose_folder(self) -> None:
        """Ask for a folder."""
        from app.widgets import files

        chosen = files.choose_folder(self, _("Folder to import"))
        self._add([chosen] if chosen else [])

    def take_in(self) -> None:
        """Take in what is ticked, as one Step."""
        plan = self.table.plan()
        if not self._planned or self._job is not None or not plan.articles:
            return
        self._plan = plan
        self._taking = True
        self._job = self.desk.long(
            self,
            _("Taking in documents …"),
            lambda vault, job: take(vault, plan, job),
            self._show_account,
            failed=self._failed,
        )
        self._show_state()
        self._take_focus()

    def cancel(self) -> None:
        """Stop what is going on; nothing is half taken."""
        if self._job is not None:
            self._job.cancel()

    def take_back(self, *, undone: bool = True) -> None:
        """Undo the import that was just done, or bring it back."""
        step, act = self._step, history.undo if undone else history.bring_back
        self.desk.act(
            self,
            lambda vault: act(vault, number=step),
            lambda _nothing: self._stands(step, undone=undone),
            failed=self._failed,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Esc stops what is going on."""
        if event.key() == Qt.Key.Key_Escape and self._job is not None:
            self.cancel()
        else:
            super().keyPressEvent(event)

    # What is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Files are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Plan what was dropped."""
        self._add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    # How inside

    @property
    def _done(self) -> bool:
        """Whether there is an account of something that stands."""
        return bool(self._step) and not self._undone

    def _lay_out(self) -> None:
        self.setAcceptDrops(True)
        self._frame = Frame(self, _("Import"))
        choosing = QWidget()
        flow = Flow(choosing, gap=GRID)
        self.split.setChecked(True)
        self.split.setToolTip(_("Off: each file becomes one source, whatever it holds."))
        for one in (self.files, self.folder, self.split, self.stop):
            flow.addWidget(one)
        self._empty = Empty(
            _("Drop documents or folders here. Nothing is taken in before you have seen the list.")
        )
        self._said = label("")
        self._remarks = label("", "muted")
        self._unread, self._whole = label("", "muted"), label("", "muted")
        self._whole.hide()
        self._stack = QStackedWidget()
        for page in ([self._empty], [self._said, self.table, self._remarks]):
            self._stack.addWidget(_column(page))
        # With large type there is not room for all of it, and nothing may be squeezed.
        told = Column(widest=_AS_WIDE)
        told.body.setContentsMargins(0, 0, GRID, 0)
        told.body.addWidget(_column([self.sources, self._unread, self.account]))
        self._stack.addWidget(_column([told, self._whole]))
        self._frame.body.addWidget(choosing)
        self._frame.body.addWidget(self._stack, 1)
        self._frame.foot.put(self.undo, self.take)
        self._commands = [
            command(self, _("Choose files …"), self.choose_files, "Ctrl+O"),
            command(self, _("Choose folder …"), self.choose_folder, "Ctrl+Shift+O"),
            command(self, _("Take in"), self.take_in, "Ctrl+Return"),
        ]

    def _connect(self) -> None:
        self.files.clicked.connect(self.choose_files)
        self.folder.clicked.connect(self.choose_folder)
        self.split.clicked.connect(lambda: self.plan([]) if self._paths else None)
        self.stop.clicked.connect(self.cancel)
        self.take.clicked.connect(self.take_in)
        self.undo.clicked.connect(lambda _on: self.take_back())
        self.table.corrected.connect(self._show_state)
        self.table.refused.connect(self._frame.notice.tell)
        self.table.currentItemChanged.connect(lambda *_items: self._show_remarks())
        self.sources.opened.connect(self._open)
        self.account.currentItemChanged.connect(lambda *_items: self._show_whole())

    def _add(self, chosen: Sequence[Path]) -> None:
        if chosen:
            self.plan([os.fspath(one) for one in chosen])

    def _show_plan(self, planned: Planned, paths: list[str]) -> None:
        self._job, self._planned, self._planned_paths = None, True, paths
        self._said.setText(summary(planned.plan))
        self.table.fill(planned)
        self._show_state()
        self._take_focus()

    def _show_account(self, taken: Taken) -> None:
        self._job, self._planned, self._taking = None, False, False
        self._taken, self._step, self._undone = taken, taken.step, False
        assert self._plan is not None
        self.sources.clear()
        for refs, what in (
            (taken.imported.new, _("new")),
            (taken.imported.attached, _("its words were added")),
            (taken.imported.pages, _("the whole page")),
        ):
            for ref in refs:
                title = taken.titles.get(ref, "") or _("Source")
                self.sources.row(title, what, ref=ref, kind="source")
        self.sources.fit(1)
        self.sources.restore({})
        self.account.clear()
        for line in account(self._plan):
            self.account.row(line)
        for rows in (self.sources, self.account):
            rows.keep_seen(_ROWS_SEEN)
        self._say_account()

    def _stands(self, step: int, *, undone: bool) -> None:
        """What was taken in stands no more, or again."""
        if step == self._step and undone != self._undone:
            self._undone = undone
            # An import that was taken back can be planned again from the same place.
            self._paths = [] if undone else list(self._planned_paths)
            self._say_account()

    def _say_account(self) -> None:
        assert self._taken is not None
        assert self._plan is not None
        if self._undone:
            sentence = _("The import was taken back. Redo brings it back.")
            redo = partial(self.take_back, undone=False)
            self._frame.notice.tell(sentence, action=_("Redo"), act=redo)
        else:
            sentence, way_on, unread = told_of(self._taken, self._plan)
            self._frame.notice.tell(sentence, way_on)
            self._unread.setText(unread)
            self._unread.setVisible(bool(unread))
        self._show_state()
        self._take_focus()

    def _take_focus(self) -> None:
        """To where one goes on; not from under somebody who types elsewhere meanwhile."""
        typing = isinstance(QApplication.focusWidget(), QLineEdit | QTextEdit | QPlainTextEdit)
        if self.isVisible() and not typing:
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_remarks(self) -> None:
        remarks = self.table.remarks()
        self._remarks.setText(" ".join(remarks))
        self._remarks.setVisible(bool(remarks))

    def _show_whole(self) -> None:
        """All of the line that is chosen: a path and a reason are longer than a row, and keys
        bring up no tip."""
        item = self.account.currentItem()
        self._whole.setText(item.text(0) if item else "")
        self._whole.setVisible(item is not None)

    def _show_state(self) -> None:
        busy, done = self._job is not None, self._done
        self._stack.setCurrentIndex(2 if done else 1 if self._planned else 0)
        for one in (self.files, self.folder, self.split, self.table):
            one.setEnabled(not busy)
        self.stop.setVisible(busy)
        self.undo.setVisible(done)
        self.take.setVisible(self._planned and not done)
        self._frame.foot.setVisible(self._planned or done)
        count = self.table.plan().articles if self._planned else 0
        words = many("Take in {n} source", "Take in {n} sources", count)
        self.take.setText(words)
        self.take.setAccessibleName(words)
        self.take.setEnabled(bool(count) and not busy)
        self._show_remarks()
        reading = _("Reading files …") if busy and not self._planned else ""
        self._frame.under.setText(reading)
        self._frame.under.setVisible(bool(reading))

    def _open(self, item: QTreeWidgetItem, new_tab: bool) -> None:
        self.desk.open(item.data(0, REF), new_tab=new_tab)

    def _failed(self, fault: CaseFileError) -> None:
        self._job, self._taking = None, False
        self._paths = list(self._planned_paths) if self._planned else []
        danger = not isinstance(fault, Cancelled)
        self._frame.notice.tell(fault.sentence, fault.way_on, danger=danger)
        self._show_state()
        self._take_focus()


class _LowRows(Rows):
    """A list that asks for few of its rows, and takes what room there is."""

    def keep_seen(self, most: int) -> None:
        """Never show less than so many rows, if there are."""
        rows = self.sizeHintForRow(0) * min(self.topLevelItemCount(), most)
        self.setMinimumHeight(self.header().sizeHint().height() + max(rows, 0) + GRID)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Qt's own is the same whatever is in it."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


def _column(widgets: Sequence[QWidget]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    for one in widgets:
        column.addWidget(one, 1 if isinstance(one, Rows | Empty | Column) else 0)
    return made
