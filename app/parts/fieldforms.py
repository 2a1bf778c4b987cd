"""The form that is open in a field: for a value, a source more, or the reason of a decision."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.desk import Desk
from app.forms.form import Form
from app.forms.keeping import Opened, keeping
from app.forms.reason import ReasonForm
from app.forms.saying import SayingForm
from app.forms.shape import chain
from app.parts.fieldsign import Unfinished
from app.widgets.walking import bring_into_view
from casefiles.insight.fields import Field, Value
from casefiles.ledger.reader import Statement
from casefiles.model.claim import Claim
from casefiles.model.ids import EntryId, Ref
from casefiles.operations import amending, judging
from casefiles.operations.drafts import About
from casefiles.text import _
from casefiles.vault import Vault


@dataclass(frozen=True, slots=True)
class How:
    """How a form was opened, so that it can open again when the page is painted anew.

    `way` is one of add, edit, cite, prefer, reject; all but the first are about a value, and edit
    and cite about a claim of it.
    """

    way: str
    value: Value | None = None
    claim: Claim | None = None


class FieldForms(QObject):
    """One form at a time, in a column: below the value it is about, else at the end.

    `below` says behind how many widgets of the column a form on a value stands. Where no form is
    open and something was left unfinished, a sign says so.
    """

    turned = Signal(bool)
    """A form was opened or closed; whether it was closed with the focus inside."""

    def __init__(
        self,
        desk: Desk,
        ref: Ref,
        field: Field,
        column: QVBoxLayout,
        parent: QWidget,
        below: Callable[[Value], int] = lambda _value: -1,
    ) -> None:
        super().__init__(parent)
        self.form: Form | None = None
        self.sign = Unfinished(field.label)
        self._desk, self._ref, self._field = desk, ref, field
        self._column, self._row, self._below = column, parent, below
        self.sign.asked.connect(self._go_on)
        keeping(desk).turned.connect(self.look)

    # What it does

    def open_on(
        self, value: Value, way: str, claim: EntryId | None = None, *, stand: bool = True
    ) -> None:
        """Look the statement up as it stands now, then open a form on it."""
        ref, claim = self._ref, claim or value.claim

        def question(vault: Vault) -> Statement:
            return amending.statement_of(vault.reader, ref=ref, claim=claim)

        def answer(found: Statement) -> None:
            self.open(How(way, value, found.claim), stand=stand)

        self._desk.ask(self, question, answer, about="edit")

    def open(self, how: How, *, stand: bool = True) -> None:
        """Open a form and stand in it; the one that is open stays."""
        if self.form is None:
            keeping(self._desk).opened[self._place] = Opened(how, adds=how.value is None)
            self._put(self._made(how), how)
            self._form.show()
        if stand:
            self._form.start()
            QTimer.singleShot(0, self._form, partial(bring_into_view, self._form))

    def open_again(self) -> None:
        """If the page was painted anew while a form was open, it opens as it was."""
        opened = keeping(self._desk).opened.get(self._place)
        if opened is not None:
            form = self._made(opened.how)
            if opened.draft:
                form.restore(opened.draft)
            self._put(form, opened.how)

    def look(self) -> None:
        """Open what is to be open, if this is seen; of what waits only tell."""
        begun = self._begun()
        self.sign.setVisible(self.form is None and bool(begun))
        wanted = next((one for one in begun if keeping(self._desk).wanted(one)), None)
        if wanted is not None and self._row.isVisible():
            keeping(self._desk).taken_up(wanted)
            # Later: a form cannot come in while the page is being shown.
            QTimer.singleShot(0, self, lambda: self._take_up(wanted))

    # How inside

    @property
    def _name(self) -> str:
        return self._field.name

    @property
    def _place(self) -> str:
        return str(About(self._ref, self._name))

    def _begun(self) -> list[About]:
        """What can be gone on with: its value is still there."""
        every = keeping(self._desk).begun(self._ref, self._name)
        return [one for one in every if one.claim is None or self._of(one.claim)]

    def _of(self, claim: EntryId) -> Value | None:
        values: Sequence[Value] = self._field.values
        return next((one for one in values if claim in (one.claim, *one.more)), None)

    def _go_on(self) -> None:
        if begun := self._begun():
            self._take_up(begun[0])

    def _take_up(self, about: About) -> None:
        """Open the form of a draft; the caret goes there unless somebody types elsewhere."""
        focus = self._row.window().focusWidget()
        typing = isinstance(focus, QPlainTextEdit) or (
            isinstance(focus, QLineEdit) and bool(focus.text())
        )
        value = self._of(about.claim) if about.claim else None
        if value is None:
            self.open(How("add"), stand=not typing)
        elif about.way in ("edit", "cite"):
            self.open_on(value, about.way, about.claim, stand=not typing)
        else:
            self.open(How(about.way, value), stand=not typing)

    @property
    def _form(self) -> Form:
        assert self.form is not None
        return self.form

    def _put(self, form: Form, how: How) -> None:
        self.form = form
        form.drafted.connect(lambda: self._remember(how))
        form.writing.connect(lambda now: self._forget() if now else self._remember(how))
        form.saved.connect(self._close)
        form.left.connect(self._close)
        self._column.insertWidget(self._below(how.value) if how.value else -1, form)
        keeping(self._desk).taken_up(form.key)
        self.sign.hide()
        chain(self._row)
        self.turned.emit(False)

    def _made(self, how: How) -> Form:
        name, value, claim = self._name, how.value, how.claim
        if value is None:
            return SayingForm(self._desk, self._ref, name)
        if how.way == "edit":
            return SayingForm(self._desk, self._ref, name, replacing=claim, also=value.more)
        if how.way == "cite":
            return SayingForm(self._desk, self._ref, name, citing=claim, words=_readable(value))
        return self._reason(value, how.way)

    def _reason(self, value: Value, way: str) -> ReasonForm:
        ref, first, claims = self._ref, value.claim, (value.claim, *value.more)
        key = str(About(self._ref, self._name, way, first))
        shown = _readable(value)
        if way == "prefer":
            return ReasonForm(
                self._desk,
                _("Show this value first: {value}").format(value=shown),
                _("Prefer"),
                key,
                lambda vault, why: judging.prefer(vault, ref=ref, claim=first, reason=why),
            )
        return ReasonForm(
            self._desk,
            _("Hold this value for wrong: {value}").format(value=shown),
            _("Reject"),
            key,
            lambda vault, why: amending.reject_values(vault, ref=ref, claims=claims, reason=why),
        )

    def _remember(self, how: How) -> None:
        if self.form is not None:
            keeping(self._desk).opened[self._place] = Opened(
                how, self.form.draft(), adds=how.value is None
            )

    def _forget(self) -> None:
        keeping(self._desk).opened.pop(self._place, None)

    def _close(self) -> None:
        self._forget()
        if self.form is None:
            return
        form, self.form = self.form, None
        focus = self._row.window().focusWidget()
        inside = focus is not None and form.isAncestorOf(focus)
        form.hide()
        form.deleteLater()
        self.look()
        self.turned.emit(inside)


def _readable(value: Value) -> str:
    return _("the hidden value") if value.masked else value.words
