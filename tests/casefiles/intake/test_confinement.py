"""The reader of files from outside is shut in, and the kernel says so too."""

import errno
import io
import json
import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import casefiles
from casefiles.errors import UnreadableFile
from casefiles.intake import answers, confine, landlock, seccomp
from casefiles.intake.reader import read_text
from casefiles.intake.readers import READERS
from casefiles.intake.sandbox import Confinement, Limits

ROOT = str(Path(casefiles.__file__).resolve().parent.parent)
ALLOW, KILL, DENY = 0x7FFF0000, 0x80000000, 0x00050001
NUMBERS = {
    "x86_64": {
        "read": 0, "write": 1, "open": 2, "socket": 41, "connect": 42, "clone": 56, "fork": 57,
        "execve": 59, "kill": 62, "unlink": 87, "ptrace": 101, "openat": 257, "memfd": 319,
        "io_uring": 425, "clone3": 435, "mmap": 9, "mprotect": 10,
    },
    "aarch64": {
        "read": 63, "write": 64, "socket": 198, "connect": 203, "clone": 220, "execve": 221,
        "kill": 129, "unlink": 35, "ptrace": 117, "openat": 56, "memfd": 279, "io_uring": 425,
        "clone3": 435, "mmap": 222, "mprotect": 226,
    },
}  # fmt: skip
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}

SHUT_IN = """
import sys; sys.path.append(sys.argv[1])
import ctypes, errno, json, os, threading
from casefiles.intake.sandbox import Limits, confine
outside, libc = sys.argv[2], ctypes.CDLL(None, use_errno=True)
said = confine(Limits())
def attempt(what):
    try:
        what()
    except OSError as trouble:
        return trouble.errno
    except RuntimeError:
        return errno.EPERM
    return 0
def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "")
found = {
    "socket": attempt(lambda: call({socket}, 1, 1, 0)),
    "connect": attempt(lambda: call({connect}, 3, None, 0)),
    "write a file": attempt(lambda: os.open(outside + "/planted", os.O_WRONLY | os.O_CREAT)),
    "read a file": attempt(lambda: os.open(outside + "/secret", os.O_RDONLY)),
    "list a folder": attempt(lambda: os.listdir(outside)),
    "delete": attempt(lambda: os.unlink(outside + "/secret")),
    "fork": attempt(os.fork),
    "thread": attempt(threading.Thread(target=print).start),
    "start a program": attempt(lambda: os.execv("/bin/true", ["true"])),
    "signal its parent": attempt(lambda: os.kill(os.getppid(), 0)),
    "memory to execute": attempt(lambda: call({mprotect}, None, 4096, 7)),
}
os.write(1, json.dumps([said.mechanisms, said.full, found]).encode())
os._exit(0)
"""


