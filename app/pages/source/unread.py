"""A source whose text is not here: what is known of it, and how to have the text or the file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.desk import Desk
from app.pages.source.original import Original
from app.pages.source.reading import Reading
from app.parts.wrappedlink import WrappedLink
from app.place import Place
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.words import button, label
from casefiles.insight.fields import Field, Value
from casefiles.text import _


class Unread(Column):
    """A sentence, the way on, and the fields of the record."""

    def __init__(self, desk: Desk, original: Original, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk, self._original = desk, original
        self._way_on = button("")

    def first(self) -> QWidget:
        """What gets the focus: the way on."""
        return self._way_on

    def tell(self, told: Reading) -> None:
        """Show what is known of this source."""
        self.clear()
        saving = self._original.action
        if told.original is not None:
            kept = _("The file is kept here as it is, byte for byte. Its words are not read.")
            self._way_on = button(saving.text(), tip=saving.toolTip())
            self._way_on.clicked.connect(self._original.choose)
        else:
            kept = _("Its text is not here. Import the file to read it.")
            self._way_on = button(_("Import the file"))
            self._way_on.clicked.connect(lambda: self._desk.open(Place("import")))
        self.body.addWidget(label(kept))
        line = QWidget()
        grid = QGridLayout(line)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self._way_on, 0, 0)
        grid.setColumnStretch(1, 1)
        self.body.addWidget(line)
        if told.about:
            heading = label(_("What is known of it"), "heading")
            heading.setContentsMargins(0, GRID * 2, 0, 0)
            self.body.addWidget(heading)
        for field in told.about:
            self.body.addWidget(self._field(field))

    def _field(self, field: Field) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, GRID // 2)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(field.label, "small"), 0, 0)
        for row, value in enumerate(field.values, 1):
            shown = self._value(field, value)
            link = isinstance(shown, WrappedLink)
            side = Qt.AlignmentFlag.AlignLeading if link else Qt.AlignmentFlag(0)
            grid.addWidget(shown, row, 0, side)
        return made

    def _value(self, field: Field, value: Value) -> QWidget:
        if value.masked:
            made = button(_("Hidden: show"), quiet=True)
            made.setAccessibleName(_("{field}: hidden, show").format(field=field.label))
            made.clicked.connect(lambda: made.setText(value.words.replace("&", "&&")))
            return made
        if value.leads_to is not None:
            return WrappedLink(self._desk, value.leads_to, value.words)
        remarks = f"  ({', '.join(value.remarks)})" if value.remarks else ""
        return label(f"{value.words}{remarks}")
