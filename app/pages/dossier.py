"""The dossier: what goes into it, the pages as they will be, and writing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.jobs import Job
from app.page import Page
from app.parts.beside import look
from app.parts.commands import command
from app.parts.dossierform import DossierForm
from app.parts.dossierpages import DossierPages
from app.parts.dossierspread import DossierSpread
from app.parts.frame import Frame
from app.parts.passing import fingerprint, leaving, looked_through, to_look_at
from app.parts.weakplaces import WeakPlaces
from app.place import Place
from app.widgets.words import button
from casefiles.dossier.making import MadeDossier
from casefiles.errors import Cancelled, CaseFileError
from casefiles.ledger.changes import Changes
from casefiles.operations.checking import WeakPlace, weak_places
from casefiles.operations.dossiers import Printed, note_handed_out, preview, print_dossier
from casefiles.release.audience import Audience
from casefiles.release.pages import sizes
from casefiles.release.selection import Selection
from casefiles.text import _, many
from casefiles.vault import Vault

_FILE_NAME = "dossier.pdf"
"""Suggested: never the name of a person or of whom it is for."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What was made of a selection, the sizes of its pages, and what to look at first."""

    selection: Selection
    made: MadeDossier
    sizes: Sequence[tuple[float, float]]
    places: Sequence[WeakPlace]


