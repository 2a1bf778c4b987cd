"""From the first start to the partner's laptop, by keyboard and by ear.

Nothing is clicked. What the story goes to is found by what a screen reader says there; where it
stands is known by names and sentences, never by looks. Only files are chosen beside the window.
"""

import re
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QTextEdit

from app.forms.actrow import ActForm
from casefiles.model.claim import Citation
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Link, TermValue, Text
from casefiles.operations.recording import Draft, Said, add_records
from casefiles.vault import Vault
from tests.stories.conftest import Documenter
from tests.stories.keyboard import AtTheStart, heard, press, readable, tab_to, type_in, until_heard
from tests.stories.test_a_day_at_the_window import a_family

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ARTICLES = {
    "one.txt": """Riverside Gazette: Two brothers questioned in Lower Mill

Two brothers of Safar Odinaev were questioned in Lower Mill. Their mother waited at the gate until
evening. Neighbours say that the officers came from the capital and showed no paper at all.

May 4, 2016
""",
    "two.txt": """Hilltop Review: Школа закрыта для ученицы

Сестру Сафара Одинаева не пустили в школу. Директор сказал, что звонили из района. Семья письменно
спросила о причине и ответа не получила, хотя закон даёт ведомству пятнадцать дней для ответа.

May 9, 2016
""",
}


