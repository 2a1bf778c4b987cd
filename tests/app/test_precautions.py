"""A process that falls leaves nothing behind: no core, no values in what it prints."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MARKER = "canary-of-the-informant"


def _run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )


FALL = f"""
def fall():
    secret = {MARKER!r}
    raise ValueError(secret, secret[::-1])
"""
FALLS = {
    "in the main thread": "fall()",
    "with a cause": "try:\n    fall()\nexcept ValueError as e:\n    raise KeyError(str(e)) from e",
    "while another is handled": "try:\n    fall()\nexcept ValueError as e:\n    {}[str(e)]",
    "in a thread": "import threading\nt = threading.Thread(target=fall)\nt.start()\nt.join()",
    "where nothing can be raised": (
        "class Leaving:\n    def __del__(self):\n        fall()\nLeaving()"
    ),
}


@pytest.mark.parametrize("where", FALLS)
def test_a_fault_is_told_by_class_and_place_without_values(where: str) -> None:
    fallen = _run(f"from app import precautions\nprecautions.take()\n{FALL}\n{FALLS[where]}")
    told = fallen.stdout + fallen.stderr
    assert MARKER not in told
    assert MARKER[::-1] not in told
    assert "builtins.ValueError" in fallen.stderr
    assert "in __main__, line 6, fall" in fallen.stderr
    assert "What was saved before is safe" in fallen.stderr


def test_the_marker_would_be_seen_without_the_precautions() -> None:
    assert MARKER in _run(f"{FALL}\nfall()").stderr


def test_stopping_from_the_keyboard_is_no_fault() -> None:
    stopped = _run("from app import precautions\nprecautions.take()\nraise KeyboardInterrupt")
    assert stopped.stderr == "\nStopped.\n"


def test_a_fault_in_a_verb_is_told_without_values_by_the_program_itself() -> None:
    # The verb's own function falls, so that whatever the command line library would print of it
    # is seen too. Its exit code is neither "done" nor "refused".
    fallen = _run(
        "import sys\nfrom app import __main__ as start\nfrom casefiles import cli\n"
        f"{FALL}\n"
        "cli.main = lambda words: fall()\n"
        "sys.argv = ['parvanda', 'stats']\nsys.exit(start.main())"
    )
    assert fallen.returncode == 70
    assert MARKER not in fallen.stdout + fallen.stderr
    assert "builtins.ValueError" in fallen.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a precaution that only Linux has")
def test_the_process_leaves_no_core_and_cannot_be_read() -> None:
    asked = _run(
        "import ctypes, resource\nfrom app import precautions\nprecautions.take()\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    assert asked.stdout == "(0, 0) 0\n"


def test_the_precautions_stand_before_the_case_files_are_loaded() -> None:
    loaded = _run("import sys\nimport app.__main__\nprint('casefiles' in sys.modules)")
    assert loaded.stdout == "False\n"
