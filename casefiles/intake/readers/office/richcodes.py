"""The bytes of rich text as letters: by the font they are set in, or by the whole file's encoding.

Letters beyond those encodings are numbers (\\u1234), each followed by bytes for older programs
that have to be passed over.
"""

import codecs

_BY_CHARSET = {
    77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253",
    162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
_BY_PAGE = {
    **{page: f"cp{page}" for page in (437, 850, 852, 855, 866, 874, 932, 949, 950)},
    **{page: f"cp{page}" for page in range(1250, 1259)},
    936: "gbk", 10000: "mac_roman", 10007: "mac_cyrillic", 20866: "koi8_r", 21866: "koi8_u",
    28591: "iso8859_1", 28595: "iso8859_5", 65001: "utf_8",
}  # fmt: skip
_USUAL = "cp1252"


def prepare() -> None:
    """Load every codec that a file can ask for."""
    for codec in {_USUAL, *_BY_CHARSET.values(), *_BY_PAGE.values()}:
        codecs.lookup(codec)
        b"a".decode(codec, "replace")


class Codes:
    """The encodings of one file, and a first half of a character that waits for its second."""

    def __init__(self) -> None:
        self.lost = 0
        self._usual = _USUAL
        self._fonts: dict[int, str] = {}
        self._half = 0

    def use_page(self, page: int) -> None:
        """The encoding of the whole file (\\ansicpg, \\mac and the like)."""
        self._usual = _BY_PAGE.get(page, self._usual)

    def define_font(self, font: int, *, charset: int = 0, page: int = 0) -> None:
        """What letters a font has; without a word about it, those of the whole file."""
        codec = _BY_CHARSET.get(charset) or _BY_PAGE.get(page)
        if codec:
            self._fonts[font] = codec

    def letters(self, data: bytes, font: int) -> str:
        """Bytes as they are meant in a font."""
        told = data.decode(self._fonts.get(font, self._usual), "replace")
        return self._counted(told)

    def number(self, value: int) -> str:
        """The letter of a number, "" for the first half of one."""
        code = value + 0x10000 if value < 0 else value
        if 0xD800 <= code < 0xDC00:
            told, self._half = self.left_over(), code
            return told
        if 0xDC00 <= code < 0xE000:
            first, self._half = self._half, 0
            if first:
                return chr(0x10000 + ((first - 0xD800) << 10) + (code - 0xDC00))
            return self._counted("\ufffd")
        told = self.left_over()
        return told + (chr(code) if 9 <= code < 0x110000 else self._counted("\ufffd"))

    def left_over(self) -> str:
        """What stands for a first half that no second one follows."""
        if not self._half:
            return ""
        self._half = 0
        return self._counted("\ufffd")

    def _counted(self, told: str) -> str:
        self.lost += told.count("\ufffd")
        return told