def test_from_the_first_start_to_the_partner_by_keyboard_alone(
    application: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vaults, stick = tmp_path / "Parvanda", tmp_path / "stick"
    stick.mkdir()
    ours = a_vault_is_made(vaults, "Ours")
    refs = a_family(ours)  # what colleagues wrote before
    refs["summons"] = a_second_incident(ours, refs["sister"])
    one = Documenter(application, ours)
    documents_are_brought_in(one, some_files(tmp_path), monkeypatch)
    a_person_leads_to_the_family_and_back(one, refs)
    an_act_rests_on_a_passage(one, refs)
    a_dossier_is_saved_and_nearly_printed(one, refs, tmp_path / "dossier.pdf", monkeypatch)
    passphrase = half_is_given_away(one, refs, stick, monkeypatch)
    leave(one)
    other = Documenter(application, a_vault_is_made(vaults, "Theirs"))
    it_arrives(other, stick, passphrase, monkeypatch)
    locking_in_mid_sentence_loses_nothing(other, application, vaults)


def a_vault_is_made(folder: Path, name: str) -> Vault:
    """With six words by chance, and the recovery sheet typed back."""
    start = AtTheStart(folder)
    if heard() == "Passphrase":  # there is one already
        tab_to("New")
    else:
        assert heard() == "Make new case files"
    press(Qt.Key.Key_Space)
    assert heard() == "Name"
    type_in(name)
    press(Qt.Key.Key_Return)
    assert heard() == "Your name in the history"
    type_in("N. N.")
    press(Qt.Key.Key_Return)
    assert heard() == "Type the six words"
    words = next(
        text for text in readable(start.window) if re.fullmatch(r"[a-z]+( [a-z]+){5}", text)
    )
    PASSPHRASES[name] = words
    type_in(words)
    press(Qt.Key.Key_Return)
    until_heard("I have it on paper")
    numbered = next(text for text in readable(start.window) if text.startswith("1 "))
    press(Qt.Key.Key_Space)
    assert heard() == "The 24 words from your paper"
    type_in(" ".join(re.findall(r"[a-z]+", numbered)))
    tab_to("Check the words")
    press(Qt.Key.Key_Space)
    vault = start.opened()
    assert (folder / f"{name}.parvanda" / "vault.db").is_file()
    return vault


PASSPHRASES: dict[str, str] = {}
"""What somebody has in their head."""


def a_second_incident(vault: Vault, sister: Ref) -> Ref:
    """A summons of the sister alone."""
    incident = RecordId.new()
    drafts = [
        Draft("incident", (Said("title", Text("Summons to the district")),), incident),
        Draft(
            "act",
            (
                Said("incident", Link(incident)),
                Said("victim", Link(sister.id)),
                Said("act", TermValue("interrogation")),
            ),
        ),
    ]
    return add_records(vault, drafts=drafts)[0]


def some_files(folder: Path) -> Path:
    """Two press articles, and a file that is broken."""
    made = folder / "press"
    made.mkdir()
    for name, text in ARTICLES.items():
        (made / name).write_text(text, encoding="utf-8")
    (made / "broken.pdf").write_bytes(b"%PDF-1.4")
    return made


def documents_are_brought_in(one: Documenter, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Ctrl+I, a folder, a look at the plan, Ctrl+Enter; every file is accounted for."""
    patch.setattr("app.widgets.files.choose_folder", lambda *_asked: folder)
    press(Qt.Key.Key_I, CONTROL)
    until_heard("Choose files")
    tab_to("Choose folder")
    press(Qt.Key.Key_Space)
    until_heard("Files of this import")
    press(Qt.Key.Key_Return, CONTROL)
    until_heard("New sources")
    assert one.reads("Took in 2 new sources.")
    assert one.vault.reader.counts()["source"] == 2
    tab_to("What became of each file")
    model = one.focused.model()  # type: ignore[attr-defined]
    account = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert any("broken.pdf" in line for line in account), account


def a_person_leads_to_the_family_and_back(one: Documenter, refs: dict[str, Ref]) -> None:
    """Found by a Cyrillic spelling; along links, and back to the same place on the page."""
    one.go_to("Сафар Одинаев")
    assert stands_on(one) == refs["exile"]
    along(one, "House search at Lower Mill")
    assert stands_on(one) == refs["search"]
    along(one, "Zulfiya Odinaeva")
    assert stands_on(one) == refs["sister"]
    along(one, "Summons to the district")
    assert stands_on(one) == refs["summons"]
    for back in ("sister", "search", "exile"):
        press(Qt.Key.Key_Left, ALT)
        one.until_still()
        assert stands_on(one) == refs[back]
    until_heard("House search at Lower Mill")


def an_act_rests_on_a_passage(one: Documenter, refs: dict[str, Ref]) -> None:
    """Words are marked in an article; the act rests on them; undo takes it back."""
    one.go_to("Two brothers questioned")
    one.until(lambda: isinstance(QApplication.focusWidget(), QTextEdit) or heard())
    press(Qt.Key.Key_Home, CONTROL)
    press(Qt.Key.Key_End, SHIFT)
    press(Qt.Key.Key_Return, CONTROL)
    one.until(lambda: one.window.desk.kept_citation)
    one.go_to("House search at Lower Mill")
    one.until_reads("Interrogation")
    tab_to("Add an act")
    press(Qt.Key.Key_Return)
    one.until(lambda: one.page.findChildren(ActForm))
    type_in("Zulfiya")
    one.until(lambda: one.offered() > 0)
    press(Qt.Key.Key_Return)
    tab_to("Act")
    type_in("Inter")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, CONTROL)
    reader = one.vault.reader
    one.until(lambda: reader.counts().get("act") == 3)
    cited = [
        cite
        for act in reader.all_of("act")
        for value in reader.shown(act.ref, "act")
        for cite in value.claim.citations
    ]
    assert len(cited) == 1
    assert isinstance(cited[0], Citation)
    one.until_still()
    press(Qt.Key.Key_Z, CONTROL)
    one.until(lambda: reader.counts().get("act") == 2)


def a_dossier_is_saved_and_nearly_printed(
    one: Documenter, refs: dict[str, Ref], target: Path, patch: pytest.MonkeyPatch
) -> None:
    """Ctrl+P makes it, Ctrl+S saves it; before a printer is asked, it says who gets the pages."""
    asked: list[int] = []

    def no_printer(_parent: object, *, pages: int) -> QPrinter | None:
        asked.append(pages)
        return None

    patch.setattr("app.widgets.files.choose_target", lambda *_asked: target)
    patch.setattr("app.widgets.printing.choose_printer", no_printer)
    one.go_to("Сафар Одинаев")
    press(Qt.Key.Key_P, CONTROL)
    until_heard("Pages of the dossier")
    one.until(lambda: one.focused.accessibleDescription().startswith("Page 1 of "))
    press(Qt.Key.Key_S, CONTROL)
    one.until(target.exists)
    one.until_still()
    assert "Safar Odinaev" in text_of(target)
    press(Qt.Key.Key_P, CONTROL)
    one.until_reads("The system's print service gets the pages")
    tab_to("Choose a printer")
    press(Qt.Key.Key_Return)
    assert asked == [len(pypdfium2.PdfDocument(target))]


def half_is_given_away(
    one: Documenter, refs: dict[str, Ref], stick: Path, patch: pytest.MonkeyPatch
) -> str:
    """The person goes onto a stick, sealed with six other words; returns these."""
    patch.setattr("app.widgets.files.choose_folder", lambda *_asked: stick)
    one.go_to("Сафар Одинаев")
    command(one, "Share")
    until_heard("Add a record")
    one.until_reads("Stays at home")
    tab_to("Partners, each with their own key")
    press(Qt.Key.Key_Down)
    tab_to("Type the six words")
    shown = readable(one.page)
    words = next(text for text in shown if re.fullmatch(r"[a-z]+( [a-z]+){5}", text))
    type_in(words)
    press(Qt.Key.Key_S, CONTROL)
    one.until_reads("Written, read back and verified")
    assert len([*stick.iterdir()]) == 2
    return words


def it_arrives(other: Documenter, stick: Path, passphrase: str, patch: pytest.MonkeyPatch) -> None:
    """Opened with the words, looked at, and taken in as one step."""
    [archive] = [file for file in stick.iterdir() if not file.name.endswith(".key.age")]
    patch.setattr("app.widgets.files.choose_file", lambda *_asked: archive)
    command(other, "Receive")
    until_heard("Choose archive")
    press(Qt.Key.Key_Return)
    until_heard("Passphrase of the archive")
    type_in(passphrase)
    press(Qt.Key.Key_Return)
    until_heard("I know who gave me this")
    press(Qt.Key.Key_Space)
    tab_to("Try it first")
    press(Qt.Key.Key_Return)
    assert heard() == "Records that would come"
    press(Qt.Key.Key_Return, CONTROL)
    other.until_reads("It is one step in the history.")
    other.go_to("Сафар Одинаев")
    other.until_reads("Safar Odinaev")
    assert other.vault.reader.title(stands_on(other)) == "Safar Odinaev"


def locking_in_mid_sentence_loses_nothing(
    other: Documenter, application: QApplication, vaults: Path
) -> None:
    """Ctrl+L while typing; the passphrase brings the window back, and the words in it."""
    press(Qt.Key.Key_N, CONTROL)
    press(Qt.Key.Key_1)
    other.until_reads("Only a name is needed.")
    type_in("Somebody half wri")
    lock(other)
    start = AtTheStart(vaults)
    assert heard() == "Passphrase"
    press(Qt.Key.Key_Down)
    type_in(PASSPHRASES["Theirs"])
    press(Qt.Key.Key_Return)
    again = Documenter(application, start.opened())
    again.until_reads("Only a name is needed.")
    again.until(lambda: again.reads("Somebody half wri"))
    leave(again)


# What one does again and again


def stands_on(one: Documenter) -> Ref:
    """The record of the page in front."""
    ref = one.window.tabs.page.place().ref  # type: ignore[union-attr]
    assert ref is not None
    return ref


def along(one: Documenter, title: str) -> None:
    """Tab to the link that says this, and Enter along it."""
    one.until_reads(title)
    tab_to(title)
    press(Qt.Key.Key_Return)
    one.until_still()


def command(one: Documenter, words: str) -> None:
    """Do something by its words in the box."""
    press(Qt.Key.Key_K, CONTROL)
    type_in(words)
    hanging = one.window.box._list
    one.until(lambda: hanging.isVisible() and hanging.count())
    assert hanging.currentItem().text().startswith(words)
    press(Qt.Key.Key_Return)
    one.until_still()


def text_of(file: Path) -> str:
    """All words of a PDF."""
    pages = pypdfium2.PdfDocument(file)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def lock(one: Documenter) -> None:
    """Ctrl+L. In earnest it ends the process."""
    from app.lock import lock_up

    locked: list[bool] = []
    one.window.desk.locking.connect(lambda: locked.append(True))
    press(Qt.Key.Key_L, CONTROL)
    assert locked
    keep = one.window.keeping_places("desk.places")
    lock_up(one.window.desk, one.window, keep=keep)
    one.window.deleteLater()


def leave(one: Documenter) -> None:
    """Close the window, which locks."""
    one.window.desk.close()
    one.window.close()
    one.window.deleteLater()
    assert not one.faults
