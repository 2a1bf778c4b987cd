"""The readers of files from outside. Adding one is one file and one line.

A reader runs in the confined worker only; which is asked is told by the first bytes of a file. Of
those that are asked, the first that does not answer "not mine" decides.
"""

from collections.abc import Mapping

from casefiles.intake.readers import legacy_text, pdf, signatures, unicode_text
from casefiles.intake.readers.mail import messages
from casefiles.intake.readers.office import opendocument, richtext, sheet, word
from casefiles.intake.readers.web import webpage
from casefiles.intake.reading import Reader

PLAIN_TEXT = (unicode_text.READER, legacy_text.READER)

OF_FORMAT: Mapping[str, Reader] = {
    "html": webpage.READER,
    "mhtml": messages.SAVED_PAGE,
    "mail": messages.READER,
    "mbox": messages.MAILBOX,
    "pdf": pdf.READER,
    "docx": word.READER,
    "odt": opendocument.TEXT,
    "ods": opendocument.SHEETS,
    "xlsx": sheet.READER,
    "rtf": richtext.READER,
}
"""By the codes of `signatures`. A format without one is refused by its name."""

READERS: tuple[Reader, ...] = (*PLAIN_TEXT, *OF_FORMAT.values())


def kept_whole(untrusted_bytes: bytes) -> str:
    """The kind of a picture, a recording or a film, a term of `source_genre`; "" otherwise."""
    kind = signatures.format_of(untrusted_bytes)
    return kind if kind in signatures.RECORDED else ""


def readers_of(untrusted_bytes: bytes) -> tuple[Reader, ...]:
    """The readers to be asked. Nothing is parsed here: beginnings are compared."""
    reader = OF_FORMAT.get(signatures.format_of(untrusted_bytes) or "")
    return PLAIN_TEXT if reader is None else (reader,)
