"""Bytes whose encoding is written beside them, in a page or a letter: believed, but looked at.

What is written there comes from outside, too. A name is looked up in a table and nowhere else:
Python knows codecs under such names that are no encodings of text, and looks for unknown ones in
files. And a name that is wrong is common: pages that say UTF-8 and are Windows-1251, letters that
say Latin-1 and are Russian. So the letters that come out are weighed where that can tell.
"""

import codecs
from dataclasses import dataclass

from casefiles.intake.readers import legacy_text, unicode_text
from casefiles.intake.readers.decoding import decode
from casefiles.intake.reading import Note, Refusal

_CODECS = {
    "utf_8": "utf-8 utf8 unicode-1-1-utf-8",
    "utf_16": "utf-16 utf16 ucs-2 iso-10646-ucs-2 unicode",
    "utf_16_le": "utf-16le",
    "utf_16_be": "utf-16be",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251 cp-1251 win-1251 win1251",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1"
    " us-ascii ascii ansi_x3.4-1968 iso-ir-100",
    "cp1253": "windows-1253 cp1253",
    "cp1254": "windows-1254 cp1254 iso-8859-9 iso8859-9 latin5",
    "cp1255": "windows-1255 cp1255",
    "cp1256": "windows-1256 cp1256 x-cp1256",
    "cp1257": "windows-1257 cp1257",
    "cp1258": "windows-1258 cp1258",
    "iso8859_2": "iso-8859-2 iso8859-2 latin2",
    "iso8859_3": "iso-8859-3",
    "iso8859_4": "iso-8859-4",
    "iso8859_5": "iso-8859-5 iso8859-5 cyrillic",
    "iso8859_6": "iso-8859-6 iso8859-6 arabic",
    "iso8859_7": "iso-8859-7 iso8859-7 greek",
    "iso8859_8": "iso-8859-8 iso8859-8 iso-8859-8-i hebrew",
    "iso8859_10": "iso-8859-10",
    "iso8859_13": "iso-8859-13",
    "iso8859_14": "iso-8859-14",
    "iso8859_15": "iso-8859-15 iso8859-15 latin9",
    "iso8859_16": "iso-8859-16",
    "koi8_r": "koi8-r koi8 koi koi8_r",
    "koi8_u": "koi8-u koi8-ru",
    "koi8_t": "koi8-t",
    "kz1048": "kz-1048 kz1048 strk1048-2002",
    "ptcp154": "pt154 ptcp154 cp154 cyrillic-asian",
    "cp866": "cp866 ibm866 866 dos-866",
    "cp855": "cp855 ibm855",
    "cp437": "cp437 ibm437",
    "cp850": "cp850 ibm850",
    "cp852": "cp852 ibm852",
    "cp874": "windows-874 tis-620 iso-8859-11",
    "mac_cyrillic": "x-mac-cyrillic x-mac-ukrainian mac-cyrillic",
    "mac_roman": "macintosh mac x-mac-roman",
    "gb18030": "gb18030 gbk gb2312 gb_2312-80 x-gbk csgb2312",
    "big5hkscs": "big5 big5-hkscs cn-big5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis windows-31j ms_kanji",
    "euc_jp": "euc-jp x-euc-jp",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": "euc-kr ks_c_5601-1987 korean windows-949 ksc5601",
}
_OF_NAME = {name: codec for codec, names in _CODECS.items() for name in names.split()}
_WIDE = ("utf_16", "utf_16_le", "utf_16_be")
_MANY_BYTES = frozenset((*_WIDE, "gb18030", "big5hkscs", "cp932", "euc_jp", "iso2022_jp", "cp949"))
_WEIGHED = {"cp1251": "cp1251", "koi8_r": "koi8-r", "cp866": "cp866", "cp1252": "cp1252"}
_CLEARLY = 1.0
"""By so much must another encoding be likelier (the letters e times as common) to overrule what is
written; and the second opinion must agree."""

_LOST_A_HUNDRED = 1


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as the bytes were meant, most likely. `lost` places stand as U+FFFD."""

    text: str
    encoding: str
    lost: int = 0
    notes: tuple[Note, ...] = ()


def prepare() -> None:
    """Load all codecs of the table while files can still be opened."""
    for codec in _CODECS:
        codecs.lookup(codec)
        b"a".decode(codec, "replace")
    legacy_text.prepare()
    unicode_text.prepare()


def codec_of(name: str) -> str:
    """The codec that a name from outside means, "" where it is not known here."""
    return _OF_NAME.get(name.strip(" \t\r\n\"'").lower(), "")


def decoded(data: bytes, name: str = "") -> Decoded:
    """The text of bytes that are said to be in the encoding `name`; raises `Refusal`."""
    for mark, encoding in unicode_text.MARKS:
        if data.startswith(mark):
            most = max(1, len(data) // 10)
            text, lost = decode(data[len(mark) :], encoding, most_lost=most)
            return Decoded(text, encoding, lost, (Note("mark"),))
    codec = codec_of(name)
    if codec in _MANY_BYTES:
        return _as_said(data, codec) or _told(data, misdeclared=True)
    if data.isascii():
        return Decoded(data.decode("ascii"), "utf-8")
    try:
        text, lost, _cut = unicode_text.utf8(data)
    except Refusal:
        return _single_bytes(data, codec)
    wrong = bool(codec) and codec != "utf_8"
    return Decoded(text, "utf-8", lost, (Note("misdeclared", 1),) if wrong else ())


def readable(data: bytes, name: str = "") -> Decoded:
    """As `decoded`, but where the bytes mean nothing that stands as U+FFFD: never refused."""
    try:
        return decoded(data, name)
    except Refusal:
        text = data.decode(codec_of(name) or "utf_8", "replace")
        return Decoded(text, "utf-8", text.count("\ufffd"))


def _as_said(data: bytes, codec: str) -> Decoded | None:
    most = max(1, len(data) * _LOST_A_HUNDRED // 100)
    try:
        text, lost = decode(data, codec, most_lost=most)
    except Refusal:
        return None
    return Decoded(text, codec.replace("_", "-"), lost)


def _single_bytes(data: bytes, codec: str) -> Decoded:
    """Bytes beyond ASCII that are no UTF-8."""
    said = _as_said(data, codec) if codec and codec != "utf_8" else None
    if said is None:
        return _told(data, misdeclared=bool(codec))
    if codec in _WEIGHED:
        try:
            best = legacy_text.weigh(data)
        except Refusal:
            return said
        likelier = best.weights[best.encoding] - best.weights[_WEIGHED[codec]]
        if likelier > _CLEARLY and best.confirmed():
            text, lost = legacy_text.decode_as(data, best)
            return Decoded(text, best.encoding, lost, (Note("misdeclared", 1),))
    return said


def _told(data: bytes, *, misdeclared: bool) -> Decoded:
    best = legacy_text.weigh(data)
    text, lost = legacy_text.decode_as(data, best)
    first = Note("misdeclared", 1) if misdeclared else Note("guessed")
    unsure = (Note("unsure"),) if best.doubted() else ()
    return Decoded(text, best.encoding, lost, (first, *unsure))
