"""What the bar at a selection asks for and decides, done in the vault."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from app.desk import Desk
from app.pages.source import taking
from app.pages.source.bar import TakingBar
from app.pages.source.text import TextView
from app.widgets.notice import NoticeBar
from casefiles.errors import CaseFileError
from casefiles.model.claim import Citation
from casefiles.model.ids import Ref
from casefiles.text import _


class Acting(QObject):
    """Serves the bar of one page; the page tells which source it shows."""

    def __init__(self, desk: Desk, text: TextView, bar: TakingBar, notice: NoticeBar) -> None:
        super().__init__(bar)
        self._desk, self._text, self._bar, self._notice = desk, text, bar, notice
        self._ref: Ref | None = None
        self._title = ""
        bar.sought.connect(self._seek)
        bar.taken.connect(self._take)
        bar.noted.connect(self._note)

    def serve(self, ref: Ref, title: str) -> None:
        """What is taken from now on is taken from this source."""
        self._ref, self._title = ref, title

    def cite(self) -> None:
        """Keep the selected passage for the next value."""
        if self._ref is not None:
            cited = self._cited(self._ref)
            self._desk.keep_citation(cited)
            self._desk.tell(taking.kept_sentence(cited, self._title))

    # How inside

    def _cited(self, ref: Ref) -> Citation:
        return taking.citation(ref, self._text.lines, self._text.selection())

    def _seek(self, verb: str, words: str) -> None:
        ref = self._ref
        if not words.strip() or ref is None:
            self._bar.suggest(())
        elif verb == "date":
            self._seek_dated(ref, words)
        else:
            self._desk.ask(
                self,
                lambda vault: taking.candidates(vault, verb, words),
                lambda found: self._while_asking(verb, lambda: self._bar.suggest(found)),
                about="candidates",
            )

    def _seek_dated(self, ref: Ref, words: str) -> None:
        self._desk.ask(
            self,
            lambda vault: taking.datable(vault, ref, words),
            lambda told: self._while_asking(
                "date", lambda: self._bar.suggest(told[1], when=told[0])
            ),
            failed=lambda fault: self._while_asking(
                "date", lambda: self._bar.refuse(fault.sentence)
            ),
            about="candidates",
        )

    def _while_asking(self, verb: str, act: Callable[[], None]) -> None:
        """An answer may come when something else is asked already."""
        if self._bar.asking == verb:
            act()

    def _take(self, verb: str, words: str, meant: Ref | None) -> None:
        ref = self._ref
        if ref is None:
            return
        cited = self._cited(ref)
        self._bar.leave()
        self._desk.act(
            self,
            lambda vault: (
                taking.date_record(vault, ref, words, meant, cited)
                if verb == "date"
                else taking.name_record(vault, verb, words, meant, cited)
            ),
            self._taken,
            failed=self._not_taken,
        )

    def _taken(self, made: Ref) -> None:
        """Show the record that was added to, unless it is the source that is read."""
        if made == self._ref:
            self._desk.tell(_("The date is kept with this source."))
        else:
            self._desk.open(made, new_tab=True)

    def _note(self, words: str) -> None:
        ref = self._ref
        if ref is None:
            return
        cited = self._cited(ref)
        self._bar.leave()
        self._desk.act(
            self,
            lambda vault: taking.note(vault, ref, words, cited),
            lambda _done: self._desk.tell(_("The note is kept with this source.")),
            failed=self._not_taken,
        )

    def _not_taken(self, fault: CaseFileError) -> None:
        self._notice.tell(fault.sentence, fault.way_on, danger=True)
