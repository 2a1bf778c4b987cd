"""From an outline to a PDF: the only place that knows ReportLab.

`write` sets the outline twice: the first time to learn on which page everything lands, the second
time with page numbers in the contents and the footer. The same outline always gives the same
bytes; nothing but the bundled fonts is read from disk and nothing of the machine, the user or the
moment gets into the file.
"""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from casefiles.dossier.outline import Outline
from casefiles.dossier.pdf.document import set_pages
from casefiles.text import speaking

__all__ = ["WrittenPdf", "write"]


@dataclass(frozen=True, slots=True)
class WrittenPdf:
    """What was written: number of pages, and SHA-256 of the bytes in hexadecimal."""

    pages: int
    sha256: str


def write(outline: Outline, target: BinaryIO) -> WrittenPdf:
    """Print the outline into `target` in one write. Speaks the outline's language."""
    with speaking(outline.language):
        pages, content = set_pages(outline)
    target.write(content)
    return WrittenPdf(pages, hashlib.sha256(content).hexdigest())
