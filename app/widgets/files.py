"""Choosing files and folders, without leaving a trace of what was chosen.

The system's own dialogs note recent files for every program to see, so Qt's own dialog is used.
Qt keeps its history, the folder visited last and the width of its columns in `QSettings`; these
are led to a place where nothing can be kept, and emptied where they cannot be led (Windows).
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QDir, QSettings, QStandardPaths, QUrl
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QTreeView,
    QWidget,
)

from casefiles.text import _

_LETTERS, _LINES = 110, 28
"""Its size, so that a name and its date stand whole however large the type is."""
_KEPT_BY_QT = ("QtProject", "FileDialog")


def choose_file(
    parent: QWidget | None, title: str, filter_: str = "", folder: Path | None = None
) -> Path | None:
    """One file that is there, or None."""
    chosen = _chosen(parent, title, QFileDialog.FileMode.ExistingFile, filter_, folder)
    return chosen[0] if chosen else None


def choose_files(
    parent: QWidget | None, title: str, filter_: str = "", folder: Path | None = None
) -> list[Path]:
    """Any number of files that are there."""
    return _chosen(parent, title, QFileDialog.FileMode.ExistingFiles, filter_, folder)


def choose_folder(parent: QWidget | None, title: str, folder: Path | None = None) -> Path | None:
    """A folder that is there, or None."""
    chosen = _chosen(parent, title, QFileDialog.FileMode.Directory, "", folder)
    return chosen[0] if chosen else None


def choose_target(
    parent: QWidget | None,
    title: str,
    suggested_name: str = "",
    filter_: str = "",
    folder: Path | None = None,
) -> Path | None:
    """Where to write a file; the writing itself refuses what is there already."""
    chosen = _chosen(
        parent, title, QFileDialog.FileMode.AnyFile, filter_, folder, name=suggested_name
    )
    return chosen[0] if chosen else None


def remember_nothing() -> None:
    """Lead whatever Qt would note for next time to where nothing can be kept."""
    nowhere = os.path.join(os.devnull, "nowhere")
    for format_ in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(format_, QSettings.Scope.UserScope, nowhere)


def _chosen(
    parent: QWidget | None,
    title: str,
    mode: QFileDialog.FileMode,
    filter_: str,
    folder: Path | None,
    *,
    name: str = "",
) -> list[Path]:
    remember_nothing()
    dialog = QFileDialog(parent, title, str(folder or _home()), filter_)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, mode == QFileDialog.FileMode.Directory)
    # Refusing what is there already is the writer's part: nothing is ever written over.
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
    dialog.setFileMode(mode)
    dialog.setHistory([])
    dialog.setSidebarUrls(_places())
    dialog.setFilter((dialog.filter() & ~QDir.Filter.Hidden) | QDir.Filter.NoDotAndDotDot)
    metrics = dialog.fontMetrics()
    dialog.resize(_LETTERS * metrics.averageCharWidth(), _LINES * metrics.lineSpacing())
    saving = mode == QFileDialog.FileMode.AnyFile
    if saving:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
    _verbs(dialog, mode, saving=saving)
    try:
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return []
        return [Path(file) for file in dialog.selectedFiles()]
    finally:
        _forget(dialog)


def _verbs(dialog: QFileDialog, mode: QFileDialog.FileMode, *, saving: bool) -> None:
    accept = _("Save") if saving else _("Choose")
    if mode == QFileDialog.FileMode.Directory:
        accept = _("Choose this folder")
    for which, words in (
        (QFileDialog.DialogLabel.Accept, accept),
        (QFileDialog.DialogLabel.Reject, _("Cancel")),
        (QFileDialog.DialogLabel.LookIn, _("Folder:")),
        (QFileDialog.DialogLabel.FileName, _("Name:")),
        (QFileDialog.DialogLabel.FileType, _("Kind:")),
    ):
        dialog.setLabelText(which, words)
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    if kinds is not None and mode == QFileDialog.FileMode.Directory:
        kinds.setItemText(0, _("Folders"))
    if (table := dialog.findChild(QTreeView, "treeView")) is not None:
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    if (typed := dialog.findChild(QLineEdit)) is not None:
        typed.setAccessibleName(_("thing|Name"))


def _forget(dialog: QFileDialog) -> None:
    dialog.setHistory([])
    dialog.setDirectory(str(_home()))
    # The destructor is what writes, so it has to run before the rest is taken away.
    dialog.setParent(None)
    dialog.deleteLater()
    if sys.platform == "win32":
        dialog.destroyed.connect(lambda: QSettings(*_KEPT_BY_QT[:1]).remove(_KEPT_BY_QT[1]))


def _places() -> list[QUrl]:
    """The home, and the sticks and disks that are there."""
    where = QStandardPaths.StandardLocation
    homes = [
        QStandardPaths.writableLocation(one)
        for one in (where.HomeLocation, where.DesktopLocation, where.DocumentsLocation)
    ]
    media = [str(path) for root in _MEDIA for path in sorted(root.glob("*")) if path.is_dir()]
    return [
        QUrl.fromLocalFile(one) for one in dict.fromkeys([*homes, *media]) if Path(one).is_dir()
    ]


_USER = os.environ.get("USER", "")
_MEDIA = [Path(root, _USER) for root in ("/media", "/run/media")] if _USER else []
_MEDIA.append(Path("/Volumes"))


def _home() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