def shut_in(code: str, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = (sys.executable, "-I", "-B", "-c", code, ROOT, *arguments)
    return subprocess.run(command, capture_output=True, check=False, timeout=60)


def test_a_confined_process_can_do_nothing_but_compute_and_answer(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("kept")
    machine = seccomp.machine()
    assert machine is not None, "this test needs Linux on a known machine"
    code = SHUT_IN
    for name in ("socket", "connect", "mprotect"):
        code = code.replace("{" + name + "}", str(NUMBERS[machine][name]))
    answer = shut_in(code, str(tmp_path))
    mechanisms, full, found = json.loads(answer.stdout)
    assert mechanisms == ["resource limits", "Landlock", "seccomp"]
    assert full
    assert found == dict.fromkeys(found, errno.EPERM)
    assert os.listdir(tmp_path) == ["secret"]


def test_landlock_alone_keeps_a_process_from_every_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("kept")
    code = (
        "import sys; sys.path.append(sys.argv[1])\n"
        "from casefiles.intake import landlock\nimport os\n"
        "assert landlock.apply()\n"
        "for flags in (os.O_RDONLY, os.O_WRONLY, os.O_WRONLY | os.O_CREAT):\n"
        "    try:\n        os.open(sys.argv[2], flags)\n"
        "    except PermissionError:\n        os.write(1, b'denied ')\n"
    )
    assert shut_in(code, str(tmp_path / "secret")).stdout == b"denied denied denied "


def test_an_unconfined_process_does_not_pass_the_self_test() -> None:
    code = (
        "import sys; sys.path.append(sys.argv[1])\n"
        "from casefiles.intake.sandbox import denials\n"
        "import os; os.write(1, repr(sorted(denials().items())).encode())"
    )
    expected = [("program", False), ("read", False), ("socket", False), ("write", False)]
    assert shut_in(code).stdout.decode() == repr(expected)


def test_the_kernel_confirms_that_the_worker_is_under_a_filter() -> None:
    with confine.start_worker("unicode text", Limits()) as worker:
        try:
            status = _status_once_filtered(worker.pid)
        finally:
            worker.kill()
    assert status["Seccomp"] == "2"
    assert status["NoNewPrivs"] == "1"
    assert status["Threads"] == "1"


def _status_once_filtered(pid: int) -> dict[str, str]:
    for _wait in range(600):
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        status = {name: value.strip() for name, _, value in (x.partition(":") for x in lines)}
        if status.get("Seccomp") == "2":
            break
        time.sleep(0.05)
    return status


def test_what_holds_the_worker_is_told_with_every_reading() -> None:
    told = read_text(b"A short letter.\n").confinement
    assert told == Confinement(("resource limits", "Landlock", "seccomp"), full=True)


def run_filter(instructions: bytes, architecture: int, number: int, third: int = 0) -> int:
    """What the kernel's virtual machine would answer to a system call."""
    data = struct.pack("=IIQ6Q", number, architecture, 0, 0, 0, third, 0, 0, 0)
    at = loaded = 0
    while True:
        code, if_true, if_false, value = struct.unpack_from("=HBBI", instructions, 8 * at)
        at += 1
        if code == 0x20:
            (loaded,) = struct.unpack_from("=I", data, value)
        elif code == 0x06:
            return int(value)
        else:
            test = {0x15: loaded == value, 0x35: loaded >= value, 0x45: bool(loaded & value)}
            at += if_true if test[code] else if_false


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_allows_pipes_and_memory_and_denies_the_rest(machine: str) -> None:
    instructions, architecture = seccomp.program(machine), ARCHITECTURES[machine]
    numbers = dict(NUMBERS[machine])
    for allowed in ("read", "write", "mmap", "mprotect"):
        assert run_filter(instructions, architecture, numbers[allowed], third=3) == ALLOW
    for executable in ("mmap", "mprotect"):
        assert run_filter(instructions, architecture, numbers[executable], third=5) == DENY
    denied = set(numbers) - {"read", "write", "mmap", "mprotect"}
    assert {
        name for name in denied if run_filter(instructions, architecture, numbers[name]) != DENY
    } == set()


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_calls_of_another_architecture_kill(machine: str) -> None:
    instructions = seccomp.program(machine)
    assert run_filter(instructions, 0x40000003, 1) == KILL
    assert run_filter(instructions, ARCHITECTURES[machine], 0x40000000 + 1) == KILL


def test_each_landlock_version_is_asked_for_what_it_knows() -> None:
    sizes = {version: len(landlock.ruleset(version)) for version in (1, 3, 4, 6, 99)}
    assert sizes == {1: 8, 3: 8, 4: 16, 6: 24, 99: 24}
    assert struct.unpack("=Q", landlock.ruleset(1)) == (0x1FFF,)


def test_a_reader_that_takes_too_long_is_killed_and_it_is_said() -> None:
    with pytest.raises(UnreadableFile, match="longer than a file may take"):
        read_text(b"A letter.", limits=Limits(wall_seconds=0.001))


def test_endless_computing_ends_at_the_processor_limit() -> None:
    code = (
        "import sys; sys.path.append(sys.argv[1])\n"
        "from casefiles.intake.sandbox import Limits, confine\n"
        "confine(Limits(cpu_seconds=1))\nwhile True: pass"
    )
    assert shut_in(code).returncode in (-signal.SIGXCPU, -signal.SIGKILL)


def test_a_reading_that_needs_too_much_memory_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="Nothing was taken in"):
        read_text(b"x" * 40_000_000, limits=Limits(memory=90_000_000))


def test_a_file_larger_than_the_limit_reaches_no_worker() -> None:
    with pytest.raises(UnreadableFile, match="larger"):
        read_text(b"x" * 11, limits=Limits(input_bytes=10))


def test_only_readers_written_in_python_work_where_the_confinement_is_not_full() -> None:
    assert {reader.name for reader in READERS if not reader.needs_full} == {
        *("unicode text", "legacy text", "web page", "saved page", "mail", "mailbox", "rich text")
    }


def frame(header: object, text: bytes = b"") -> io.BytesIO:
    packed = json.dumps(header).encode()
    return io.BytesIO(struct.pack("!I", len(packed)) + packed + text)


HONEST = {
    "mechanisms": [], "full": False, "encoding": "utf-8", "notes": [], "lines": 2, "text_bytes": 3,
}  # fmt: skip


def test_an_honest_answer_passes_the_check() -> None:
    assert answers.check(frame(HONEST, b"a\nb"), 3).text == "a\nb"


@pytest.mark.parametrize(
    ("lie", "text"),
    [
        ({"lines": 3}, b"a\nb"),
        ({"lines": True}, b"abc"),
        ({"text_bytes": 2}, b"a\nb"),
        ({"text_bytes": 4}, b"a\nb"),
        ({"text_bytes": 10**12}, b"a\nb"),
        ({"text_bytes": -1}, b"a\nb"),
        ({"text_bytes": 3.0}, b"a\nb"),
        ({"encoding": "<b>"}, b"a\nb"),
        ({"encoding": None}, b"a\nb"),
        ({"notes": [["unheard of", 1]]}, b"a\nb"),
        ({"notes": [["lost", -1]]}, b"a\nb"),
        ({"notes": [["lost"]]}, b"a\nb"),
        ({"notes": [["lost", 1]] * 100}, b"a\nb"),
        ({"notes": {}}, b"a\nb"),
        ({"mechanisms": ["magic"]}, b"a\nb"),
        ({"mechanisms": [[]]}, b"a\nb"),
        ({"full": 1}, b"a\nb"),
        ({"parts": [[1, 3, "", "", ""]]}, b"a\nb"),
        ({"parts": [[0, 1, "", "", ""]]}, b"a\nb"),
        ({"parts": [[2, 2, "", "", ""], [1, 1, "", "", ""]]}, b"a\nb"),
        ({"parts": [[1, 2, "two\nlines", "", ""]]}, b"a\nb"),
        ({"parts": [[1, 2, "x" * 999, "", ""]]}, b"a\nb"),
        ({"parts": [[1, 2, ["x"], "", ""]]}, b"a\nb"),
        ({"parts": [[1, 2, "", "", "2018-02-30"]]}, b"a\nb"),
        ({"parts": [[1, 2, "", "", "20180201"]]}, b"a\nb"),
        ({"parts": [[1, 2]]}, b"a\nb"),
        ({"parts": {"1": 2}}, b"a\nb"),
        ({"parts": 3}, b"a\nb"),
        ({"refused": "anything it likes"}, b""),
        ({"refused": []}, b""),
        ({}, b"a\rb"),
        ({}, b"a\n\xff"),
        ({}, b"\xed\xa0\x80"),
    ],
)
def test_a_lying_answer_is_not_believed(lie: dict[str, object], text: bytes) -> None:
    with pytest.raises(answers.BadAnswer):
        answers.check(frame({**HONEST, **lie}, text), 3)


@given(st.binary(max_size=200))
def test_no_bytes_make_the_check_fail_otherwise(untrusted_bytes: bytes) -> None:
    with pytest.raises(answers.BadAnswer):
        answers.check(io.BytesIO(untrusted_bytes), len(untrusted_bytes))


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_no_json_makes_the_check_fail_otherwise(header: object) -> None:
    with pytest.raises(answers.BadAnswer):
        answers.check(frame(header), 10)
