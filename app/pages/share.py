"""Sharing: what, for whom, to whom; what leaves is told, written, read back and verified."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.page import Page
from app.parts.audiences import AudienceChoice
from app.parts.chosen import ChosenRecords
from app.parts.commands import command
from app.parts.frame import Frame
from app.parts.owncard import OwnCard
from app.parts.partners import PartnerList
from app.parts.passing import by_kind, fingerprint, stays
from app.parts.ticks import Choice, Tick
from app.place import Place
from app.theme import GRID
from app.widgets.column import Column
from app.widgets.oneof import OneOf
from app.widgets.passphrase import NewPassphrase
from app.widgets.words import button, label
from casefiles.errors import Cancelled, CaseFileError
from casefiles.ledger.changes import Changes
from casefiles.model.ids import Ref
from casefiles.operations import sharing
from casefiles.operations.sharing import Shared
from casefiles.release.audience import Audience
from casefiles.release.derive import Release
from casefiles.text import _, many

_SHOWN, _HIDDEN = QEvent.Type.ShowToParent, QEvent.Type.HideToParent


class SharePage(Page):
    """Four steps under each other; the main button waits until all are made."""

    name: ClassVar[str] = "share"
    help: ClassVar[str] = "share"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._release: Release | None = None
        self._counting = self._writing = False
        self._frame = Frame(self, _("Share"))
        self.records = ChosenRecords(desk, _("Records to share"), _("Add a record"))
        self.audience = AudienceChoice(Audience.PARTNER)
        self.originals = Tick(_("Also the files of sources that are only cited"))
        self.to_partners = Choice(_("Partners, each with their own key"))
        self.to_passphrase = Choice(_("Whoever has a passphrase and a small key file"))
        self.partners = PartnerList(desk, self._frame.notice, self._frame.asking)
        self.passphrase = NewPassphrase()
        self.card = OwnCard(desk, self._frame.notice)
        self.leaves = label("")
        self.write_button = button(
            _("Write archive …"), main=True, tip=_("Choose a folder or a stick.")
        )
        self._lay_out()
        self._connect()
        self._show_state()

    # What it answers

    def place(self) -> Place:
        """With all choices but the passphrase."""
        refs = self.records.refs()
        state = {
            "refs": [str(ref) for ref in refs],
            "audience": self.audience.audience().value,
            "originals": self.originals.isChecked(),
            "partners": list(self.partners.chosen()),
            **self._column.state(),
        }
        return Place(self.name, refs[0] if refs else None, state=state)

    def wants(self, changes: Changes) -> bool:
        """All but what says that something left: the counts may be others."""
        return any(ref.kind != "submission" for ref in changes.touched)

    def first(self) -> QWidget:
        """Where records are added."""
        return self.records.box

    def commands(self) -> Sequence[QAction]:
        """Writing."""
        return self._commands

    # What it does

    def visit(self, place: Place) -> None:
        """Choose as it was left, or begin with one record."""
        state = place.state
        refs = [Ref.parse(one) for one in state.get("refs", ())]
        self.records.put(refs or ([place.ref] if place.ref is not None else []))
        self.audience.choose(Audience(state.get("audience", Audience.PARTNER.value)))
        self.originals.setChecked(bool(state.get("originals", False)))
        self.partners.load(state.get("partners", ()))
        self._column.restore(state)
        self.called.emit(_("Share"))
        self._look()

    def refresh(self) -> None:
        """Count anew; what is chosen and typed stays."""
        self._look()

    def ask_where(self) -> None:
        """Ask for a folder, and write the archive there under a name that tells nothing."""
        from app.widgets import files

        self._offer_again()
        if sentence := self._missing():
            self._frame.notice.tell(sentence)
            if self.to_passphrase.isChecked() and self.passphrase.trouble() == sentence:
                self.passphrase.again()
            return
        folder = files.choose_folder(self, _("Folder or stick for the archive"))
        if folder is not None:
            self.write(folder)

    def write(self, folder: Path) -> None:
        """Seal it, read it back, verify it."""
        refs, audience = self.records.refs(), self.audience.audience()
        originals = self.originals.isChecked()
        secret = self.passphrase.passphrase() if self.to_passphrase.isChecked() else None
        recipients = () if secret is not None else self.partners.chosen()
        self._writing = True
        self._show_state()
        self.desk.long(
            self,
            _("Writing the archive and reading it back …"),
            lambda vault, _job: sharing.share(
                vault,
                refs=refs,
                recipients=recipients,
                passphrase=secret,
                audience=audience,
                target=folder,
                originals=originals,
            ),
            self._written,
            failed=self._not_written,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A question has the room of the foot, and of the rest: large type leaves none for all."""
        if watched is self._frame.asking and event.type() in (_SHOWN, _HIDDEN):
            asked = event.type() == _SHOWN
            self._frame.foot.setVisible(not asked)
            self._column.setMinimumHeight(1 if asked else 0)
        return super().eventFilter(watched, event)

    # How inside

    def _lay_out(self) -> None:
        self._column = Column(widest=760)
        body = self._column.body
        body.setContentsMargins(0, 0, GRID * 2, GRID * 2)
        for heading, widgets in (
            (_("1. What"), [self.records]),
            (_("2. For which audience"), [self.audience, self.originals]),
            (
                _("3. To whom"),
                [self.to_partners, self.partners, self.to_passphrase, self.passphrase, self.card],
            ),
            (_("4. What leaves"), [self.leaves]),
        ):
            body.addWidget(label(heading, "heading"))
            for one in widgets:
                body.addWidget(one)
            body.addSpacing(GRID)
        body.addStretch(1)
        self._frame.body.addWidget(self._column, 1)
        self._frame.foot.put(self.write_button)
        self._ways = OneOf(self)
        self._ways.addButton(self.to_partners)
        self._ways.addButton(self.to_passphrase)
        self.to_partners.setChecked(True)
        self.passphrase.hide()
        self._commands = [
            command(
                self, _("Write archive …"), self.ask_where, "Ctrl+S", self.write_button.toolTip()
            )
        ]

    def _connect(self) -> None:
        self._frame.asking.installEventFilter(self)
        self.records.changed.connect(self._look)
        self.audience.changed.connect(self._look)
        self.originals.clicked.connect(self._look)
        self.partners.changed.connect(self._show_state)
        self.to_passphrase.toggled.connect(self._choose_way)
        self.write_button.clicked.connect(self.ask_where)

    def _choose_way(self, by_passphrase: bool) -> None:
        self.partners.setVisible(not by_passphrase)
        self.passphrase.setVisible(by_passphrase)
        if by_passphrase and not self.passphrase.passphrase():
            self.passphrase.offer()
        self._show_state()

    def _look(self) -> None:
        """Ask what would leave."""
        self._offer_again()
        refs, audience = self.records.refs(), self.audience.audience()
        originals = self.originals.isChecked()
        self._release, self._counting = None, bool(refs)
        self._show_state()
        if not refs:
            self.leaves.setText(_("Add a record to see what goes along with it."))
            return
        self.leaves.setText(_("Looking what goes along …"))
        self.desk.ask(
            self,
            lambda vault: sharing.plan(vault, refs=refs, audience=audience, originals=originals),
            self._show_release,
            failed=self._refused,
            about="plan",
        )

    def _show_release(self, release: Release) -> None:
        if not self.records.refs():
            return
        self._release, self._counting = release, False
        told = by_kind(release.counts) or [_("Nothing of these records may leave.")]
        self.leaves.setText("\n".join((*told, "", *stays(release.withheld))))
        self._show_state()

    def _refused(self, fault: CaseFileError) -> None:
        self._counting = False
        self.leaves.setText(f"{fault.sentence}\n{fault.way_on}".strip())
        self._show_state()

    def _missing(self) -> str:
        """What is still to be chosen, as a sentence; empty if nothing is."""
        if not self.records.refs():
            return _("Add a record first.")
        if self._counting:
            return _("Looking what goes along …")
        if self._release is None or not self._release.entries:
            return _("These records may not leave for this audience.")
        if self.to_passphrase.isChecked():
            return self.passphrase.trouble()
        return "" if self.partners.chosen() else _("Tick a partner, or choose a passphrase.")

    def _show_state(self) -> None:
        self._frame.allow(self.write_button, allowed=not self._writing)
        # A passphrase changes with every key; what is missing of it is told when it is wanted.
        waiting = "" if self.to_passphrase.isChecked() else self._missing()
        count = sum(self._release.counts.values()) if self._release else 0
        ready = many("{n} record leaves.", "{n} records leave.", count)
        ready += " " + _("The file gets a name that tells nothing.")
        self._frame.foot.say(_("Writing …") if self._writing else waiting or ready)

    def _written(self, shared: Shared) -> None:
        self._writing = False
        told = [fingerprint(shared.digest.hex())]
        if shared.key_file is not None:
            told.append(
                _("It opens with its passphrase and this small file: {name}").format(
                    name=shared.key_file.name
                )
            )
            # What was used is not used again; other words beneath would be taken for those of this
            # archive, and given to whoever gets it.
            self.passphrase.clear()
            self.passphrase.hide()
        self._frame.notice.tell(
            _("Written, read back and verified: {name}").format(name=shared.path.name)
            + "\n"
            + _("It is safe to take the stick out after ejecting it."),
            "\n".join(told),
        )
        self._show_state()

    def _offer_again(self) -> None:
        """Other words for the next archive. Offering would put the caret there from wherever."""
        if self.to_passphrase.isChecked() and self.passphrase.isHidden() and not self._writing:
            here = self.window().focusWidget()
            self.passphrase.show()
            self.passphrase.offer()
            if here is not None:
                here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_written(self, fault: CaseFileError) -> None:
        self._writing = False
        danger = not isinstance(fault, Cancelled)
        self._frame.notice.tell(fault.sentence, fault.way_on, danger=danger)
        self._show_state()
