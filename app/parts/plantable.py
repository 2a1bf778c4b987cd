"""The table of an import plan: files and their articles, ticked and put right in place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QStyleOptionViewItem,
    QTreeWidgetItem,
    QWidget,
)

from app.parts.planlook import Planned, standing_of
from app.parts.rows import KEY, RowHeight, Rows
from app.widgets.turns import Turns
from app.widgets.words import shortened
from casefiles.errors import NotUnderstood
from casefiles.intake.articles import ArticleDraft
from casefiles.intake.choosing import chosen
from casefiles.intake.files import visible
from casefiles.intake.planned import ImportPlan, PlannedArticle, PlannedFile
from casefiles.model.dates import understand
from casefiles.text import _

TITLE, OUTLET, AUTHORS, DATE, FATE = range(5)
_LONGEST = 2000
_OPENING = 80
"""Letters by which an article without a title is told from others."""
_LEAST = 42
"""Letters for a title, with the room before it: what will happen stands below in full."""
_UNTITLED = KEY + 8
"""What stands in the place of a missing title; not text, or editing would make it the title."""


_AT_ONCE = 20
"""Files whose rows are made in one piece."""


class PlanTable(Rows):
    """Corrections are kept beside the plan; `plan()` is the plan with them."""

    corrected = Signal()
    refused = Signal(str, str)
    """A typed date was not understood: a sentence and a way on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Files of this import and their articles"),
            (_("File or article"), _("Outlet"), _("Authors"), _("Date"), _("What will happen")),
            least=_LEAST,
            parent=parent,
        )
        self.setRootIsDecorated(True)
        self.setItemDelegate(_InPlace(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked)
        self._planned: Planned | None = None
        self._drafts: dict[tuple[int, int], ArticleDraft] = {}
        self._filling = False
        self._turns = Turns(self)
        self.itemChanged.connect(self._changed)
        self.opened.connect(lambda item, _tab: self.editItem(item, self.currentColumn()))

    # What it answers

    def plan(self) -> ImportPlan:
        """The plan as it is corrected and ticked."""
        if self._planned is None:
            return ImportPlan(())
        return chosen(self._planned.plan, self._drafts, self._left_out())

    def remarks(self) -> list[str]:
        """What will happen to the row in focus, and what the reading remarks on it."""
        place = self._place(self.currentItem())
        if place is None or self._planned is None:
            return []
        number, at = place
        file = self._planned.plan.files[number]
        if at < 0:
            name = visible(Path(file.path).name)
            return [_sentence(f"{name}: {file.sentence or standing_of(file)}"), *file.notes]
        draft = self._draft(number, at)
        fate = self._planned.fate(number, at, file.articles[at])
        return [": ".join(filter(None, (_lines(draft), f"{fate}."))), *draft.remarks]

    # What it does

    def fill(self, planned: Planned) -> None:
        """Show a plan; corrections of an earlier one are forgotten."""
        self._planned, self._drafts = planned, {}
        self._filling = True
        self.clear()
        self._filling = False
        files = list(enumerate(planned.plan.files))
        some = (files[at : at + _AT_ONCE] for at in range(0, len(files), _AT_ONCE))
        self._turns.begin([*(partial(self._add_files, part) for part in some), self._fit_all])
        self._fit_all()
        if (first := self.topLevelItem(0)) is not None:
            self.setCurrentItem(first)
        self.corrected.emit()

    def closeEditor(  # noqa: N802 - Qt's name
        self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint
    ) -> None:
        """Tab goes on to the next value of the article, and from the last to the next article."""
        ends = QAbstractItemDelegate.EndEditHint
        step = {ends.EditNextItem: 1, ends.EditPreviousItem: -1}.get(hint, 0)
        super().closeEditor(editor, ends.NoHint if step else hint)
        item, column = self.currentItem(), self.currentColumn() + step
        if not step or item is None:
            return
        if not TITLE <= column <= DATE:
            beside = self.itemBelow(item) if step > 0 else self.itemAbove(item)
            column = TITLE if step > 0 else DATE
            if beside is None or beside.parent() is None:
                return
            item = beside
        self.setCurrentItem(item, column)
        self.editItem(item, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter puts a value right; with Ctrl it is the page's, which takes everything in."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    # How inside

    def _add_files(self, files: Sequence[tuple[int, PlannedFile]]) -> None:
        self._filling = True
        begin = self.topLevelItemCount()
        for number, file in files:
            name = visible(Path(file.path).name)
            said = file.sentence or standing_of(file)
            item = self.row(f"{name}:  {said}", key=(number, -1))
            item.setToolTip(0, f"{visible(file.path)}\n{said}")
            for at, article in enumerate(file.articles):
                self._add(item, number, at, article)
        # Each at once would lay out everything anew.
        for row in range(begin, self.topLevelItemCount()):
            self.setFirstColumnSpanned(row, QModelIndex(), True)
        for row in range(begin, self.topLevelItemCount()):
            if (top := self.topLevelItem(row)) is not None:
                top.setExpanded(True)
        self._filling = False

    def _fit_all(self) -> None:
        self.fit(OUTLET, AUTHORS, most=16)
        self.fit(DATE, FATE)

    def _add(self, parent: QTreeWidgetItem, number: int, at: int, article: PlannedArticle) -> None:
        assert self._planned is not None
        fate = self._planned.fate(number, at, article)
        item = self.row(*_texts(article.draft), fate, key=(number, at), under=parent)
        item.setCheckState(0, Qt.CheckState.Checked)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable)
        opening = shortened(article.opening, _OPENING)
        untitled = _("(without a title) {words}").format(words=opening)
        item.setData(TITLE, _UNTITLED, untitled.strip())
        self._tell_title(item)
        self._tell_remarks(item, article.draft)

    def _tell_title(self, item: QTreeWidgetItem) -> None:
        named = item.text(TITLE) or item.data(TITLE, _UNTITLED)
        item.setData(TITLE, Qt.ItemDataRole.AccessibleTextRole, named)

    def _tell_remarks(self, item: QTreeWidgetItem, draft: ArticleDraft) -> None:
        told = "\n".join(filter(None, (_lines(draft), *draft.remarks)))
        item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, told)

    def _place(self, item: QTreeWidgetItem | None) -> tuple[int, int] | None:
        place: Any = item.data(0, KEY) if item is not None else None
        return (int(place[0]), int(place[1])) if place is not None else None

    def _draft(self, number: int, at: int) -> ArticleDraft:
        assert self._planned is not None
        kept = self._drafts.get((number, at))
        return kept or self._planned.plan.files[number].articles[at].draft

    def _left_out(self) -> set[tuple[int, int]]:
        return {
            place
            for item in self.items()
            if (place := self._place(item)) is not None
            and place[1] >= 0
            and item.checkState(0) is not Qt.CheckState.Checked
        }

    def _changed(self, item: QTreeWidgetItem, column: int) -> None:
        place = self._place(item)
        if self._filling or place is None or place[1] < 0:
            return
        draft = self._draft(*place)
        try:
            self._drafts[place] = _with(draft, column, item.text(column))
        except NotUnderstood as fault:
            self.refused.emit(fault.sentence, fault.way_on)
        self._filling = True
        for at, text in enumerate(_texts(self._drafts.get(place, draft))):
            item.setText(at, text)
        self._tell_title(item)
        self._filling = False
        self.corrected.emit()


