"""Web pages come in as a careful person would retype them; what is left out is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import UnreadableFile
from casefiles.intake.reader import read_text
from casefiles.intake.readers import charsets, signatures
from casefiles.intake.readers.web import webpage
from casefiles.intake.reading import Note, Refusal

RUSSIAN = "Вчера в городе прошло собрание, и мать учителя сказала, что ждет писем. " * 3


def shown(body: str) -> str:
    """The text of a page with that body."""
    return webpage.read(f"<!DOCTYPE html><html><body>{body}</body></html>".encode()).text


def notes(page: str) -> tuple[Note, ...]:
    return webpage.read(page.encode()).notes


def test_a_page_becomes_its_title_and_its_words() -> None:
    page = """<!DOCTYPE html>
    <html><head><meta charset="utf-8"><title>Trial &mdash; The Paper</title>
    <style>p { color: red }</style><script>if (a < b) alert("<p>no</p>")</script></head>
    <body><h1>Trial   begins</h1>
    <p>The trial of <b>A.&nbsp;B.</b> began on <a href="https://example.org/x">Monday</a>.<br>
    It is&shy;closed.</p><noscript>Switch it on</noscript></body></html>"""
    read = read_text(page.encode())
    assert read.text == (
        "Trial — The Paper\n\nTrial begins\n\nThe trial of A. B. began on Monday.\nIt isclosed."
    )
    assert (read.encoding, read.notes, read.lines) == ("utf-8", (), 6)


def test_a_title_that_the_first_heading_repeats_stands_once() -> None:
    page = "<html><title> The\nTrial </title><body><h2>the trial</h2><p>It began."
    assert webpage.read(page.encode()).text == "the trial\n\nIt began."


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>one<p>two<div>three</div>four", "one\n\ntwo\n\nthree\n\nfour"),
        ("a<br>b<br/>c<br><br><br><br>d", "a\nb\nc\n\nd"),
        ("one<hr>two", "one\n\ntwo"),
        ("<ul><li>one<li>two</ul>after", "- one\n- two\n\nafter"),
        ("<ol><li>one<li value=7>two<li>three</ol>", "1. one\n7. two\n8. three"),
        ("<ol start=0><li>one</ol><ol start=x><li>two</ol>", "0. one\n\n1. two"),
        ("<ul><li>a<ol><li>b</ol><li>c</ul>", "- a\n  1. b\n- c"),
        ("<ul><li><p>a</p><p>b</p></ul>", "- a\n  b"),
        ("<li>alone", "- alone"),
        ("<pre>\n  a   b\n\tc &lt;\n</pre>d  e", "  a   b\n\tc <\n\nd e"),
        ("<img src=x alt='a  man'><img alt=''><img>", "[picture: a man]"),
        ("<q>No</q>, he said", "“No”, he said"),
        ("a<span>b</span> <i>c</i>", "ab c"),
        ("&lt;b&gt; &#1078; &#x436; &amp;amp; &unknown; &#1;.", "<b> ж ж &amp; &unknown; ."),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("1 < 2 && 3 > 2", "1 < 2 && 3 > 2"),
        ("a<!-- b -->c<![if !IE]>d<![endif]><?php e ?>f<!g>h<![x>i", "acdfhi"),
    ],
)
def test_markup_becomes_what_a_person_would_type(body: str, text: str) -> None:
    assert shown(body) == text


def test_rows_of_tables_are_lines() -> None:
    table = (
        "<table><caption>The held</caption><thead><tr><th>Name<th>Age</thead>"
        "<tr><td>Ali<td>40,<br>about</tr><tr><td></td><td><p>7</p></td></tr><tr><td></tr></table>x"
    )
    assert shown(table) == "The held\n\nName | Age\nAli | 40, about\n | 7\n\nx"


def test_a_page_that_is_set_in_tables_is_no_table() -> None:
    page = (
        "<table><tr><td>Menu</td><td><table><tr><td><p>Para one.<p>Para two.</table>"
        "<tr><td colspan=2>First.<br><br>Second.</table>"
    )
    assert shown(page) == "Menu\n\nPara one.\n\nPara two.\n\nFirst.\n\nSecond."


def test_cells_and_rows_in_wrong_places_lose_no_words() -> None:
    assert shown("<td>a<td>b<tr>c<td>d") == "a\n\nb\n\nc\n\nd"
    assert shown("<table><tr><td>a<table><tr><table><tr><td>b") == "a\n\nb"
    assert shown("<table>a<tr>b<td>c</table></table></td>d") == "a\n\nb\n\nc\n\nd"


@pytest.mark.parametrize(
    "hiding",
    [
        "hidden",
        "HIDDEN=until-found",
        "style='color:red; Display : NONE'",
        "style='display:none!important'",
        "style='visibility: hidden'",
        "aria-hidden=true",
    ],
)
def test_hidden_words_are_left_out_and_counted(hiding: str) -> None:
    page = f"<html><p>seen<div {hiding}>planted <p>more<img alt=x></div><p {hiding}>b<p>seen too"
    read = webpage.read(page.encode())
    assert read.text == "seen\n\nseen too"
    assert read.notes == (Note("hidden", 2),)


def test_hidden_elements_without_words_are_not_worth_a_word() -> None:
    assert notes("<html><p hidden> </p><script hidden>x</script><p>seen") == ()
    assert shown("<p style='display:block; hidden:no'>seen") == "seen"


def test_a_page_that_a_script_would_show_is_read() -> None:
    assert webpage.read(b"<html><body style='display:none'>seen").text == "seen"


def test_what_stands_around_an_article_is_left_out_and_counted() -> None:
    page = f"<html><title>T</title><nav>Home</nav><main><p>{RUSSIAN}</main><footer>©</footer>"
    read = read_text(page.encode())
    assert read.text == f"T\n\n{RUSSIAN.strip()}"
    assert read.notes == ("2 blocks of text around the article of the page were left out.",)


def test_a_small_article_takes_nothing_away() -> None:
    page = f"<html><article>A teaser</article><p>{RUSSIAN}"
    assert webpage.read(page.encode()).text == f"A teaser\n\n{RUSSIAN.strip()}"
    assert notes(page) == ()


@pytest.mark.parametrize(
    ("codec", "head"),
    [
        ("cp1251", "<meta charset=windows-1251>"),
        ("koi8-r", '<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=KOI8-R">'),
        ("utf-8", "<meta charset='utf-8'>"),
        ("utf-8", "<meta charset=utf-16>"),
        ("utf-8", ""),
        ("utf-16", ""),
        ("utf-8-sig", "<meta charset=windows-1251>"),
        ("gb18030", "<meta charset=gb2312>"),
    ],
)
def test_the_encoding_that_a_page_declares_is_used(codec: str, head: str) -> None:
    read = read_text(f"<html><head>{head}</head><body>{RUSSIAN}".encode(codec))
    assert read.text == RUSSIAN.strip()
    assert not [note for note in read.notes if "wrong" in note]


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("cp1251", "utf-8"),
        ("koi8-r", "utf-8"),
        ("utf-8", "windows-1251"),
        ("cp1251", "iso-8859-1"),
        ("koi8-r", "windows-1251"),
        ("cp1251", "shift_jis"),
    ],
)
def test_a_wrong_encoding_is_noticed(codec: str, said: str) -> None:
    read = webpage.read(f"<html><meta charset={said}><body>{RUSSIAN}".encode(codec))
    assert read.text == RUSSIAN.strip()
    assert read.notes == (Note("misdeclared", 1),)


def test_accents_that_are_declared_rightly_are_believed() -> None:
    page = "<html><meta charset=iso-8859-1><p>Un café à Zürich – été".encode("cp1252")
    read = webpage.read(page)
    assert (read.text, read.notes) == ("Un café à Zürich – été", ())


@pytest.mark.parametrize(
    "name",
    ["zlib", "rot13", "idna", "unicode_escape", "undefined", "../../x", "x" * 3000, "base64", "ж"],
)
def test_no_codec_is_had_by_its_name_in_python(name: str) -> None:
    assert charsets.codec_of(name) == ""
    read = read_text(f"<html><meta charset={name}><p>Plain words".encode())
    assert (read.text, read.notes) == ("Plain words", ())


def test_a_declaration_counts_only_where_it_is_one() -> None:
    for before, behind in (("<!-- ", " -->"), ("<script>", "</script>"), ("<p title='", "'>")):
        page = f"<html>{before}<meta charset=koi8-r>{behind}"
        assert webpage.declared(page.encode()) == ""
    assert webpage.declared(b"<html>" + b" " * 4096 + b"<meta charset=koi8-r>") == ""
    assert webpage.declared(b"<html><![x><!y>&# <meta charset=koi8-r>") == "koi8-r"
    assert webpage.declared(b'<?xml version="1.0" encoding="koi8-r"?><html>') == "koi8-r"


@pytest.mark.parametrize(
    "beginning",
    [
        "<!doctype HTML>",
        "<html lang=ru>",
        "\n <!-- saved from url --> <!-- x --><HTML>",
        '<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">',
        "\ufeff<head>",
        "<title>",
    ],
)
def test_pages_are_known_by_their_first_bytes(beginning: str) -> None:
    assert signatures.format_of(f"{beginning}<p>x".encode()) == "html"


@pytest.mark.parametrize("text", ["<htmlish>", "<!-- html -->", "a <html>", "<!--" * 9000, "<p>x"])
def test_other_texts_are_no_pages(text: str) -> None:
    assert signatures.format_of(text.encode()) is None


def test_markup_that_does_not_end_hides_nothing() -> None:
    for page, text in (
        ("<html><p>a<!-- b", "a b"),
        ("<html><p>a<a href='x", "a<a href='x"),
        ("<html><p>a<textarea>b", "a\n\nb"),
        ("<html><title>a<p>b", "a\n\nb"),
        ("<html><p>a &am", "a &am"),
        ("<html><p>a<", "a<"),
    ):
        assert webpage.read(page.encode()).text == text
    assert notes("<html><p>a<!-- b") == (Note("broken", 1),)
    assert notes("<html><p>a<svg><i>b") == (Note("broken", 1),)
    assert notes("<html><p>a<script>b") == (Note("broken", 1),)


def test_what_is_never_shown_ends_where_it_ends() -> None:
    assert shown("<p>a<template><p>b</template>c") == "ac"
    assert shown("<noscript><div>a</noscript>b<svg><title>c</title><g></svg>d") == "bd"


@pytest.mark.parametrize(
    ("bomb", "text"),
    [
        (b"<div>" * 100_000 + b"x" + b"</div>" * 100_000, "x"),
        (b"<b>" * 100_000 + b"x" + b"</i>" * 100_000, "x"),
        (b"<table><tr><td>" * 100_000 + b"x", "x"),
        (b"<b>" * 1000 + b"<script>y</script><svg><svg>y</svg></svg>x", "x"),
        (b"<a b='" + b"y" * 20_000_000 + b"'>x", "x"),
        (b"<a b" + b"=" * 20_000_000 + b">x", "x"),
        (b"&#" + b"9" * 1_000_000 + b";x", "\ufffdx"),
        (b"&#xd800;&#x110000;x", "\ufffd\ufffdx"),
        (b"&#0000000000000000000000000065;x", "Ax"),
        (b"a\0b", "ab"),
    ],
)
def test_a_hostile_page_is_read(bomb: bytes, text: str) -> None:
    assert read_text(b"<!DOCTYPE html>" + bomb).text == text


@pytest.mark.parametrize(
    "bomb", [b"<!-- ", b"<a href='x", b"<?x ", b"<!x ", b"<![x ", b"</x ", b"&#", b"&"]
)
def test_beginnings_without_an_end_are_not_searched_again_and_again(bomb: bytes) -> None:
    assert len(webpage.read(b"<!DOCTYPE html>" + bomb * 200_000).text) >= 200_000


def test_millions_of_attributes_take_no_more_than_they_may() -> None:
    with pytest.raises(UnreadableFile, match="memory"):
        read_text(b"<!DOCTYPE html><a " + b"b=c " * 5_000_000 + b">x")


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(Refusal, match="empty"):
        webpage.read(b"<html><body><script>x</script></body></html>")


@given(st.binary(max_size=300))
def test_any_bytes_behind_a_beginning_give_text_or_a_refusal(behind: bytes) -> None:
    check(b"<!DOCTYPE html>" + behind)


TAGS = "p div ul ol li table tr td th pre br hr b svg script title article q noscript ![x !-- ?"
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS.split()]),
    st.sampled_from([f"</{tag}>" for tag in TAGS.split()]),
    st.sampled_from(["<p hidden>", "<", "&", "&#", "&#13;", "&#xDFFF;", "\r", "-->", "<a b='"]),
    st.text(max_size=5).map(lambda text: text.encode("utf-8", "ignore").decode()),
)


@given(st.lists(PIECES, max_size=40))
def test_any_markup_gives_text_or_a_refusal(pieces: list[str]) -> None:
    check(("<!DOCTYPE html>" + "".join(pieces)).encode())


@given(st.lists(st.sampled_from(["p", "div", "ul", "li", "table", "tr", "td", "b", "/td", "pre"])))
def test_no_nesting_loses_a_word(tags: list[str]) -> None:
    text = shown("x" + "".join(f"<{tag}>word{at}." for at, tag in enumerate(tags)))
    assert [at for at in range(len(tags)) if f"word{at}." not in text] == []


def check(data: bytes) -> None:
    try:
        text = webpage.read(data).text
    except Refusal:
        return
    assert "\r" not in text
    text.encode("utf-8")
