"""Many files are read quickly, and still each in a process that has seen no other."""

import os
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from casefiles.errors import UnreadableFile
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
