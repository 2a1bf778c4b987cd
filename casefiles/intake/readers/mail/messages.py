"""Letters as files: one message, a mailbox with many, or a page saved as a message.

What understands them is loaded by the worker only.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from casefiles.intake.readers import charsets
from casefiles.intake.readers.decoding import finish
from casefiles.intake.readers.web import webpage
from casefiles.intake.reading import Note, Part, Reader, Reading, Refusal

if TYPE_CHECKING:
    from casefiles.intake.readers.mail import letters

# A line "From " in a letter's words begins no letter: before one stands an empty line (or nothing),
# behind it a header.
_POSTMARK = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]*\r?\n(?=[!-9;-~]{1,76}:)")
_LINES_APART = 4
"""From the last line of a letter to the first of the next one, behind the line between them."""

_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)

_SAMPLE = b"""MIME-Version: 1.0
Subject: =?koi8-r?Q?=C1?= =?utf-8?B?0LA=?=
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset*=utf-8''koi8-r
Content-Transfer-Encoding: quoted-printable

<p>=C1</p>
--b
Content-Type: image/png; name*0=a; name*1=b
Content-Transfer-Encoding: base64

AAAA
--b
Content-Type: text/plain
Content-Transfer-Encoding: x-uuencode

begin 666 a
#0V%T
`
end
--b--
"""


def prepare() -> None:
    """Load what letters need, and read one: it imports as it goes."""
    charsets.prepare()
    webpage.prepare()
    read(_SAMPLE)
    read_mailbox(b"From a\n" + _SAMPLE)
    read_saved_page(_SAMPLE)


def read(data: bytes) -> Reading:
    """Read one letter; raises `Refusal`."""
    return _letters([_narrow(data)])


def read_mailbox(data: bytes) -> Reading:
    """Read the letters of a mailbox in their order; raises `Refusal`."""
    data = _narrow(data)
    starts = [mark.span() for mark in _POSTMARK.finditer(data)]
    if not starts or starts[0][0]:
        starts.insert(0, (0, 0))
    ends = [*(mark for mark, _words in starts[1:]), len(data)]
    spans = zip((words for _mark, words in starts), ends, strict=True)
    return _letters([_ESCAPED.sub(rb"\1", data[start:end]) for start, end in spans])


def read_saved_page(data: bytes) -> Reading:
    """Read a page that was saved with its pictures as one message; raises `Refusal`."""
    from casefiles.intake.readers.mail import letters, mime

    data = _narrow(data)
    page, others = letters.page_in(data)
    if page is None:
        return read(data)
    content = mime.content_of(page)
    reading = webpage.read_as(content, mime.charset_of(page) or webpage.declared(content))
    notes = (*reading.notes, Note("parts_of_page", others)) if others else reading.notes
    return Reading(reading.text, reading.encoding, notes)


def _narrow(data: bytes) -> bytes:
    """Headers in ASCII, where a program has put a mark before them or made two bytes of each."""
    for mark in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        if data.startswith(mark):
            return data.decode("utf_16", "replace").encode()
    return data.removeprefix(codecs.BOM_UTF8)


def _letters(messages: list[bytes]) -> Reading:
    from casefiles.intake.readers.mail import letters

    writing = letters.Writing()
    written = [one for one in (letters.add(message, writing) for message in messages) if one.text]
    if not written:
        raise Refusal("empty")
    text = f"\n\n{letters.LINE_BETWEEN}\n\n".join(one.text for one in written)
    holes = text.count("\0")
    notes = (Note("messages", len(written)),) if len(written) > 1 else ()
    encoding = writing.encoding or "utf-8"
    text = text.replace("\0", "\ufffd")
    reading = finish(text, encoding, writing.lost + holes, (*notes, *writing.notes))
    return replace(reading, parts=tuple(_parts(written)))


def _parts(written: "list[letters.Written]") -> Iterator[Part]:
    line = 1
    for one in written:
        last = line + one.text.count("\n")
        yield Part(line, last, one.title, one.author, one.date)
        line = last + _LINES_APART


# Parsers written in Python cannot be led to run foreign code by planted bytes, as those in C can:
# resource limits are enough.
READER = Reader("mail", prepare, read, needs_full=False)
MAILBOX = Reader("mailbox", prepare, read_mailbox, needs_full=False)
SAVED_PAGE = Reader("saved page", prepare, read_saved_page, needs_full=False)
