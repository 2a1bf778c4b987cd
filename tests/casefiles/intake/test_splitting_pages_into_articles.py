"""Pages that hold several articles fall apart at the right lines, and others stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.intake import datelines
from casefiles.intake.articles import ArticleDraft, outside, split, whole
from casefiles.text import speaking

BODY = (
    "The council of the town of Aylen met on Tuesday to hear the three families, and "
    "officials in Veland declined to say whether the letters had been opened."
)
MORE = "Neighbours said that the visits in Veland had begun in the spring and went on until autumn."


def page(*lines: str) -> str:
    return "\n".join(lines)


def cuts(text: str) -> list[tuple[int, int]]:
    return [(draft.start_line, draft.end_line) for draft in split(text)]


ARCHIVE = page(
    "Monthly Archives: March 2019",  # 1
    "",
    "Northern Post: Council hears three families",  # 3
    "",
    BODY,
    "",
    "Post office",
    "",
    MORE,  # 9
    "",
    "",
    "March 14, 2019",  # 12
    "",
    "Reporting by Ana Lind; Additional reporting by Tom Berg in Aylen; Editing by Eva Roos",  # 14
    "",
    "TVD: “Veland: letters and silence”",  # 16
    "",
    BODY,
    "",
    "",
    "The Veland Daily",  # 21
    "",
    "9 March 2019",  # 23
    "",
    "“Who opened the letters?”",  # 25
    "",
    MORE,
    "",
    "Aylen News",  # 29
    "",
    "",
    BODY,  # 32: nobody knows its title
    "",
    MORE,  # 34
    "",
    "",
    "EastSide: A town waits",  # 37
    "",
    "Eastside:A town waits",
    "",
    MORE + " A reader of East Side wrote in.",
    "",
    "READ MORE: Veland – a spring of visits",
    "",
    BODY,  # 45
    "",
    "",
    "",
    "Nora Sand",  # 49
    "",
    "2 Mar 2019",  # 51
    "",
    "← Older posts",
)


def test_a_press_archive_falls_apart_at_its_headings_dates_and_credits() -> None:
    assert cuts(ARCHIVE) == [(3, 14), (16, 23), (25, 29), (32, 34), (37, 51)]


def test_each_article_gets_what_its_ends_say() -> None:
    drafts = split(ARCHIVE)
    assert [draft.title for draft in drafts] == [
        "Council hears three families",
        "Veland: letters and silence",
        "Who opened the letters?",
        None,
        "A town waits",
    ]
    assert [draft.outlet for draft in drafts] == [
        "Northern Post",
        "The Veland Daily",
        "Aylen News",
        None,
        "East Side",
    ]
    assert [draft.authors for draft in drafts] == [
        ("Ana Lind", "Tom Berg"),
        (),
        (),
        (),
        ("Nora Sand",),
    ]
    dates = ["2019-03-14", "2019-03-09", "2019-03", "2019-03", "2019-03-02"]
    assert [draft.date_text for draft in drafts] == dates
    assert {draft.posted_text for draft in drafts} == {"2019-03"}


def test_remarks_tell_what_could_not_be_told() -> None:
    remarks = [draft.remarks for draft in split(ARCHIVE)]
    assert remarks[0] == ()
    assert remarks[2] == ("No date is printed: it is the period of the page's archive.",)
    assert remarks[3][0] == "No title could be told."
    assert remarks[4] == ("The title stands again in line 39.",)


def test_offsets_are_code_points_of_the_lines_joined_with_lf() -> None:
    text = ARCHIVE.replace("Aylen", "Äylén𝄞")
    lines = text.split("\n")
    for draft in split(text):
        cut = "\n".join(lines[draft.start_line - 1 : draft.end_line])
        assert text[draft.start : draft.end] == cut


def test_lines_in_no_article_are_named() -> None:
    assert outside(split(ARCHIVE), ARCHIVE) == (1, 53)


def test_a_blog_with_dates_above_its_posts_falls_apart() -> None:
    text = page(
        "Skip to content",
        "",
        "A visit to the archive",
        "",
        "Posted on 3 May 2018 by Ana Lind",
        "",
        BODY,
        "",
        "Posted in Letters | Tagged town | Leave a comment",
        "",
        "What the post office said",
        "",
        "Posted on May 1, 2018 by admin",
        "",
        MORE,
        "",
        "4 comments",
    )
    drafts = split(text)
    assert cuts(text) == [(3, 9), (11, 17)]
    assert [(d.title, d.date_text) for d in drafts] == [
        ("A visit to the archive", "2018-05-03"),
        ("What the post office said", "2018-05-01"),
    ]
    assert drafts[0].authors == ("Ana Lind",)


def test_a_russian_archive_falls_apart_too() -> None:
    prose = "Совет города выслушал три семьи, но ответа на письма не последовало, сообщили соседи."
    text = page(
        "Архив за Июль 2018",
        "",
        "Вестник: «Совет выслушал семьи»",
        "",
        prose,
        "",
        "",
        "14 июля 2018 г.",
        "",
        "Заря: «Письма без ответа»",
        "",
        prose,
        "",
        "",
        "Анна Линд",
        "",
        "02.07.2018",
    )
    drafts = split(text)
    assert [(d.start_line, d.end_line, d.title, d.outlet, d.date_text) for d in drafts] == [
        (3, 8, "Совет выслушал семьи", "Вестник", "2018-07-14"),
        (10, 17, "Письма без ответа", "Заря", "2018-07-02"),
    ]
    assert drafts[1].authors == ("Анна Линд",)
    assert {d.posted_text for d in drafts} == {"2018-07"}


def test_a_page_with_one_article_is_one_draft_of_the_whole_page() -> None:
    text = page(
        "Skip to content",
        "",
        "Veland: how the letters were opened",
        "",
        "Article by Dr Ana Lind, Tom Berg and Prof. Eva Roos",
        "",
        "May 4, 2018",
        "",
        BODY,
        "",
        MORE,
        "",
        "Veland: how the letters were opened",
        "",
        "1 / 1",
        "> <",
        "",
        "    Keep informed about events and latest publications from Aylen Policy Forum",
        "",
    )
    (draft,) = split(text)
    assert (draft.start_line, draft.end_line) == (1, 18)
    assert (draft.title, draft.outlet) == (
        "Veland: how the letters were opened",
        "Aylen Policy Forum",
    )
    assert draft.authors == ("Ana Lind", "Tom Berg", "Eva Roos")
    assert draft.date_text == "2018-05-04"


def test_a_chronology_with_dates_as_headings_stays_whole() -> None:
    days = [("4 May 2018", BODY), ("6 May 2018", MORE), ("9 May 2018", BODY)]
    text = page("A chronology of visits", "", *(line for day in days for line in (*day, "")))
    assert len(split(text)) == 1


def test_dates_and_section_headings_inside_an_article_do_not_cut_an_archive() -> None:
    chronology = ("4 May 2018", "", BODY, "", "6 May 2018", "", MORE)
    text = page(
        "Tag Archives: letters", "",
        "Northern Post: “A spring of visits”", "", BODY, "", *chronology, "", "", "Eva Roos", "",
        "7 May 2018", "",
        "Northern Post: “An autumn of visits”", "", BODY, "", "Aylen, Veland", "", MORE, "", "",
        "8 May 2018",
    )  # fmt: skip
    assert [draft.title for draft in split(text)] == ["A spring of visits", "An autumn of visits"]


def test_an_archive_of_one_article_does_not_take_the_header_in() -> None:
    text = page("Category Archives: Letters", "", "A town waits", "", BODY, "", MORE)
    (draft,) = split(text)
    assert (draft.start_line, draft.end_line, draft.title) == (3, 7, "A town waits")


def test_a_letter_without_any_heading_is_one_draft_without_a_title() -> None:
    (draft,) = split(BODY + "\n" + MORE)
    assert (draft.title, draft.outlet, draft.authors, draft.date_text) == (None, None, (), None)


def test_a_date_without_a_year_takes_it_from_the_text_and_is_marked_uncertain() -> None:
    text = page("Nov 01", "", "A town waits", "", BODY, "", "It was seen on 26 October 2018.")
    (draft,) = split(text)
    assert draft.date_text == "2018-11-01?"
    assert draft.remarks == ("The year is not printed: it follows from the dates in the text.",)


def test_a_date_that_could_be_two_days_is_not_guessed() -> None:
    (draft,) = split(page("A town waits", "", BODY, "", "03/04/2018"))
    assert draft.date_text is None
    assert "could not be understood" in draft.remarks[0]


def test_those_who_write_are_told_from_those_who_are_written_about() -> None:
    closing = "Ana Lind is a freelance journalist in Aylen."
    (by_note,) = split(page("A town waits", "", BODY, "", closing))
    (about,) = split(page("A town waits", "", BODY, "", "Lind spoke. Ana Lind left.", "", closing))
    assert by_note.authors == ("Ana Lind",)
    assert about.authors == ("Ana Lind",)
    spoken_of = ("Ana Lind came.", "", "Then Ana Lind left.", "", closing)
    (accused,) = split(page("A town waits", "", BODY, "", *spoken_of))
    assert accused.authors == ()


def test_footnotes_that_do_not_pair_up_are_told() -> None:
    text = page(
        "A town waits", "", "They came[1] and went[2], twice.[4]", "", "[1] One.", "[3] Two."
    )
    (draft,) = split(text)
    assert "Anchors without a note: 2, 4." in draft.remarks
    assert "Notes without an anchor in the text: 3." in draft.remarks


def test_never_splitting_keeps_one_draft() -> None:
    (draft,) = whole(ARCHIVE)
    assert (draft.start_line, draft.end_line) == (1, 53)


def test_an_empty_text_has_no_articles() -> None:
    assert split("") == whole(" \n\n") == ()


def test_one_line_of_five_megabytes_is_one_draft() -> None:
    line = "Word: “upon” word, " * 280_000
    (draft,) = split(line)
    assert (draft.title, draft.start, draft.end) == (None, 0, len(line.rstrip("\n")))


def test_a_paragraph_behind_a_thousand_blanks_is_not_lost() -> None:
    text = "\n" + " " * 2000 + BODY + "\n"
    (draft,) = split(text)
    assert text[draft.start : draft.end].strip() == BODY


def test_very_many_lines_are_kept_as_one_and_it_is_said() -> None:
    (draft,) = split("A: B c\n" * 250_000)
    assert (draft.start_line, draft.end_line) == (1, 250_000)
    assert "too many lines" in draft.remarks[0]


def test_a_title_carries_no_control_signs() -> None:
    (draft,) = split(page("A\u00a0town \x1b[31mwaits\x07", "", BODY))
    assert draft.title == "A town [31mwaits"


LINES = st.sampled_from(
    [
        "", "", BODY, MORE, "Tag Archives: letters", "Monthly Archives: May 2018", "Aylen News",
        "Northern Post: A town waits", "“Who opened them?”", "4 May 2018", "Posted on May 1, 2018",
        "By Ana Lind", "1 / 1", "[1] One.", "Leave a comment", "A town waits", "Nov 01", "\x1b[0m",
    ]
)  # fmt: skip


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_drafts_never_overlap_and_lose_no_paragraph(text: str) -> None:
    drafts = split(text)
    lines = text.split("\n")
    last = 0
    for draft in drafts:
        assert isinstance(draft, ArticleDraft)
        assert last < draft.start_line <= draft.end_line <= len(lines)
        assert lines[draft.start_line - 1].strip()
        assert lines[draft.end_line - 1].strip()
        last = draft.end_line
    assert not [n for n in outside(drafts, text) if lines[n - 1] in (BODY, MORE)]


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("July 21, 2017", "2017-07-21"),
        ("Friday, 21 July 2017", "2017-07-21"),
        ("21 июля 2017 года", "2017-07-21"),
        ("21.07.2017, 14:05", "2017-07-21"),
        ("2017-07-21", "2017-07-21"),
        ("Published on July 21st, 2017", "2017-07-21"),
        ("July 2017", "2017-07"),
        ("21/07/2017", "2017-07-21"),
    ],
)
def test_a_line_that_is_only_a_date_is_read(line: str, edtf: str) -> None:
    found = datelines.read(line)
    assert found is not None
    assert found.edtf == edtf


@pytest.mark.parametrize(
    "line", ["On July 21, 2017 they came", "1 / 1", "2017", "July 21, 2017: a day in Aylen", ""]
)
def test_a_line_with_more_than_a_date_is_not_one(line: str) -> None:
    assert datelines.read(line) is None


def test_drafts_are_the_same_in_every_language_of_the_program() -> None:
    here = [(d.title, d.start, d.date_text) for d in split(ARCHIVE)]
    with speaking("ru"):
        assert [(d.title, d.start, d.date_text) for d in split(ARCHIVE)] == here
