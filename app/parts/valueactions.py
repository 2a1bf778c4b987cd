"""What is done with a value at once: withdraw, protect, weigh again, copy. Each can be undone."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu

from app.desk import Desk, Notice
from app.parts.copying import copy_text
from app.parts.valueline import ValueLine
from casefiles.insight.fields import Field
from casefiles.model.ids import Ref
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.vocabulary import load
from casefiles.operations import amending
from casefiles.operations.history import lines, undo
from casefiles.text import _, language
from casefiles.vault import Vault


class ValueActions:
    """Acts on one value of a field, whichever statements give it."""

    def __init__(self, desk: Desk, ref: Ref, field: Field, line: ValueLine) -> None:
        self._desk, self._ref, self._field, self._line = desk, ref, field, line
        self._claims = (line.value.claim, *line.value.more)

    def withdraw(self) -> None:
        """Take it back; a notice offers to undo that."""
        ref, claims, desk = self._ref, self._claims, self._desk

        def work(vault: Vault) -> int:
            amending.withdraw_values(vault, ref=ref, claims=claims)
            return lines(vault, limit=1)[0].past.number

        def done(number: int) -> None:
            sentence = _("Withdrawn: a value of “{field}”.").format(field=self._field.label)
            back = _undoing(desk, number)
            desk.told.emit(Notice(sentence, action=_("Undo"), act=back))

        desk.act(desk, work, done)

    def weigh_again(self) -> None:
        """Neither prefer nor reject it any more."""
        ref, claims = self._ref, self._claims
        self._desk.act(
            self._desk, lambda vault: amending.weigh_again(vault, ref=ref, claims=claims)
        )

    def protect(self, level: Sensitivity) -> None:
        """Say how far it may travel."""
        ref, claims = self._ref, self._claims
        self._desk.act(
            self._desk,
            lambda vault: amending.protect_values(vault, ref=ref, claims=claims, level=level),
        )

    def protection(self, menu: QMenu) -> QMenu:
        """The levels to choose from."""
        made = QMenu(_("Who may see it"), menu)
        for level in Sensitivity:
            words = load("sensitivity").label(level.name.lower(), language())
            action = made.addAction(words)
            action.triggered.connect(lambda _on=False, level=level: self.protect(level))
        return made

    def copy(self) -> None:
        """Its words; hidden ones must be shown first, as what is copied can be pasted anywhere."""
        if self._line.hidden_words:
            self._desk.tell(_("This value is hidden. Show it first with Space, then copy it."))
        else:
            copy_text(self._line.value.words)


def add_entry(menu: QMenu, words: str, does: Callable[[], object], keys: str = "") -> None:
    """An entry with the keys that do the same; they are the line's, not the menu's."""
    action = menu.addAction(f"{words}\t{keys}" if keys else words)
    action.triggered.connect(lambda _on=False: does())


def _undoing(desk: Desk, number: int) -> Callable[[], None]:
    return lambda: desk.act(desk, lambda vault: undo(vault, number=number))
