"""Letters taken apart: headers as words, parts as bytes. Only the worker loads this module.

The library's newer policy understands every header on the way, with a parser that calls itself and
can be led astray; the older one leaves them as they stand, and here only what is shown is decoded.
"""

import binascii
import re
from collections import Counter
from email.message import Message
from email.parser import BytesParser
from email.policy import Compat32
from typing import Any

from casefiles.intake.readers import charsets
from casefiles.intake.reading import Refusal

_LONGEST_HEADER = 100_000
_LONGEST_ABOUT_CONTENT = 4_000
_LONGEST_NAME = 200
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")


class _Policy(Compat32):
    """Headers as they are written, but none endless."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        about_content = name.lower().startswith("content-")
        return name, value[: _LONGEST_ABOUT_CONTENT if about_content else _LONGEST_HEADER]


class Letter(Message):
    """A message whose parameters are words, in whatever way they are written, or missing."""

    def get_param(
        self, param: str, failobj: Any = None, header: str = "content-type", unquote: bool = True
    ) -> Any:
        try:
            value = super().get_param(param, failobj, header, unquote)
        except (TypeError, ValueError, IndexError):
            return failobj
        if isinstance(value, tuple):
            data = value[2].encode("latin-1", "replace")
            return charsets.readable(data, value[0] or "").text
        return value


def parsed(data: bytes) -> Letter:
    """A letter with all its parts; raises `Refusal` where they are nested without end."""
    try:
        letter = BytesParser(Letter, policy=_Policy()).parsebytes(data)
    except RecursionError:
        raise Refusal("fault") from None
    assert isinstance(letter, Letter)
    return letter


def inside(part: Letter) -> list[Letter]:
    """The parts that a part is made of."""
    parts = part.get_payload() if part.is_multipart() else []
    return [one for one in parts if isinstance(one, Letter)]


def charset_of(part: Letter) -> str:
    """The encoding a part says it has, "" where it says none."""
    return str(part.get_param("charset") or "")


def content_of(part: Letter) -> bytes:
    """The bytes of a part as they were before they were sent."""
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def size_of(part: Letter) -> int:
    """How large a part is, told from its letters without unpacking it where that can be."""
    written = part.get_payload()
    if not isinstance(written, str):
        return sum(size_of(one) for one in inside(part))
    if str(part.get("content-transfer-encoding", "")).strip().lower() != "base64":
        return len(content_of(part))
    signs = len(written) - sum(written.count(sign) for sign in " \t\r\n=")
    return signs * 3 // 4


def name_of(part: Letter) -> str:
    """The file name a part says it has, "" where it says none; never more than one short line."""
    name = part.get_param("filename", "", "content-disposition") or part.get_param("name", "")
    return words(str(name or ""))[0][:_LONGEST_NAME]


def said(letter: Letter, name: str) -> list[str]:
    """The headers of that name as they are written."""
    return [str(value) for header, value in letter.raw_items() if header.lower() == name]


def was_cut(letter: Letter) -> int:
    """How many headers were longer than is read of them."""
    lengths = Counter(len(str(value)) for _header, value in letter.raw_items())
    return lengths[_LONGEST_HEADER] + lengths[_LONGEST_ABOUT_CONTENT]


def words(written: str) -> tuple[str, int]:
    """A header as one line of words, and how many places of it are lost.

    Bytes that stand there as they are were never allowed, but old programs wrote them.
    """
    lost = 0
    if not written.isascii():
        plain = charsets.readable(written.encode("utf-8", "surrogateescape"))
        written, lost = plain.text, plain.lost
    pieces: list[str] = []
    together: tuple[str, bytes] = ("", b"")
    end = 0
    for found in _ENCODED.finditer(written):
        name, data = found[1].partition("*")[0].lower(), _unpacked(found[2], found[3])
        gap = written[end : found.start()]
        adjoins = end > 0 and (not gap or gap.isspace())
        if adjoins and together[0] == name:
            together = (name, together[1] + data)
        else:
            lost += _take(pieces, together)
            pieces.append("" if adjoins else gap)
            together = (name, data)
        end = found.end()
    lost += _take(pieces, together)
    pieces.append(written[end:])
    return " ".join(_UNSEEN.sub(" ", "".join(pieces)).split()), lost


def _take(pieces: list[str], together: tuple[str, bytes]) -> int:
    """Letters may be cut between two encoded words, so those of one encoding are read as one."""
    name, data = together
    read = charsets.readable(data, name)
    pieces.append(read.text)
    return read.lost


def _unpacked(way: str, letters: str) -> bytes:
    plain = letters.encode("ascii", "ignore")
    if way in "qQ":
        return binascii.a2b_qp(plain, header=True)
    plain = plain.rstrip(b"=")
    try:
        return binascii.a2b_base64(plain + b"=" * (-len(plain) % 4))
    except binascii.Error:
        return plain
