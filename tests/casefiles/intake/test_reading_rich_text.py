"""Rich text becomes its words, in whatever encoding its program wrote them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import UnreadableFile
from casefiles.intake.reader import read_text
from casefiles.intake.readers.office import richtext
from casefiles.intake.readers.office.richtokens import MOST_TOKENS
from casefiles.intake.reading import Note, Refusal
from casefiles.intake.wording import REFUSALS

TAJIK = "Ҷамшед ва Ғафур ба қишлоқи Ҳисор рафтанд, ӯ ӣд буд."
PERSIAN = "برادرم را در خانه بازداشت کردند."


def rich(inside: str, head: str = "\\ansicpg1251\\uc1") -> bytes:
    return f"{{\\rtf1\\ansi{head} {inside}}}".encode("latin-1")


def of_rich(inside: str, head: str = "\\ansicpg1251\\uc1") -> str:
    return richtext.read(rich(inside, head)).text


def numbered(words: str) -> str:
    """As Word writes letters: numbers up to 32767, negative ones behind, each with a fallback."""
    units = words.encode("utf-16-le")
    values = (int.from_bytes(units[at : at + 2], "little") for at in range(0, len(units), 2))
    return "".join(f"\\u{value - 65536 if value > 32767 else value}?" for value in values)


def coded(words: str, codec: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in words.encode(codec))


def test_rich_text_is_read_in_the_confined_child() -> None:
    title = f"{{\\info{{\\title {coded('Письмо', 'cp1251')}}}{{\\author nobody}}}}"
    read = read_text(rich(f"{title}{numbered(TAJIK)}\\par {numbered(PERSIAN)}\\par"))
    assert read.text == f"Письмо\n\n{TAJIK}\n\n{PERSIAN}"
    assert (read.encoding, read.notes) == ("rtf", ())


def test_letters_are_those_of_the_font_they_are_set_in() -> None:
    fonts = (
        "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}{\\f2\\fcharset178 Arial;}}"
    )
    words = f"{coded('café', 'cp1252')}{{\\f1 {coded(' мать', 'cp1251')}}}"
    told = of_rich(f"{fonts}{words}\\f2 {coded(' سلام', 'cp1256')}", "\\ansicpg1252\\deff0")
    assert told == "café мать سلام"


def test_bytes_beyond_ascii_may_stand_as_they_are() -> None:
    data = b"{\\rtf1\\ansi\\ansicpg1251 " + "Её письмо".encode("cp1251") + b"}"
    assert richtext.read(data).text == "Её письмо"


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("\\u1234?x", "Ӓx"),
        ("\\u1234\\'3fx", "Ӓx"),
        ("\\uc2\\u1234\\'81\\'40x", "Ӓx"),
        ("\\uc0\\u1234 x", "Ӓx"),
        ("{\\uc3 a}\\u1234?x", "aӒx"),
        ("\\u8220\\ldblquote x", "“x"),
        ("\\u1234\\par x", "Ӓ\n\nx"),
        ("\\u-10179?\\u-8704?", "😀"),
        ("\\u55357?\\u56832?", "😀"),
        ("\\u-10179?x", "\ufffdx"),
        ("\\u-8704?x", "\ufffdx"),
        ("\\u999999999?x", "\ufffdx"),
        ("a\\tab b\\line c\\~d\\_e\\-f\\{g\\}\\\\", "a\tb\nc\u00a0d-ef{g}\\"),
        ("a\\emdash b\\bullet\\zwnj c", "a—b•\u200cc"),
        ("one\ntwo\r\n three", "onetwo three"),
        ("one\\\ntwo", "one\n\ntwo"),
        ("one\\par\\page two", "one\n\n\ftwo"),
        ("{\\*\\unheard-of secret}shown{\\pict 89504e47}", "shown"),
        ("{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt the page}}", "the page"),
        ("{\\object{\\*\\objdata 00}{\\result shown}}", "shown"),
        ("{\\upr{?}{\\*\\ud{\\u1234 ?}}}x", "Ӓx"),
        ("{\\info{\\upr{\\title ??}{\\*\\ud{\\title \\u1043?\\u1091?}}}}text", "Гу\n\ntext"),
        ("\\bin4 }}}}a", "a"),
        ("\\bin-5 a", "a"),
        ("{\\pntext 1.\\tab}one\\par{\\listtext 2.}two\\par three", "- one\n\n- two\n\nthree"),
        ("{\\header A Committee\\par}{\\headerf A Committee\\par}text", "text\n\nA Committee"),
        (
            "{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv b}}{\\shptxt in\\par}}{\\shprslt in}}by",
            "by\n\nin",
        ),
        ("\\'zz\\'", "zz"),
        ("a}b", "a"),
    ],
)
def test_the_words_of_rich_text(inside: str, told: str) -> None:
    assert of_rich(inside) == told


def test_a_row_is_a_line() -> None:
    inside = (
        "before\\par\\trowd\\intbl name\\cell born\\cell\\row"
        "\\trowd\\pard\\intbl A\\par B\\cell 1979\\cell\\cell\\row\\pard after\\par"
    )
    assert of_rich(inside) == "before\n\nname | born\nA / B | 1979\n\nafter"


def test_notes_and_comments_come_behind() -> None:
    inside = (
        "one{\\super\\chftn{\\footnote\\pard\\plain{\\super\\chftn} a note}} two"
        "{\\*\\atnid N}{\\*\\atnauthor N. N.}{\\*\\annotation{\\*\\atndate 1}Which day?}\\par"
    )
    assert of_rich(inside) == "one[1] two\n\n[1] a note\n\n[comment by N. N.: Which day?]"


def test_hidden_and_changed_words_are_counted() -> None:
    read = richtext.read(rich("a{\\v b}{\\v c}d\\v e\\v0 {\\deleted f}{\\revised g}\\v x\\plain h"))
    assert read.text == "adgh"
    counted = {Note("hidden", 3), Note("deleted", 1), Note("inserted", 1)}
    assert set(read.notes) == counted


def test_a_file_that_breaks_off_is_read_and_said_to_end_early() -> None:
    read = read_text(b"{\\rtf1\\ansi{\\b one")
    assert read.text == "one"
    assert read.notes == ("The end of this file is missing; what there is of it was read.",)


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("{" * 1_000_000, "tangled"),
        ("\\bin9999999999 ", "empty"),
        ("\\b" * (MOST_TOKENS + 1), "unpacked"),
        ("{\\footnote " * 3_000, "tangled"),
        ("\\'00" * 1_000, "binary"),
        ("", "empty"),
    ],
)
def test_what_is_no_text_is_refused(inside: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        richtext.read(rich(inside))


def test_a_million_braces_are_refused_by_the_confined_child() -> None:
    with pytest.raises(UnreadableFile, match="nested deeper"):
        read_text(b"{\\rtf1" + b"{" * 1_000_000)


def reads_or_refuses(data: bytes) -> None:
    told = ""
    try:
        richtext.read(data).text.encode()
    except Refusal as refusal:
        told = refusal.code
    assert not told or told in REFUSALS


_SAMPLE = rich(f"{numbered(TAJIK)}{{\\footnote a}}\\cell\\row\\par{{\\info{{\\title b}}}}")
_WORDS = "{ } \\u-10179? \\u56832? \\par \\cell \\row \\intbl \\pard \\footnote \\* \\'e0 a"
_MORE = (
    "\\annotation \\shptxt \\upr \\ud \\object \\result \\v \\v0 \\page \\uc3 \\info \\title \\do"
)


@given(st.integers(0, len(_SAMPLE)), st.binary(max_size=40))
def test_whatever_is_cut_off_or_put_behind_it_is_read_or_refused(end: int, more: bytes) -> None:
    reads_or_refuses(_SAMPLE[:end] + more)


@given(st.lists(st.sampled_from([*_WORDS.split(), *_MORE.split()]), max_size=30))
def test_words_in_any_disorder_are_read_or_refused(words: list[str]) -> None:
    reads_or_refuses(rich("".join(words)))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_every_letter_that_is_written_as_a_number_is_read(words: str) -> None:
    told = of_rich("x" + numbered(words) + "x")
    assert told == f"x{words}x"