class DossierPage(Page):
    """Choices at one side, the pages of the real PDF at the other."""

    name: ClassVar[str] = "dossier"
    help: ClassVar[str] = "dossier"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._made: MadeDossier | None = None
        self._selection: Selection | None = None
        self._back_to = 0
        self._job: Job | None = None
        self._again = self._unseen = False
        self.form = DossierForm(desk)
        self.pages = DossierPages(desk)
        self.view = self.pages.view
        self.weak = WeakPlaces(desk)
        self.spread = DossierSpread(self.form, self.pages, self.weak)
        self.check = button(_("Check"), tip=_("Lists what to look at before it leaves."))
        self.save = button(_("Save PDF …"), main=True)
        self.paper = button(_("Print …"))
        self._lay_out()
        self._connect()
        self._show_state()

    # What it answers

    def place(self) -> Place:
        """With all choices, the page that is read and how large it is."""
        refs = self.form.persons.refs()
        state = {
            **self.form.left(),
            "page": self._back_to or self.view.page,
            "zoom": self.view.zoom,
            "checking": self.spread.checking,
            "weak": self.weak.state(),
        }
        return Place(self.name, refs[0] if refs else None, state=state)

    def wants(self, changes: Changes) -> bool:
        """All but what says that something left."""
        return any(ref.kind != "submission" for ref in changes.touched)

    def first(self) -> QWidget:
        """The pages or the list of what to look at, or where a person is added."""
        if not self.form.persons.refs():
            return self.form.persons.box
        return self.spread.first()

    def commands(self) -> Sequence[QAction]:
        """Saving, printing, pages and their size."""
        return self._commands

    # What it does

    def visit(self, place: Place) -> None:
        """Make the dossier of this person, as it was left; not before somebody sees it."""
        before = self.form.persons.refs()
        self.form.put(place.ref, place.state)
        if self.form.persons.refs() != before:
            self._forget()
        self.view.set_zoom(float(place.state.get("zoom", 1.0)))
        self._back_to = int(place.state.get("page", 0))
        self.weak.restore(place.state.get("weak", {}))
        self.spread.turn(
            checking=bool(place.state.get("checking", False)),
            choosing=not self.form.persons.refs(),
        )
        self.called.emit(_("Dossier"))
        self._unseen = not self.isVisible()
        if not self._unseen:
            self.make()

    def refresh(self) -> None:
        """The same choices, from what is known now."""
        self.make()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Now somebody sees it; unless, as at unlocking, the next tab is opened over it."""
        super().showEvent(event)
        if self._unseen:
            QTimer.singleShot(0, self, self._make_if_seen)

    def make(self) -> None:
        """Make it anew from the choices, and show its pages. What is being made is given up."""
        self._unseen = False
        selection = self.form.selection()
        self._again = self._job is not None and bool(selection.refs)
        if self._job is not None:
            self._job.cancel()
        if not selection.refs:
            self._forget()
            self._frame.foot.say(_("Add a person to see the pages."))
        elif not self._again:
            self._begin(selection)

    def save_as(self) -> None:
        """Ask where, write it there, and keep in the history what left."""
        from app.widgets import files

        if not self._ready:
            return
        target = files.choose_target(self, _("Save the dossier"), _FILE_NAME, "PDF (*.pdf)")
        if target is not None:
            self.write(target if target.suffix else target.with_suffix(".pdf"))

    def write(self, target: Path) -> None:
        """Write the dossier that is shown."""
        selection, addressee = self._selection, self.form.addressee.text()
        if selection is None:
            return
        self._frame.allow(self.save, allowed=False)
        self.desk.long(
            self,
            _("Writing the dossier …"),
            lambda vault, _job: print_dossier(
                vault, selection=selection, target=target, addressee=addressee
            ),
            self._written,
            failed=self._not_written,
        )

    def look_first(self) -> None:
        """The list of what to look at in the place of the pages, or back."""
        if self._ready:
            self.spread.turn(checking=not self.spread.checking)
            self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_to_print(self) -> None:
        """Say who gets the pages before anybody does."""
        if self._ready:
            self._frame.asking.ask(
                _("The system's print service gets the pages, and keeps them for a while."),
                _("Choose a printer …"),
                self._print,
                way_on=_("Safest is a printer of your own, connected by a cable."),
            )

    # How inside

    @property
    def _ready(self) -> bool:
        """Whether the pages shown are those of the choices: only they may leave."""
        return self._made is not None and self._job is None

    def _make_if_seen(self) -> None:
        if self._unseen and self.isVisible():
            self.make()

    def _begin(self, selection: Selection) -> None:
        def work(vault: Vault, _job: Job) -> _Told:
            made = preview(vault, selection=selection, file_name=_FILE_NAME)
            return _Told(selection, made, sizes(made.content), weak_places(vault, made))

        # It takes seconds; in the reading lane, every other question would wait for it.
        self._job = look(self.desk, self, _("Making the pages …"), work, self._show, self._refused)
        self._say_leaving()
        self._show_state()

    def _lay_out(self) -> None:
        self._frame = Frame(self, _("Dossier"))
        self._frame.body.addWidget(self.spread, 1)
        self._frame.foot.put(self.check, self.paper, self.save)
        self._commands = [
            command(self, _("Save PDF …"), self.save_as, "Ctrl+S"),
            command(self, _("Print …"), self.ask_to_print, "Ctrl+P"),
            command(self, _("Check before it leaves"), self.look_first, "Ctrl+Shift+K"),
            command(self, _("Larger pages"), self.view.larger, "Ctrl++ Ctrl+="),
            command(self, _("Smaller pages"), self.view.smaller, "Ctrl+-"),
            command(self, _("Fit width"), self.view.fit, "Ctrl+0"),
        ]

    def _connect(self) -> None:
        self.form.changed.connect(self.make)
        self.save.clicked.connect(self.save_as)
        self.paper.clicked.connect(self.ask_to_print)
        self.check.clicked.connect(self.look_first)
        self.spread.turned.connect(self._turned)
        self.weak.left.connect(self.look_first)

    def _over(self) -> bool:
        """The pages were made, or given up; whether nobody waits for them any more."""
        self._job = None
        if self._again:
            self.make()
        return self._job is not None or not self.form.persons.refs()

    def _show(self, told: _Told) -> None:
        if self._over():
            return
        self._frame.notice.hide()
        self._selection, made = told.selection, told.made
        page = self._back_to or self.view.page
        self._back_to, self._made = 0, made
        self.pages.put(made.content, told.sizes, page)
        self.weak.put(told.places)
        self._say_leaving()
        self.form.sections.tell(made.silent, told.selection.audience)
        self.form.say_looked(looked_through(made))
        self._show_state()

    def _say_leaving(self) -> None:
        """What leaves, and where there is room for it what to look at first."""
        if self._job is not None:
            self._frame.foot.say(_("Making the pages …"))
        elif self._made is not None:
            first = "" if self.spread.narrow else to_look_at(self.weak.places)
            self._frame.foot.say("\n".join(filter(None, (leaving(self._made), first))))

    def _forget(self) -> None:
        """No pages: nothing was chosen, or they may not leave, or somebody said stop."""
        self._made = None
        self.pages.put(b"", ())
        self.weak.put(())
        self.form.sections.tell((), Audience.INTERNAL)
        self.form.say_looked("")
        self.spread.turn(checking=False, choosing=not self.form.persons.refs())
        self._show_state()

    def _turned(self) -> None:
        words = _("Back to the pages") if self.spread.checking else _("Check")
        self.check.setText(words)
        self.check.setAccessibleName(words)
        self._say_leaving()

    def _show_state(self) -> None:
        for one in (self.save, self.paper, self.check):
            self._frame.allow(one, allowed=self._ready)

    def _written(self, printed: Printed) -> None:
        made = printed.made
        kept = (
            _("It is in the history: for which audience, when, with this fingerprint.")
            if printed.recorded
            else _("The vault cannot be written, so this is not in its history.")
        )
        self._frame.notice.tell(
            many("Wrote a dossier of {n} page.", "Wrote a dossier of {n} pages.", made.pages),
            fingerprint(made.sha256) + "\n" + kept,
        )
        self._show_state()

    def _not_written(self, fault: CaseFileError) -> None:
        danger = not isinstance(fault, Cancelled)
        self._frame.notice.tell(fault.sentence, fault.way_on, danger=danger)
        self._show_state()

    def _refused(self, fault: CaseFileError) -> None:
        if self._over():
            return
        self._forget()
        if isinstance(fault, Cancelled):
            self._frame.foot.say(_("The pages were not made."))
            again = _("Make the pages")
            self._frame.notice.tell(fault.sentence, action=again, act=self.make)
        else:
            self._frame.foot.say(_("Nothing leaves: these pages may not."))
            self._not_written(fault)

    def _print(self) -> None:
        from app.parts.paper import Printing
        from app.widgets.printing import choose_printer

        made, selection = self._made, self._selection
        addressee = self.form.addressee.text()
        if made is None or selection is None:
            return
        try:
            printer = choose_printer(self, pages=made.pages)
        except CaseFileError as trouble:
            self._not_written(trouble)
            return
        if printer is None:
            return
        # The history first: rather a line for what did not leave than none for what did.
        self.desk.act(
            self,
            lambda vault: note_handed_out(
                vault, selection=selection, made=made, addressee=addressee
            ),
            lambda _none: Printing(
                self.desk, printer, made.content, made.pages, self._printed, self
            ),
            failed=self._not_written,
        )

    def _printed(self, pages: int) -> None:
        self._frame.notice.tell(
            many("{n} page went to the printer.", "{n} pages went to the printer.", pages),
            _("It is in the history. Wait until all of it is on paper."),
        )
