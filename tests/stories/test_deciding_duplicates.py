"""Five duplicates are decided by keyboard and one of them is undone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.pages.duplicates import DuplicatesPage
from casefiles.ledger.gathering import judged
from casefiles.model.ids import Ref
from casefiles.model.values import Text
from casefiles.operations.recording import Said, add_record
from casefiles.vault import Vault

if TYPE_CHECKING:
    from tests.stories.conftest import Documenter

CONTROL = Qt.KeyboardModifier.ControlModifier
TWICE = (
    ("Umar Testov", "Умар Тестов"),
    ("Nigora Samplova", "Samplova, Nigora"),
    ("Rustam Example", "Rustam Exampel"),
    ("Dilorom Millova", "Дилором Миллова"),
    ("Bahrom Riverov", "Бахром Риверов"),
)


def written_twice(vault: Vault) -> list[Ref]:
    names = [name for pair in TWICE for name in pair]
    return [add_record(vault, kind="person", said=[Said("name", Text(one))]) for one in names]


def standing_on(documenter: "Documenter") -> str:
    page = documenter.page
    assert isinstance(page, DuplicatesPage)
    return page.card.accessibleName() if page.card.isVisible() else ""


def test_five_duplicates_are_decided_by_keyboard_and_one_is_undone(
    documenter: "Documenter",
) -> None:
    vault = documenter.vault
    refs = written_twice(vault)
    documenter.press(Qt.Key.Key_K, CONTROL)
    documenter.type("duplicates")
    hanging = documenter.window.box._list
    documenter.until(lambda: hanging.isVisible() and hanging.count())
    documenter.press(Qt.Key.Key_Return)
    documenter.until(lambda: isinstance(documenter.page, DuplicatesPage))
    documenter.until_reads("5 left")  # it looked by itself
    documenter.until_still()

    met = []
    for left, key in enumerate((Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3), start=1):
        met.append(standing_on(documenter))
        documenter.press(key)
        documenter.until_reads(f"{5 - left} left")
        documenter.until_still()
    assert sorted(judged(vault.ledger).values()) == ["different", "same", "same", "unsure"]
    assert vault.reader.counts() == {"person": 8}

    documenter.press(Qt.Key.Key_Z, CONTROL)
    documenter.until_reads("2 left")
    documenter.until_still()
    assert standing_on(documenter) == met[-1], "undo leads back to that pair"
    documenter.press(Qt.Key.Key_1)
    documenter.until_reads("1 left")
    documenter.until_still()
    documenter.press(Qt.Key.Key_1)
    documenter.until_reads("Nothing to compare. Last look: today.")
    documenter.until_still()
    assert sorted(judged(vault.ledger).values()) == ["different", *["same"] * 4]

    documenter.lock_and_come_back()
    documenter.until_reads("Nothing to compare. Last look: today.")
    assert documenter.vault.reader.counts() == {"person": 6}
    assert all(documenter.vault.reader.resolve(ref.id) for ref in refs)
