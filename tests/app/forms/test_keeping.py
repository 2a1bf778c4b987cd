"""What is typed is in the vault within a second, without a word of saving, and comes back."""

from typing import Any

import pytest

from app.desk import Desk
from app.forms.keeping import keeping
from casefiles.errors import DiskFull
from casefiles.operations import drafts
from casefiles.vault import Vault
from tests.app.qt import Until


def test_typing_is_kept_by_itself_and_nothing_says_saved(
    desk: Desk, vault: Vault, until: Until
) -> None:
    said: list[str] = []
    desk.saving.connect(said.append)
    keeping(desk).keep("form", {"name": "ha"})
    keeping(desk).keep("form", {"name": "half"})
    until(lambda: drafts.draft(vault, "form") == {"name": "half"})
    assert not said


def test_what_waits_is_given_before_it_is_written(desk: Desk) -> None:
    heard: list[dict[str, Any]] = []
    keeping(desk).keep("form", {"name": "half"})
    keeping(desk).ask(desk, "form", heard.append)
    assert heard == [{"name": "half"}]


def test_a_dropped_draft_does_not_come_back(desk: Desk, vault: Vault, until: Until) -> None:
    keeping(desk).keep("form", {"name": "half"})
    keeping(desk).write()
    keeping(desk).keep("form", {"name": "whole"})
    keeping(desk).drop("form")
    until(lambda: not desk.writing.busy)
    assert drafts.draft(vault, "form") is None


def test_a_full_disk_is_told_once_and_the_typing_is_kept_when_there_is_room(
    desk: Desk, vault: Vault, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    desk.told.connect(lambda notice: told.append(notice.sentence))
    full = True
    keep_draft = drafts.keep_draft

    def keep(at: Vault, key: str, content: dict[str, Any]) -> None:
        if full:
            raise DiskFull("The disk is full.", "Make room.")
        keep_draft(at, key, content)

    monkeypatch.setattr(drafts, "keep_draft", keep)
    for name in ("half", "halfway"):
        keeping(desk).keep("form", {"name": name})
        keeping(desk).write()
        until(lambda: not desk.writing.busy)
    assert len(told) == 1
    full = False
    keeping(desk).write()
    until(lambda: drafts.draft(vault, "form") == {"name": "halfway"})
