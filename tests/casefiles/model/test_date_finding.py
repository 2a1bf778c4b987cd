"""Dates in running text: where they stand, what they mean, and what only looks like one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.model.date_finding import FoundDate, find_dates
from casefiles.model.dates import UncertainDate
from casefiles.text import speaking

PUBLISHED = UncertainDate("2017-12-04")


def told(found: tuple[FoundDate, ...]) -> list[tuple[str, str | None]]:
    return [(one.surface, one.when.text if one.when else None) for one in found]


@pytest.mark.parametrize(
    ("text", "surface", "edtf"),
    [
        ("He was led away on 12 August 1994 at night.", "12 August 1994", "1994-08-12"),
        ("On the 12th of August, 1994, they came.", "12th of August, 1994", "1994-08-12"),
        ("Это было 12-е августа 1994.", "12-е августа 1994", "1994-08-12"),
        ("They came on Aug. 12, 1994.", "Aug. 12, 1994", "1994-08-12"),
        ("a letter of August, 1994", "August, 1994", "1994-08"),
        ("seen 5.3.97 at the market", "5.3.97", "1997-03-05"),
        ("on 2016-09-01 the school", "2016-09-01", "2016-09-01"),
        ("It was in the summer of 1997 that", "in the summer of 1997", "1997-22"),
        ("In the winter of 1993/94 nobody", "In the winter of 1993/94", "1993-12/1994-03"),
        ("in early 1998 he left", "early 1998", "1998-01/1998-04~"),
        ("already in mid-2015, before", "mid-2015", "2015-05~/2015-08~"),
        ("fled at the end of August 1996", "at the end of August 1996", "1996-08-21~/1996-08-31"),
        ("in the 1990s when", "1990s", "199X"),
        ("about 1994 he married", "about 1994", "1994~"),
        ("Арестован 12 августа 1994 года в селе", "12 августа 1994 года", "1994-08-12"),
        ("летом 1997 года их видели", "летом 1997 года", "1997-22"),
        ("в 90-е годы", "90-е годы", "199X"),
        ("в 2016-м он уехал", "2016-м", "2016"),
        ("Ӯ соли 1996 омад", "соли 1996", "1996"),
        ("12-уми августи соли 1994 дастгир", "12-уми августи соли 1994", "1994-08-12"),
        ("тобистони соли 1997 онҳо", "тобистони соли 1997", "1997-22"),
        ("در ۱۲ اوت ۱۹۹۴ رفت", "۱۲ اوت ۱۹۹۴", "1994-08-12"),
        ("از سال ۱۹۹۶ تا", "سال ۱۹۹۶", "1996"),
    ],
)
def test_a_date_in_a_sentence_is_found_with_its_exact_place(
    text: str, surface: str, edtf: str
) -> None:
    [found] = find_dates(text)
    assert (found.surface, found.when) == (surface, UncertainDate(edtf))
    assert text[found.start : found.end] == surface


@pytest.mark.parametrize(
    ("text", "surface", "edtf"),
    [
        ("between March and May 1999 three", "between March and May 1999", "1999-03/1999-05"),
        ("From 12 to 14 August 1994 they", "From 12 to 14 August 1994", "1994-08-12/1994-08-14"),
        ("on 12-14 August 1994", "12-14 August 1994", "1994-08-12/1994-08-14"),
        ("the 1992-97 war", "1992-97", "1992/1997"),
        ("before 1997 nobody", "before 1997", "../1996"),
        ("not before the end of 1997", "before the end of 1997", "../1997-09~"),
        ("since 5 March 1997", "since 5 March 1997", "1997-03-05/.."),
        ("В 2015–2016 годах их", "2015–2016 годах", "2015/2016"),
        ("к концу 1998 года он", "к концу 1998 года", "../1998-12"),
        ("с 1992 по 1997 год шла", "с 1992 по 1997 год", "1992/1997"),
        ("аз соли 1992 то соли 1997 буд", "аз соли 1992 то соли 1997", "1992/1997"),
        ("پس از سال ۱۹۹۶ رفت", "پس از سال ۱۹۹۶", "1997/.."),
    ],
)
def test_the_longest_expression_wins(text: str, surface: str, edtf: str) -> None:
    assert told(find_dates(text)) == [(surface, edtf)]


@pytest.mark.parametrize(
    "text",
    [
        "In 1997 he left.",
        "the accords of 1997",
        "the 1997 accords",
        "the town's 1997 fair",
        "the rigged 1997 vote",
        "the last book (1997), a novel",
        "as early as 1997",
        "A market, 1997. By an unknown hand",
        "в 1997 году",
        "1997 г. был",
    ],
)
def test_a_bare_number_is_a_year_where_something_says_so(text: str) -> None:
    [found] = find_dates(text)
    assert found.when == UncertainDate("1997")


@pytest.mark.parametrize(
    "text",
    [
        "He counted 1997 and went on.",
        "in 1997 families",
        "1,997 people, 25 March-goers",
        "Article 307, section 2.1.10 of the code",
        "Law No. 27 of 12.05.2001, article 5 of 1996",
        "Закон № 5 от 12.05.2001",
        "Call +992 37 221 1996 or 22-11-96.",
        "He was 25 and paid 2016 somoni; 12:30, 5.5 %, 31.2.1997",
        "you may 20 times march 5 miles",
        "5/3/1997 may be two days",
        "over the last year, the last month of all",
        "سال ۱۴۱۵ قمری",
        "",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert find_dates(text, published=PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "surface", "edtf"),
    [
        ("last month they", "last month", "2017-11"),
        ("it was last July", "last July", "2017-07?"),
        ("on 19 May last year a man", "19 May last year", "2016-05-19"),
        ("two years ago she", "two years ago", "2015~"),
        ("в прошлом году он", "прошлом году", "2016"),
        ("соли гузашта онҳо", "соли гузашта", "2016"),
        ("ماه گذشته رفت", "ماه گذشته", "2017-11"),
        ("дирӯз омад", "дирӯз", "2017-12-03"),
    ],
)
def test_some_dates_count_from_the_publication(text: str, surface: str, edtf: str) -> None:
    assert told(find_dates(text, published=PUBLISHED)) == [(surface, edtf)]


def test_without_a_publication_they_are_left_or_refused_with_the_reason() -> None:
    assert find_dates("Last month, yesterday, two years ago.") == ()
    [found] = find_dates("He fled last July.")
    assert (found.surface, found.when) == ("last July", None)
    assert found.sentence().startswith("This date counts from the day of publication")


def test_a_day_without_a_year_is_doubtful_at_most() -> None:
    [bare] = find_dates("On 5 March he left.")
    assert (bare.surface, bare.when) == ("5 March", None)
    assert bare.sentence() == "The year is missing from this date."
    [printed] = find_dates("On 5 March he left.", published=PUBLISHED)
    assert printed.sentence() == "perhaps 5 March 2017"
    [soon, before] = find_dates("from 20 December; on 20 January", published=PUBLISHED)
    assert (soon.sentence(), before.sentence()) == (
        "perhaps 20 December 2017",
        "perhaps 20 January 2017",
    )


def test_it_takes_the_year_that_the_paragraph_is_about() -> None:
    text = "They met on 3 May 1996. On 7 May he left.\n\nOn 9 May she wrote."
    assert told(find_dates(text, published=PUBLISHED)) == [
        ("3 May 1996", "1996-05-03"),
        ("7 May", "1996-05-07?"),
        ("9 May", "2017-05-09?"),
    ]
    told_together = find_dates("in September and December 2016")
    assert told(told_together) == [("September", "2016-09?"), ("December 2016", "2016-12")]
    looking_aside = find_dates("the accords of 1997. On 7 May he left.")
    assert told(looking_aside) == [("1997", "1997"), ("7 May", None)]


def test_a_date_that_cannot_be_is_shown_as_such() -> None:
    [found] = find_dates("He died on 31 June 2016.")
    assert (found.surface, found.when) == ("31 June 2016", None)
    assert found.sentence() == "There is no day 31 in June 2016: its last is day 30."


@pytest.mark.parametrize(
    ("text", "surface", "edtf"),
    [
        ("در ۱۲ مرداد ۱۳۷۳ بازداشت شد", "۱۲ مرداد ۱۳۷۳", "1994-08-03"),
        ("مرداد ماه سال ۱۳۷۳ بود", "مرداد ماه سال ۱۳۷۳", "1994-07-23/1994-08-22"),
        ("سال ۱۳۷۳ رفت", "سال ۱۳۷۳", "1994-03/1995-03"),
        ("تابستان ۱۳۷۳ بود", "تابستان ۱۳۷۳", "1994-22"),
        # In another script the calendar is only probable.
        ("умер лето 1373 там", "лето 1373", "1994-22?"),
        ("соли 1373 омад", "соли 1373", "1994-03?/1995-03?"),
    ],
)
def test_years_of_the_iranian_calendar_are_told_in_ours(text: str, surface: str, edtf: str) -> None:
    assert told(find_dates(text)) == [(surface, edtf)]


def test_lines_may_be_wrapped_but_paragraphs_are_not_joined() -> None:
    assert told(find_dates("on 12\nAugust\n1994")) == [("12\nAugust\n1994", "1994-08-12")]
    assert told(find_dates("in August\n\n1994 was over")) == [("August", None)]


WORDS = (
    *("between", "and", "from", "to", "the", "of", "in", "before", "since", "last", "early"),
    *("summer", "year", "ago", "May", "March", "5", "12", "31", "1994", "1373", "1990s", "5.3.97"),
    *("с", "по", "до", "лето", "августа", "года", "соли", "аз", "то", "مرداد", "سال", "۱۳۷۳", "۱۲"),
    *("İ", ".", ",", "-", "(", ")", "\n"),
)


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=60))
def test_places_are_exact_and_never_over_each_other(text: str) -> None:
    before = 0
    for one in find_dates(text, published=PUBLISHED):
        assert text[one.start : one.end] == one.surface != ""
        assert one.start >= before
        assert one.sentence()
        before = one.end


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2049, 12, 31)),
    st.sampled_from(["day", "month", "season"]),
    st.sampled_from(["en", "ru"]),
)
def test_what_the_program_writes_is_found_in_a_sentence(day: date, how: str, language: str) -> None:
    exact = UncertainDate.of_day(day)
    month = UncertainDate(f"{day:%Y-%m}")
    when = {"day": exact, "month": month, "season": UncertainDate(f"{day:%Y}-22")}[how]
    with speaking(language):
        words = when.label()
    text = f"(12) Safar, {words}: 307."
    assert [(one.surface, one.when) for one in find_dates(text)] == [(words, when)]
