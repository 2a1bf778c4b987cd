"""The first bytes by which other formats are known, so that a refusal can name what came.

Beginnings are compared, nothing is parsed: this also runs outside of the worker.
"""

import codecs
import re

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"Rar!\x1a\x07", "zip"),
    (b"\x1f\x8b\x08", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"ID3\x02", "audio"),
    (b"ID3\x03", "audio"),
    (b"ID3\x04", "audio"),
    (b"OggS", "audio"),
    (b"fLaC", "audio"),
    (b"#!AMR", "audio"),
    (b"\xff\xfb", "audio"),
    (b"\xff\xf3", "audio"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"\x00\x00\x01\xba", "video"),
    (b"FLV\x01", "video"),
)
_IN_ZIPS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"word/document[0-9]?\.xml"), "docx"),
    (re.compile(rb"xl/workbook[0-9]?\.xml"), "xlsx"),
)
_OPEN_DOCUMENTS = ((b"text", "odt"), (b"spreadsheet", "ods"))
_FIRST_ENTRY = b"mimetypeapplication/vnd.oasis.opendocument."
_NAME_AT = 30
_END = b"PK\x05\x06"
_NOT_TOLD = 0xFFFFFFFF
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
"""How Office calls a document that it has put, with a password, into the old kind of file."""

_IN_RIFF = {b"WEBP": "image", b"WAVE": "audio", b"AVI ": "video"}
RECORDED = frozenset({"image", "audio", "video"})
"""Formats without words for us. A text may begin as they do, but holds no zero byte."""

_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"mif1", b"msf1", b"avif"), "image"),
    **dict.fromkeys((b"M4A ", b"M4B "), "audio"),
}
"""What a file of the MPEG-4 family says it is at its beginning; all others are films."""

_HEAD = 16 * 1024
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|title)(?=[\s>])", re.IGNORECASE)
_BEFORE_MARKUP = ((b"<!--", b"-->"), (b"<?xml", b"?>"))

_HEADER = re.compile(rb"([!-9;-~]{1,76}):[ \t]?(.*)", re.DOTALL)
_BY_PROGRAMS = frozenset(
    b"received return-path message-id mime-version content-type content-transfer-encoding"
    b" delivered-to dkim-signature x-mailer user-agent x-received authentication-results"
    b" received-spf envelope-to x-originating-ip x-priority thread-index".split()
)
_BY_PEOPLE = frozenset(b"from to cc bcc date subject sender reply-to in-reply-to".split())
_ON_THE_WAY = frozenset(b"to cc received return-path message-id delivered-to".split())
_DATE_OF_A_PROGRAM = re.compile(
    rb"(?:[A-Z][a-z]{2}, )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{5,8}"
    rb" (?:[+-][0-9]{4}|[A-Z]{2,3})"
)
_POSTMARK = re.compile(rb"From [^\r\n]{1,500}\r?\n")


def format_of(data: bytes) -> str | None:
    """The code of a format that is not plain text, None where nothing is recognised."""
    binary = b"\0" in data[:_HEAD]
    for beginning, code in _BEGINNINGS:
        if data.startswith(beginning) and (binary or code not in RECORDED):
            if beginning.startswith(b"PK"):
                return _in_zip(data)
            return "locked" if code == "office" and _PROTECTED in data else code
    if binary and (recorded := _recorded(data)) is not None:
        return recorded
    head = _narrow(data[:_HEAD])
    if _MARKUP.match(_behind_comments(head)):
        return "html"
    postmark = _POSTMARK.match(head)
    if postmark:
        return "mbox" if _letter(head[postmark.end() :]) else None
    return _letter(head)


def _recorded(data: bytes) -> str | None:
    """Pictures, sound and films that say so a little behind their beginning."""
    if data.startswith(b"RIFF"):
        return _IN_RIFF.get(data[8:12])
    return _BRANDS.get(data[8:12], "video") if data[4:8] == b"ftyp" else None


def _narrow(head: bytes) -> bytes:
    """The beginning without a byte order mark; of UTF-16 what is ASCII in it."""
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").encode("ascii", "replace")
    return head.removeprefix(codecs.BOM_UTF8)


def _behind_comments(head: bytes) -> bytes:
    head = head.lstrip()
    for _step in range(20):
        ends = [end for begin, end in _BEFORE_MARKUP if head.startswith(begin)]
        if not ends:
            break
        head = head.partition(ends[0])[2].lstrip()
    return head


def _letter(head: bytes) -> str | None:
    """ "mail" or "mhtml" if what stands here are the headers of a letter.

    An article may begin with "Date: " and "Subject: ", typed by a person, and stays plain text.
    So at least two names must be known, every line must be a header, and one of them must be such
    as programs write and people do not.
    """
    headers = _headers(head)
    names = headers.keys()
    if len(names & (_BY_PROGRAMS | _BY_PEOPLE)) < 2 or not _by_a_program(headers):
        return None
    related = headers.get(b"content-type", b"").lower().startswith(b"multipart/related")
    return "mhtml" if related and not names & _ON_THE_WAY else "mail"


def _by_a_program(headers: dict[bytes, bytes]) -> bool:
    told = headers.keys() & _BY_PROGRAMS
    # An article may explain in words what a "Message-ID:" is; the sign itself is one word.
    if told - {b"message-id"} or len(headers.get(b"message-id", b"").split()) == 1:
        return True
    date = _DATE_OF_A_PROGRAM.match(headers.get(b"date", b""))
    return bool(date) and b"@" in headers.get(b"from", b"")


def _headers(head: bytes) -> dict[bytes, bytes]:
    """The headers up to the first empty line; {} where another line stands between them."""
    found: dict[bytes, bytes] = {}
    lines = head.split(b"\n")
    for at, ended in enumerate(lines):
        line = ended.rstrip(b"\r")
        if not line or (at == len(lines) - 1 and len(head) == _HEAD):
            break
        header = _HEADER.fullmatch(line)
        if header:
            found.setdefault(header[1].lower(), header[2])
        elif not found or line[:1] not in (b" ", b"\t"):
            return {}
    return found


def _in_zip(data: bytes) -> str:
    """What a zip is: OpenDocument says so at its beginning, the others by the names in its list."""
    if data.startswith(_FIRST_ENTRY, _NAME_AT):
        for kind, code in _OPEN_DOCUMENTS:
            if data.startswith(kind, _NAME_AT + len(_FIRST_ENTRY)):
                return code
    names = _list_of(data)
    return next((code for pattern, code in _IN_ZIPS if pattern.search(names)), "zip")


def _list_of(data: bytes) -> bytes:
    """The part of a zip that lists its entries, or all of it where that cannot be told."""
    end = data.rfind(_END)
    size = int.from_bytes(data[end + 12 : end + 16], "little") if end >= 0 else _NOT_TOLD
    return data if size == _NOT_TOLD else data[max(0, end - size) : end]
