"""What a dossier is made of: persons, template, language, audience, for whom."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.desk import Desk
from app.parts.audiences import AudienceChoice
from app.parts.chosen import ChosenRecords
from app.parts.dossiersections import SectionChoice
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.words import label
from casefiles.dossier.templates import TEMPLATES
from casefiles.model.ids import Ref
from casefiles.release.audience import Audience
from casefiles.release.selection import Selection
from casefiles.text import _, language

LANGUAGES = {"en": "English", "ru": "Русский"}
"""What a dossier can be written in, each in its own words."""

_PAUSE_MS = 500


class DossierForm(Column):
    """The choices, in the order in which they are made. `changed` comes after a pause."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(widest=520, parent=parent)
        self.persons = ChosenRecords(
            desk, _("Persons of the dossier"), _("Add a person"), kinds=("person",)
        )
        self.template = _combo(_("Template"), [(one.name, _(one.label)) for one in TEMPLATES])
        self.language = _combo(_("Language"), list(LANGUAGES.items()))
        self.audience = AudienceChoice(Audience.OFFICIAL, all_told=False)
        self.addressee = _line(_("For whom"), _("Kept in your history only"))
        self.purpose = _line(_("Purpose on the cover"), _("As the template says"))
        self.sections = SectionChoice(TEMPLATES[0].name)
        self.looked = label("", "small")
        self.body.setContentsMargins(0, 0, GRID, GRID)
        for name, widget in (
            (_("About"), self.persons),
            (_("Template"), self.template),
            (_("Language"), self.language),
            (_("Audience"), self.audience),
            (_("Sections"), self.sections),
            (_("For whom"), self.addressee),
            (_("Purpose on the cover"), self.purpose),
        ):
            self.body.addWidget(label(name, "heading"))
            self.body.addWidget(widget)
            self.body.addSpacing(GRID // 2)
        self.body.addWidget(self.looked)
        self.body.addStretch(1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.persons.changed.connect(self.changed)
        self.audience.changed.connect(self.changed)
        self.template.activated.connect(self._choose_template)
        self.language.activated.connect(lambda _at: self.changed.emit())
        self.sections.changed.connect(self._pause.start)
        self.purpose.textEdited.connect(lambda _text: self._pause.start())

    def say_looked(self, words: str) -> None:
        """How the pages were looked through; nothing if there was nothing to look for."""
        self.looked.setText(words)
        self.looked.setVisible(bool(words))

    def selection(self) -> Selection:
        """What was chosen."""
        return Selection(
            self.persons.refs(),
            self.audience.audience(),
            str(self.language.currentData()),
            str(self.template.currentData()),
            " ".join(self.purpose.text().split()),
            self.sections.without(),
        )

    def left(self) -> dict[str, Any]:
        """How it is left."""
        chosen = self.selection()
        return {
            "refs": [str(ref) for ref in chosen.refs],
            "audience": chosen.audience.value,
            "language": chosen.language,
            "template": chosen.template,
            "without": list(chosen.without),
            "purpose": self.purpose.text(),
            "addressee": self.addressee.text(),
        }

    def put(self, ref: Ref | None, state: Any) -> None:
        """Choose as it was left, or begin with one person."""
        refs: Sequence[Ref] = [Ref.parse(one) for one in state.get("refs", ())]
        self.persons.put(refs or ([ref] if ref is not None else []))
        self.audience.choose(Audience(state.get("audience", Audience.OFFICIAL.value)))
        begin = {"template": TEMPLATES[0].name, "language": language()}
        for combo, name in ((self.template, "template"), (self.language, "language")):
            at = combo.findData(state.get(name, begin[name]))
            combo.setCurrentIndex(max(at, 0))
        self.sections.show_template(str(self.template.currentData()))
        self.sections.put(state.get("without", ()))
        self.purpose.setText(str(state.get("purpose", "")))
        self.addressee.setText(str(state.get("addressee", "")))

    def _choose_template(self, _at: int) -> None:
        self.sections.show_template(str(self.template.currentData()))
        self.changed.emit()


def _combo(name: str, terms: Sequence[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    for code, words in terms:
        made.addItem(words, code)
    return made


def _line(name: str, hint: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(hint)
    made.setMaxLength(400)
    return made
