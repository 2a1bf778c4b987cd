"""`parvanda` itself: what it does without a verb, and what it loads with one."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _parvanda(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_verb_and_a_screen_it_says_how_to_work(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    shown = _parvanda()
    assert shown.returncode == 1
    assert shown.stdout == ""
    assert "parvanda --help" in shown.stderr


def test_help_shows_the_verbs() -> None:
    shown = _parvanda("--help")
    assert shown.returncode == 0
    for verb in ("create", "search", "dossier", "share", "receive", "verify"):
        assert verb in shown.stdout


def test_a_wrong_verb_is_a_wrong_usage() -> None:
    refused = _parvanda("no-such-verb")
    assert refused.returncode == 2
    assert refused.stdout == ""


def test_no_qt_is_loaded_for_the_command_line() -> None:
    program = (
        "import sys; from app.__main__ import main; sys.argv = ['parvanda', '--help']; main();"
        "assert not [m for m in sys.modules if m.startswith('PySide6')]"
    )
    asked = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert asked.returncode == 0
