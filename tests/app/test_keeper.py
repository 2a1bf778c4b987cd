"""The keeper with real processes: tiny programs in the place of the window."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.keeper import LOCKED, Left, keep

ROOT = Path(__file__).resolve().parents[2]
LEFT = Left("vault of Жухвзигорат", (1, 2, 800, 600), "ru", "dark", 1.5)
IMPORTS = "import os, sys, time; from app.keeper import *; tether = Tether(); "


def _child(*lines: str) -> list[str]:
    return [sys.executable, "-c", IMPORTS + "\n" + "\n".join(lines)]


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_the_exit_code_of_the_window_is_that_of_the_program() -> None:
    assert keep(_child("sys.exit(7)")) == 7
    assert keep(_child("sys.exit(0)")) == 0


def test_a_window_that_died_of_a_signal_ends_the_keeper_as_shells_say_it() -> None:
    assert keep(_child("os.kill(os.getpid(), 9)")) == 128 + 9


def test_after_locking_a_fresh_process_hears_how_the_window_was_left(tmp_path: Path) -> None:
    seen = tmp_path / "seen"
    code = keep(
        _child(
            f"with open({str(seen)!r}, 'a') as file: file.write(repr(tether.left) + '\\n')",
            f"sys.exit(tether.tell({LEFT!r}) if tether.left == Left() else 5)",
        )
    )
    assert code == 5
    assert seen.read_text().splitlines() == [repr(Left()), repr(LEFT)]


def test_what_is_printed_by_chance_is_not_taken_for_the_line() -> None:
    lock = f'print(\'{{"vault": "by chance"}}\', flush=True); sys.exit(tether.tell({LEFT!r}))'
    code = keep(
        _child(
            f"if tether.left == Left(): {lock}",
            f"sys.exit(5 if tether.left == {LEFT!r} else 6)",
        )
    )
    assert code == 5


def test_the_line_is_in_no_argument_and_no_environment() -> None:
    # The word is put together in the child, so that its own program does not hold it.
    code = keep(
        _child(
            "left = Left(bytes.fromhex('7a68756b68').decode())",
            "if tether.left == Left(): sys.exit(tether.tell(left))",
            "names = ('/proc/self/cmdline', '/proc/self/environ')",
            "said = b''.join(open(name, 'rb').read() for name in names)",
            "sys.exit(5 if left.vault.encode() not in said and tether.left == left else 6)",
        )
    )
    assert code == 5


def test_a_locking_code_without_a_line_starts_anew(tmp_path: Path) -> None:
    mark = str(tmp_path / "mark")
    code = keep(
        _child(
            f"if os.path.exists({mark!r}): sys.exit(5)",
            f"open({mark!r}, 'w').close()",
            f"sys.exit({LOCKED})",
        )
    )
    assert code == 5


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_it_asks_the_window_to_lock_and_quit(number: int, tmp_path: Path) -> None:
    asked = _running(
        tmp_path,
        "import threading; asked = threading.Event(); tether.watch(asked.set)",
        "ready()",
        f"asked.wait(30); sys.exit(tether.tell({LEFT!r}) if asked.is_set() else 6)",
    )
    asked.send_signal(number)
    # Locking once more must not bring a fresh window: the wish was to end.
    assert asked.wait(30) == 0
    assert (tmp_path / "ready").read_text() == "."


def test_a_window_that_does_not_answer_is_stopped_at_the_second_wish(tmp_path: Path) -> None:
    deaf = _running(tmp_path, "ready()", "time.sleep(60)")
    deaf.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    assert deaf.poll() is None
    deaf.send_signal(signal.SIGTERM)
    assert deaf.wait(30) == 128 + signal.SIGTERM


def test_the_window_hears_of_the_death_of_its_keeper(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    keeper = _running(
        tmp_path,
        "import threading; asked = threading.Event(); tether.watch(asked.set)",
        "ready()",
        f"asked.wait(30); open({str(gone)!r}, 'w').write('.')",
    )
    keeper.kill()
    keeper.wait()
    end = time.monotonic() + 30
    while not gone.exists():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_without_a_screen_it_says_how_to_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert keep(_child("sys.exit(0)")) == 1
    assert "parvanda --help" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"[]", b"{", b"\xff", b'{"vault": 3}', b'{"geometry": [1, 2, "3", 4]}', b"null"],
)
def test_a_line_that_cannot_be_read_counts_as_unknown(line: bytes) -> None:
    assert Left.of(line) == Left()


def test_a_line_says_all() -> None:
    assert Left.of(LEFT.line()) == LEFT
    assert LEFT.line().count(b"\n") == 1


def test_the_keeper_loads_neither_qt_nor_the_case_files() -> None:
    program = (
        "import sys; import app.keeper\n"
        "known = {'casefiles', 'casefiles.text'}\n"
        "assert {m for m in sys.modules if m.startswith('casefiles')} <= known\n"
        "assert not [m for m in sys.modules if m.startswith('PySide6')]\n"
    )
    asked = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    assert asked.returncode == 0


def _running(folder: Path, *lines: str) -> "subprocess.Popen[bytes]":
    """A keeper in a process of its own; returns when its window is ready."""
    ready = folder / "ready"
    command = _child(f"ready = lambda: open({str(ready)!r}, 'a').write('.')", *lines)
    program = f"import sys; from app.keeper import keep; sys.exit(keep({command!r}))"
    running = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT)
    end = time.monotonic() + 30
    while not ready.exists() or not ready.read_text():
        assert running.poll() is None
        assert time.monotonic() < end
        time.sleep(0.01)
    return running
