"""Office documents that are planted, broken or locked: a sentence and no more than that."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefiles.errors import UnreadableFile
from casefiles.intake.reader import read_text
from casefiles.intake.readers import OF_FORMAT, signatures
from casefiles.intake.readers.office import markup, packed
from casefiles.intake.reading import Refusal
from casefiles.intake.wording import NOTES, REFUSALS
from tests.casefiles.intake import packing
from tests.casefiles.intake.packing import open_text, paragraph


def refused(data: bytes) -> str:
    code = signatures.format_of(data)
    assert code
    if code not in OF_FORMAT:
        return code
    with pytest.raises(Refusal) as refusal:
        OF_FORMAT[code].read(data)
    return refusal.value.code


def test_what_is_no_document_of_these_kinds_is_refused_by_name() -> None:
    inner = packing.zipped({"a.docx": packing.word(paragraph("a"))}, stored=True)
    slides = packing.zipped({"ppt/presentation.xml": "<p/>"})
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    locked = old + "EncryptedPackage".encode("utf-16-le")
    found = [refused(it) for it in (inner, slides, open_text("").replace(b"text", b"wxyz"))]
    assert [*found, refused(old), refused(locked)] == ["zip", "zip", "zip", "office", "locked"]
    assert refused(packing.zipped({"word/document.xml/": "", "word/document.xml": "<a/>"}))


def test_every_code_has_a_sentence_or_a_reader() -> None:
    assert not set(REFUSALS) & set(OF_FORMAT)
    assert {"locked", "damaged", "unpacked", "tangled"} <= set(REFUSALS)
    assert {"inserted", "deleted", "hidden", "unfinished"} <= set(NOTES)


def test_a_locked_open_text_is_said_to_be_locked() -> None:
    parts: dict[str, str | bytes] = {"content.xml": b"\x01\x02"}
    parts["META-INF/manifest.xml"] = "<m><encryption-data/></m>"
    assert refused(packing.open_zip("text", parts)) == "locked"


def encrypted(data: bytes) -> bytes:
    """With the sign of encryption at every entry."""
    made = bytearray(data)
    for beginning, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(beginning)
        while at >= 0:
            made[at + flags] |= 1
            at = made.find(beginning, at + 4)
    return bytes(made)


def test_an_encrypted_entry_is_said_to_be_locked() -> None:
    assert refused(encrypted(packing.word(paragraph("a")))) == "locked"


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE w [<!ENTITY a "b">]>',
        '<!DOCTYPE w [<!ENTITY a SYSTEM "a.txt">]>',
        '<!DOCTYPE w SYSTEM "a.dtd">',
        '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
    ],
)
def test_declarations_are_refused_before_anything_is_made_of_them(declared: str) -> None:
    inside = f"{declared}<w:document {packing.W}><w:t>&a;</w:t></w:document>"
    assert refused(packing.zipped({"word/document.xml": inside})) == "damaged"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("<a>" * 1_000_000, "tangled"),
        ("<a " + "b" * 20_000_000, "damaged"),
        ("<a/>" * 10, "damaged"),
        ("<a>" + "<b/>" * (markup.MOST_ELEMENTS + 1), "unpacked"),
        ("<w:p>", "damaged"),
        ("", "damaged"),
        ("<?xml version='1.0' encoding='unheard-of'?><a/>", "damaged"),
        ("<a/>", "empty"),
    ],
)
def test_markup_that_is_none_is_refused(document: str, code: str) -> None:
    assert refused(packing.zipped({"word/document.xml": document})) == code


def test_a_bomb_ends_where_a_document_does() -> None:
    bomb = packing.zipped({"word/document.xml": "<a>" + " " * (packed.MOST_UNPACKED + 1)})
    assert len(bomb) < 200_000
    with pytest.raises(UnreadableFile, match="once unpacked"):
        read_text(bomb)


def test_a_zip_that_lies_about_sizes_and_sums_is_refused() -> None:
    whole = packing.zipped({"word/document.xml": "<a>" + "b" * 1000 + "</a>"}, stored=True)
    assert refused(whole.replace(b"bbb", b"bbc", 1)) == "damaged"
    at = whole.rfind(b"PK\x01\x02")
    short = whole[: at + 20] + (9).to_bytes(4, "little") * 2 + whole[at + 28 :]
    assert refused(short) == "damaged"


def test_other_ways_of_packing_are_refused_as_they_inflate_without_a_bound() -> None:
    for way in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", way) as archive:
            archive.writestr("word/document.xml", "<a/>")
        assert refused(made.getvalue()) == "damaged"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_no_document() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("word/Document.xml", "<b/>")
    assert refused(made.getvalue()) == "damaged"


def test_names_are_compared_and_never_followed() -> None:
    outside = {"../../word/document.xml": "<a/>", "/etc/passwd": "x"}
    assert refused(packing.zipped(outside)) == "zip"


def test_millions_of_entries_are_not_taken_into_memory() -> None:
    entry = b"PK\x01\x02" + b"\0" * 42
    end = b"PK\x05\x06" + b"\0" * 18
    data = b"PK\x03\x04word/document.xml" + entry * 1_000_000 + end
    assert refused(data) in ("unpacked", "zip")
    with pytest.raises(Refusal, match="unpacked"):
        packed.Package(data)


DOCUMENT = packing.word(paragraph("one") * 3, footnotes=paragraph("a"))
OPEN_TEXT = open_text("<text:p>one</text:p>")


def reads_or_refuses(data: bytes) -> None:
    for code in ("docx", "odt", "ods", "xlsx"):
        told = ""
        try:
            assert OF_FORMAT[code].read(data).text
        except Refusal as refusal:
            told = refusal.code
        assert not told or told in REFUSALS


@given(st.integers(0, len(DOCUMENT)))
def test_whatever_is_cut_off_it_is_read_or_refused(end: int) -> None:
    reads_or_refuses(DOCUMENT[:end])
    reads_or_refuses(OPEN_TEXT[:end])


@given(st.randoms(use_true_random=False), st.integers(1, 8))
@settings(max_examples=300)
def test_whatever_bytes_are_changed_it_is_read_or_refused(luck: random.Random, many: int) -> None:
    for whole in (DOCUMENT, OPEN_TEXT):
        changed = bytearray(whole)
        for _change in range(many):
            changed[luck.randrange(len(changed))] = luck.randrange(256)
        reads_or_refuses(bytes(changed))


_PIECES = ("w:p", "w:r", "w:t", "w:tc", "w:tr", "w:tbl", "w:txbxContent", "w:footnote", "w:ins")
_TREES = st.recursive(
    st.sampled_from(("one", "<w:tab/>", "<w:vanish/>", "<w:br w:type='page'/>", "<w:rPr/>", "")),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from((*_PIECES, "mc:AlternateContent", "mc:Choice", "w:hdr", "w:comment")),
        st.lists(inner, max_size=4),
    ),
)


@given(_TREES)
def test_elements_in_any_disorder_are_read_or_refused(tree: str) -> None:
    reads_or_refuses(packing.word(tree))
