"""How quickly documents come in, and whether the window answers meanwhile: read the figures.

    python tests/benchmarks/importing.py [--documents N]

A thousand mixed documents of five kilobytes of text (plain in two encodings, web pages, letters,
Word, PDF) are planned and taken in by the import page of a window without a screen; then undone.
Not a test: nothing here passes or fails.
"""

import argparse
import os
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from app import theme
from app.pages.importing import ImportPage
from app.place import Place
from app.window.window import Window
from casefiles.operations.example import fill_in_example
from casefiles.vault import Vault
from resources import path
from tests.benchmarks.search_corpus import Corpus, Text
from tests.benchmarks.window import CHEAP, PASSPHRASE, Gaps, answer, window_of

_LETTERS = 5_000
_LINE = 90
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MOST_S = 300


def lines(text: Text) -> list[str]:
    """The words of a document as lines."""
    words = text.body[:_LETTERS]
    return [words[at : at + _LINE] for at in range(0, len(words), _LINE)]


def plain(text: Text) -> bytes:
    return "\n".join((text.title, "", *lines(text))).encode()


def old(text: Text) -> bytes:
    return "\n".join(lines(text)).encode("cp1251", "replace")


def page(text: Text) -> bytes:
    words = "".join(f"<p>{line}</p>" for line in lines(text))
    return f"<html><head><title>{text.title}</title></head><body>{words}</body></html>".encode()


def letter(text: Text) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "a@example.org", "b@example.org", "News"
    made["Message-ID"] = f"<{text.number}@example.org>"
    made.set_content("\n".join(lines(text)))
    return made.as_bytes()


def word(text: Text) -> bytes:
    words = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines(text))
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        body = f'<w:document xmlns:w="{_W}"><w:body>{words}</w:body></w:document>'
        packed.writestr("word/document.xml", body)
    return file.getvalue()


def pdf(text: Text) -> bytes:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.setFont("figures", 9)
    for number, line in enumerate(lines(text)):
        canvas.drawString(40, 800 - 12 * number, line)
    canvas.save()
    return file.getvalue()


KINDS: tuple[tuple[str, Callable[[Text], bytes]], ...] = (
    *(("txt", plain),) * 4,
    ("txt", old),
    *(("html", page),) * 2,
    ("eml", letter),
    ("docx", word),
    ("pdf", pdf),
)


def write(folder: Path, count: int) -> None:
    """The documents, made anew from a seed."""
    pdfmetrics.registerFont(TTFont("figures", str(path("fonts") / "NotoSans-Regular.ttf")))
    for number, text in enumerate(Corpus(count).texts()):
        ending, make = KINDS[number % len(KINDS)]
        (folder / f"{number:05}.{ending}").write_bytes(make(text))


def wait(application: QApplication, done: Callable[[], object]) -> tuple[float, str]:
    """Seconds until it is done, and the gaps meanwhile."""
    gaps, before = Gaps(), time.perf_counter()
    while not done() and time.perf_counter() < before + _MOST_S:
        answer(application)
        time.sleep(0.0005)
    took = time.perf_counter() - before
    answer(application)
    return took, gaps.told()


def bring_in(application: QApplication, window: Window, documents: Path, count: int) -> None:
    """Plan, take in, undo, told."""
    window.tabs.open(Place("import", state={"paths": [str(documents)]}))
    wait(application, lambda: isinstance(window.tabs.page, ImportPage))
    shown = window.tabs.page
    assert isinstance(shown, ImportPage)
    planned, gaps = wait(application, lambda: shown._planned)
    print(f"  looked through     {planned:6.1f} s; the window: {gaps}")
    shown.take_in()
    taken, gaps = wait(application, lambda: shown._done)
    print(f"  taken in           {taken:6.1f} s; the window: {gaps}")
    print(f"  documents a second {count / (planned + taken):6.1f}")
    shown.take_back()
    undone, gaps = wait(application, lambda: not shown._done)
    print(f"  undone             {undone:6.1f} s; the window: {gaps}")


def main() -> None:
    """Measure it in the example vault."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--documents", type=int, default=1_000)
    count = parser.parse_args().documents
    application = QApplication([])
    theme.load_fonts()
    theme.apply(application, "light")
    with tempfile.TemporaryDirectory() as made:
        documents, folder = Path(made) / "documents", Path(made) / "Example.parvanda"
        documents.mkdir()
        write(documents, count)
        print(f"{count:,} documents into the example vault")
        with Vault.create(folder, PASSPHRASE, cost=CHEAP) as vault:
            fill_in_example(vault)
        with window_of(application, folder) as window:
            bring_in(application, window, documents, count)


if __name__ == "__main__":
    main()
