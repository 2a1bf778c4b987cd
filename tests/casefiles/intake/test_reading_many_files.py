"""Many files are read quickly, and still each in a process that has seen no other."""

import os
import time
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest
from reportlab.pdfgen.canvas import Canvas

from casefiles.errors import UnreadableFile
from casefiles.intake import children
from casefiles.intake.confine import many_to_come
from casefiles.intake.nursery import CAN_FORK, Nursery
from casefiles.intake.reader import read_text
from casefiles.intake.sandbox import Limits

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="each gets an interpreter of its own here")
TEXT = "Имрӯз дар шаҳр ҷамъомад шуд.\n"


def pdf() -> bytes:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(50, 700, "words on a page")
    canvas.save()
    return file.getvalue()


FILES = (
    TEXT.encode(),
    TEXT.encode("utf-16"),
    b"<html><body><p>a page</p></body></html>",
    pdf(),
    b"{\\rtf1 rich}",
    ("Вчера прошло собрание. " * 20).encode("cp1251"),
)


def test_what_comes_out_is_what_comes_out_one_by_one() -> None:
    alone = [read_text(one) for one in FILES]
    with many_to_come():
        together = [read_text(one) for one in FILES]
    assert together == alone
    assert all(one.confinement.full for one in together)


def test_a_file_that_cannot_be_read_is_no_harm_to_the_next() -> None:
    with many_to_come():
        for trouble in (b"", b"\0" * 99, b"%PDF-broken"):
            with pytest.raises(UnreadableFile):
                read_text(trouble)
            assert read_text(TEXT.encode()).text == TEXT


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read() -> None:
    with many_to_come():
        with pytest.raises(UnreadableFile, match="longer than a file may take"):
            read_text(TEXT.encode(), limits=Limits(wall_seconds=0.0))
        assert read_text(TEXT.encode()).text == TEXT


def test_a_file_that_takes_too_much_work_is_stopped_by_the_kernel_and_said_to_be() -> None:
    slow = b"<html>" + b"<p>word " * 600_000
    with many_to_come():
        with pytest.raises(UnreadableFile, match="longer than a file may take"):
            read_text(slow, limits=Limits(cpu_seconds=1))
        assert read_text(TEXT.encode()).text == TEXT


def test_a_child_that_ends_badly_takes_no_other_file_with_it() -> None:
    nursery = Nursery()
    try:
        with pytest.raises(UnreadableFile, match="stopped at this file"):
            nursery.read("a reader that is not there", b"words", Limits())
        assert nursery.read("unicode text", b"words", Limits()).text == "words"
    finally:
        nursery.close()


TAKEN_OVER = """
import os, struct, sys
sys.path.append(sys.argv.pop(1))
from casefiles.intake import answers, worker
from casefiles.intake.reading import Reading
receive = answers.receive
def taken_over(source, most):
    (size,) = struct.unpack("!Q", answers._exactly(source, 8))
    if size < 1000:
        return bytes(answers._exactly(source, size))
    answers._exactly(source, 1000)  # and the rest is for the next
    answers.send(1, Reading("as the file wanted", "utf-8"), worker.Confinement((), True))
    os._exit(0)
answers.receive = taken_over
worker.main(sys.argv[1:])
"""


def test_a_child_that_was_taken_over_leaves_nothing_to_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Seen red without `HANDED_OVER`: the second file is answered from the first one's bytes."""
    honest = b"harmless words"
    forged = b"forged words"
    planted = len(forged + honest).to_bytes(8, "big") + forged

    def slowly(pipe: IO[bytes], data: bytes) -> None:
        """The window was at work between two pieces."""
        pipe.write(len(data).to_bytes(8, "big") + data[:1000])
        pipe.flush()
        time.sleep(0.3)
        with suppress(BrokenPipeError):
            pipe.write(data[1000:])
            pipe.flush()

    monkeypatch.setattr(children, "_START", TAKEN_OVER)
    monkeypatch.setattr(children, "hand_over", slowly)
    nursery = Nursery()
    try:
        with pytest.raises(UnreadableFile):
            nursery.read("unicode text", b"x" * 1000 + planted, Limits())
        assert nursery.read("unicode text", honest, Limits()).text == "harmless words"
    finally:
        nursery.close()


def test_the_process_that_children_come_from_holds_nothing_and_ends() -> None:
    nursery = Nursery()
    nursery.read("unicode text", b"words", Limits())
    assert nursery._process is not None
    number = nursery._process.pid
    told = Path(f"/proc/{number}")
    assert (told / "environ").read_bytes() == b"HOME=/\0"
    files = {os.readlink(one).partition(":")[0] for one in (told / "fd").iterdir()}
    assert files == {"pipe", "/dev/null"}
    nursery.close()
    assert not told.exists()
