"""A documenter's day at the real window, told in keys."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.forms.actrow import ActForm
from casefiles.model.claim import Citation, Passage
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Link, TermValue, Text, When
from casefiles.operations.recording import Draft, Said, add_records
from casefiles.vault import Vault

if TYPE_CHECKING:
    from tests.stories.conftest import Documenter

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def a_family(vault: Vault) -> dict[str, Ref]:
    """An exile, his sister, a house search at hers, all of it invented."""
    ids = {name: RecordId.new() for name in ("exile", "sister", "kin", "search", "act", "village")}
    link = {name: Link(identity) for name, identity in ids.items()}
    said: dict[str, tuple[str, tuple[Said, ...]]] = {
        "village": ("place", (Said("name", Text("Нижняя Мельница")),)),
        "exile": ("person", (Said("name", Text("Safar Odinaev")),)),
        "sister": ("person", (Said("name", Text("Zulfiya Odinaeva")),)),
        "kin": (
            "relation",
            (
                Said("who", link["sister"]),
                Said("whose", link["exile"]),
                Said("relation_type", TermValue("kinship")),
                Said("kinship", TermValue("sister")),
            ),
        ),
        "search": (
            "incident",
            (
                Said("title", Text("House search at Lower Mill")),
                Said("when", When(UncertainDate.parse("2016-05-04"))),
                Said("place", link["village"]),
                Said("exile", link["exile"]),
            ),
        ),
        "act": (
            "act",
            (
                Said("incident", link["search"]),
                Said("victim", link["sister"]),
                Said("act", TermValue("interrogation")),
            ),
        ),
    }
    drafts = [Draft(kind, every, ids[name]) for name, (kind, every) in said.items()]
    return dict(zip(said, add_records(vault, drafts=drafts), strict=True))


def test_a_person_is_found_in_another_script_and_leads_to_the_family_and_back(
    documenter: "Documenter",
) -> None:
    refs = a_family(documenter.vault)
    documenter.go_to("Сафар Одинаев")
    assert documenter.page.place().ref == refs["exile"]  # type: ignore[attr-defined]
    documenter.follow("House search at Lower Mill")
    assert documenter.page.place().ref == refs["search"]  # type: ignore[attr-defined]
    assert documenter.reads("Interrogation")
    documenter.follow("Zulfiya Odinaeva")
    assert documenter.page.place().ref == refs["sister"]  # type: ignore[attr-defined]
    documenter.press(Qt.Key.Key_Left, ALT)
    documenter.press(Qt.Key.Key_Left, ALT)
    documenter.until_still()
    assert documenter.page.place().ref == refs["exile"]  # type: ignore[attr-defined]
    documenter.press(Qt.Key.Key_Right, ALT)
    documenter.until_still()
    assert documenter.page.place().ref == refs["search"]  # type: ignore[attr-defined]


def test_a_new_person_is_written_down_by_keys_undone_and_redone(documenter: "Documenter") -> None:
    documenter.press(Qt.Key.Key_N, CONTROL)
    documenter.press(Qt.Key.Key_1)
    documenter.until_reads("Only a name is needed.")
    documenter.type("Ҷамшед Қосимов")
    documenter.press(Qt.Key.Key_Return, CONTROL)
    documenter.until(lambda: documenter.vault.reader.counts() == {"person": 1})
    documenter.until_reads("Identity")
    documenter.press(Qt.Key.Key_Z, CONTROL)
    documenter.until(lambda: documenter.vault.reader.counts() == {})
    documenter.until_reads("Taken back: Added Ҷамшед Қосимов")
    documenter.press(Qt.Key.Key_Z, CONTROL, SHIFT)
    documenter.until(lambda: documenter.vault.reader.counts() == {"person": 1})


def test_a_value_is_added_in_place_and_the_old_one_stands_beside_it(
    documenter: "Documenter",
) -> None:
    refs = a_family(documenter.vault)
    documenter.go_to("Zulfiya")
    documenter.until_reads("Identity")
    documenter.press(Qt.Key.Key_Return, CONTROL)
    documenter.type("Зулфия Одинаева")
    documenter.press(Qt.Key.Key_Return)
    reader = documenter.vault.reader
    documenter.until(lambda: len(reader.statements(refs["sister"]).get("name", ())) == 2)
    documenter.until_reads("Зулфия Одинаева")


def test_locking_in_mid_sentence_loses_nothing(documenter: "Documenter") -> None:
    documenter.press(Qt.Key.Key_N, CONTROL)
    documenter.press(Qt.Key.Key_1)
    documenter.until_reads("Only a name is needed.")
    documenter.type("Somebody half wri")
    documenter.lock_and_come_back()
    documenter.until_reads("Only a name is needed.")
    documenter.until(lambda: documenter.reads("Somebody half wri"))
    documenter.press(Qt.Key.Key_1, CONTROL)
    documenter.until_reads("Not finished")
    documenter.click("New: Person")
    documenter.until(lambda: documenter.reads("Somebody half wri"))
    assert documenter.vault.reader.counts() == {}


def test_a_command_is_done_from_the_box(documenter: "Documenter") -> None:
    from app import theme

    documenter.press(Qt.Key.Key_K, CONTROL)
    documenter.type("dark")
    documenter.press(Qt.Key.Key_Return)
    documenter.until(lambda: theme.current() == "dark")
    documenter.window.acts.light()
    documenter.until(lambda: theme.current() == "light")


def test_every_page_can_be_reached_from_the_rail_and_has_names_for_a_screen_reader(
    documenter: "Documenter",
) -> None:
    a_family(documenter.vault)
    from tests.app.qt import unnamed

    for place, button in documenter.window.rail._buttons.items():
        button.click()
        documenter.until_still()
        assert documenter.page.place() == place or place.page == "dossier"  # type: ignore[attr-defined]
        assert documenter.window.isActiveWindow(), f"{place} brought another window to the front"
        nameless = unnamed(documenter.page)
        assert nameless == [], (place, nameless)


def test_an_act_is_added_in_its_table_resting_on_a_kept_passage_and_undone(
    documenter: "Documenter",
) -> None:
    refs = a_family(documenter.vault)
    [source] = add_records(
        documenter.vault, drafts=[Draft("source", (Said("title", Text("A letter")),))]
    )
    documenter.window.desk.keep_citation(Citation(source.id, Passage(3, 4)))
    documenter.go_to("House search at Lower Mill")
    documenter.until_reads("Acts   1")
    documenter.click("Add an act")
    documenter.type("Zulfiya")
    documenter.until(lambda: documenter.offered() > 0)
    documenter.press(Qt.Key.Key_Return)
    form = documenter.page.findChildren(ActForm)[0]
    form.act["act"].setFocus(Qt.FocusReason.OtherFocusReason)
    documenter.type("Inter")
    documenter.press(Qt.Key.Key_Down)
    documenter.press(Qt.Key.Key_Return)
    documenter.press(Qt.Key.Key_Return, CONTROL)
    reader = documenter.vault.reader
    documenter.until(lambda: reader.counts().get("act") == 2)
    documenter.until_reads("Acts   2")
    [new] = [
        one.ref for one in reader.all_of("act") if reader.shown(one.ref, "act")[0].claim.citations
    ]
    [victim] = reader.shown(new, "victim")
    assert victim.claim.value == Link(refs["sister"].id)
    assert victim.claim.citations == (Citation(source.id, Passage(3, 4)),)
    documenter.press(Qt.Key.Key_Z, CONTROL)
    documenter.until(lambda: reader.counts().get("act") == 1)
