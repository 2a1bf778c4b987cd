"""What is typed is kept without being said, brought back, and dropped when it was written down."""

from collections.abc import Callable

import shiboken6
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from app.desk import Desk
from app.parts.drafting import OLDEST_MS, Drafting, keep_all_drafts
from casefiles.operations.drafts import draft, drafts, keep_draft
from casefiles.vault import Vault

Until = Callable[[Callable[[], object]], None]


def _text_of(vault: Vault, key: str) -> str | None:
    kept = draft(vault, key)
    return None if kept is None else str(kept["text"])


def _settled(desk: Desk, until: Until) -> None:
    until(lambda: not desk.writing.busy)


def test_typing_is_kept_by_itself_and_nothing_says_saved(desk: Desk, until: Until) -> None:
    said: list[str] = []
    desk.saving.connect(said.append)
    before = desk.vault.ledger.head
    box = QPlainTextEdit()
    Drafting(desk, "note", box, {"ref": "person 1"})
    QTest.keyClicks(box, "was seen")
    until(lambda: _text_of(desk.vault, "note") == "was seen")
    kept = draft(desk.vault, "note")
    assert kept == {"ref": "person 1", "text": "was seen"}
    assert said == []
    assert desk.vault.ledger.head == before
    assert OLDEST_MS <= 1000


def test_long_typing_does_not_put_the_keeping_off(desk: Desk, until: Until) -> None:
    box = QLineEdit()
    made = Drafting(desk, "name", box)
    QTest.keyClicks(box, "a")
    first = made._timer.remainingTime()
    QTest.keyClicks(box, "bc", delay=60)
    assert made._timer.remainingTime() < first
    made.keep()
    _settled(desk, until)


def test_a_draft_comes_back_into_a_new_editor(desk: Desk, until: Until) -> None:
    keep_draft(desk.vault, "note", {"text": "half a sen"})
    for box in (QPlainTextEdit("as saved"), QLineEdit("as saved")):
        restored: list[str] = []
        Drafting(desk, "note", box).restored.connect(restored.append)
        _settled(desk, until)
        text = box.text() if isinstance(box, QLineEdit) else box.toPlainText()
        assert text == "half a sen"
        assert restored == ["half a sen"]


def test_a_draft_does_not_overwrite_what_is_typed_already(desk: Desk, until: Until) -> None:
    keep_draft(desk.vault, "note", {"text": "old"})
    box = QLineEdit()
    Drafting(desk, "note", box)
    QTest.keyClicks(box, "new")
    _settled(desk, until)
    assert box.text() == "new"


def test_a_dropped_draft_does_not_come_back(desk: Desk, until: Until) -> None:
    box = QLineEdit()
    made = Drafting(desk, "name", box)
    QTest.keyClicks(box, "Qosimov")
    made.keep()
    made.drop()
    again = QLineEdit()
    Drafting(desk, "name", again)
    _settled(desk, until)
    assert again.text() == ""
    assert drafts(desk.vault) == ()


def test_typing_back_to_what_was_there_leaves_no_draft(desk: Desk, until: Until) -> None:
    box = QLineEdit("as saved")
    made = Drafting(desk, "name", box)
    box.setText("other")
    made.keep()
    _settled(desk, until)
    assert _text_of(desk.vault, "name") == "other"
    box.setText("as saved")
    made.keep()
    _settled(desk, until)
    assert drafts(desk.vault) == ()


def test_leaving_the_editor_keeps_at_once(desk: Desk, until: Until) -> None:
    box = QPlainTextEdit()
    Drafting(desk, "note", box)
    box.show()
    QTest.keyClicks(box, "left")
    box.hide()
    _settled(desk, until)
    assert _text_of(desk.vault, "note") == "left"


def test_all_are_kept_before_locking_and_gone_editors_do_no_harm(desk: Desk, until: Until) -> None:
    gone = QLineEdit()
    Drafting(desk, "gone", gone)
    box = QLineEdit()
    Drafting(desk, "here", box)
    QTest.keyClicks(box, "in mid-sen")
    shiboken6.delete(gone)
    keep_all_drafts()
    _settled(desk, until)
    assert [one.key for one in drafts(desk.vault)] == ["here"]