class _InPlace(RowHeight):
    """Only what a person may put right can be edited; what has no title is called by its words."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        untitled = index.data(_UNTITLED)
        if untitled and not option.text:
            option.text = untitled
            muted = option.palette.placeholderText().color()
            option.palette.setColor(QPalette.ColorRole.Text, muted)

    def createEditor(  # type: ignore[override]  # noqa: N802 - Qt's name
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget | None:
        if index.column() == FATE or not index.parent().isValid():
            return None
        editor = super().createEditor(parent, option, index)
        name = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
        editor.setAccessibleName(str(name))
        return editor


def _sentence(words: str) -> str:
    return words if words.endswith(".") else f"{words}."


def _lines(draft: ArticleDraft) -> str:
    if not draft.start_line:
        return ""
    return _("Lines {a} to {b}").format(a=draft.start_line, b=draft.end_line)


def _texts(draft: ArticleDraft) -> tuple[str, str, str, str]:
    return draft.title or "", draft.outlet or "", "; ".join(draft.authors), draft.date_text or ""


def _with(draft: ArticleDraft, column: int, typed: str) -> ArticleDraft:
    """The draft with one value put right; raises `NotUnderstood` for a date that is none."""
    text = " ".join(typed.split())[:_LONGEST]
    values: Mapping[int, dict[str, Any]] = {
        TITLE: {"title": text or None},
        OUTLET: {"outlet": text or None},
        AUTHORS: {"authors": tuple(filter(None, map(str.strip, text.split(";"))))},
    }
    if column == DATE:
        return replace(draft, date_text=understand(text).text if text else None)
    return replace(draft, **values.get(column, {}))
