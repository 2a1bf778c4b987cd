"""Uncertain dates: never more precise than the source, and lawful when compared."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casefiles.errors import NotUnderstood
from casefiles.model.dates import UncertainDate, at_odds, in_the_future, understand, what_is_wrong

days = st.dates(min_value=date(1, 1, 1))
marks = st.sampled_from(["", "?", "~", "%"])


@st.composite
def points(draw: st.DrawFn) -> str:
    day, mark = draw(days), draw(marks)
    year, month = f"{day.year:04d}", f"{day.month:02d}"
    shapes = [
        year,
        f"{year}-{month}",
        day.isoformat(),
        f"{year}-XX",
        f"{year}-XX-XX",
        f"{year}-{month}-XX",
        f"{year}-{draw(st.integers(21, 24))}",
        year[:3] + "X",
        year[:2] + "XX",
    ]
    return draw(st.sampled_from(shapes)) + mark


@st.composite
def dates(draw: st.DrawFn) -> UncertainDate:
    first, last = draw(points()), draw(points())
    shape = draw(st.sampled_from(["{0}", "{0}/{1}", "{0}/..", "../{0}", "{0}/", "/{0}"]))
    text = shape.format(first, last)
    if shape == "{0}/{1}":
        assume(UncertainDate(first).sort_key[0] <= UncertainDate(last).sort_key[1])
    return UncertainDate.parse(text, throughout=draw(st.booleans()))


@given(dates())
def test_a_date_is_read_back_from_its_text(when: UncertainDate) -> None:
    assert UncertainDate.parse(when.text, throughout=when.throughout) == when


@given(dates())
def test_the_first_possible_day_is_not_after_the_last(when: UncertainDate) -> None:
    if when.earliest and when.latest:
        assert when.earliest <= when.latest
    assert when.earliest or when.latest


@given(points(), points())
def test_a_period_contains_both_its_ends(first: str, last: str) -> None:
    start, end = UncertainDate(first), UncertainDate(last)
    assume(start.sort_key[0] <= end.sort_key[0] and start.sort_key[1] <= end.sort_key[1])
    period = UncertainDate(f"{first}/{last}")
    assert period.contains(start)
    assert period.contains(end)


@given(dates(), dates())
def test_what_contains_another_does_not_sort_inside_it(a: UncertainDate, b: UncertainDate) -> None:
    if a.contains(b):
        assert a.sort_key[0] <= b.sort_key[0]
        assert b.sort_key[1] <= a.sort_key[1]
        assert a.overlaps(b)


@given(dates(), dates())
def test_before_overlapping_and_order_agree(a: UncertainDate, b: UncertainDate) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    if a.certainly_before(b):
        assert a.sort_key < b.sort_key
        assert not a.overlaps(b)
        assert not b.certainly_before(a)


@given(dates())
def test_every_date_has_words_and_one_of_the_precisions(when: UncertainDate) -> None:
    assert when.sentence().strip()
    assert when.label().strip()
    assert "{" not in when.sentence() + when.label()
    assert when.precision in {"day", "month", "season", "year", "decade", "century", "interval"}


def refusal_of(reading: Callable[[], UncertainDate]) -> str | None:
    """The sentence with which a reading is refused, None if it is not. Anything else escapes."""
    try:
        reading()
    except NotUnderstood as refusal:
        return refusal.sentence
    return None


@given(st.text())
def test_any_other_text_is_refused_with_a_sentence(text: str) -> None:
    assert refusal_of(lambda: UncertainDate.parse(text)) != ""
    assert refusal_of(lambda: understand(text)) != ""


@given(st.text(alphabet="0123456789-/.~?%X ofbetwandJuneуспо ", max_size=30), days)
def test_text_that_looks_like_a_date_is_read_or_refused(text: str, day: date) -> None:
    published = UncertainDate.of_day(day)
    assert refusal_of(lambda: understand(text, published=published)) != ""


@pytest.mark.parametrize("typed", ["yesterday", "last week", "999 days ago", "999 years ago"])
def test_counting_back_never_leaves_the_calendar(typed: str) -> None:
    first = UncertainDate("0001-01-01")
    assert refusal_of(lambda: understand(typed, published=first)) != ""
    assert refusal_of(lambda: understand("before 0001-01-01")) != ""


@given(dates())
def test_what_is_kept_can_be_typed_again(when: UncertainDate) -> None:
    assert understand(when.text).text == when.text


@given(days)
def test_a_plain_day_is_understood_however_it_is_written(day: date) -> None:
    exact = UncertainDate.of_day(day)
    assert exact.earliest == exact.latest == day
    assert understand(f"{day.day}.{day.month}.{day.year:04d}") == exact
    assert understand(f"{day.day} {day:%B} {day.year:04d}") == exact
    assert understand(f"{day:%b} {day.day}, {day.year:04d}") == exact
    if day.year >= 1000:
        assert understand(exact.label()) == exact


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("1994-08-12", "1994-08-12", "1994-08-12", "day"),
        ("2016-02", "2016-02-01", "2016-02-29", "month"),
        ("2017-07-XX", "2017-07-01", "2017-07-31", "month"),
        ("2010", "2010-01-01", "2010-12-31", "year"),
        ("2010-XX-XX", "2010-01-01", "2010-12-31", "year"),
        ("198X", "1980-01-01", "1989-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("2017-21", "2017-03-01", "2017-06-21", "season"),
        ("2017-22", "2017-06-01", "2017-09-22", "season"),
        ("2017-23", "2017-09-01", "2017-12-21", "season"),
        ("2017-24", "2017-01-01", "2018-03-20", "season"),
        ("1994~", "1994-01-01", "1994-12-31", "year"),
        ("1994-08/1997", "1994-08-01", "1997-12-31", "interval"),
        ("1994/..", "1994-01-01", None, "interval"),
        ("/1994", None, "1994-12-31", "interval"),
    ],
)
def test_a_date_reaches_from_its_first_to_its_last_possible_day(
    text: str, earliest: str | None, latest: str | None, precision: str
) -> None:
    when = UncertainDate.parse(text)
    assert when.earliest == (date.fromisoformat(earliest) if earliest else None)
    assert when.latest == (date.fromisoformat(latest) if latest else None)
    assert when.precision == precision


@pytest.mark.parametrize(
    "text",
    [
        "2017-02-30",
        "1900-02-29",
        "2017-13",
        "2017-00",
        "2017-01-00",
        "0000",
        "17",
        "201",
        "20170101",
        "2017-1",
        "198X-06",
        "2017-XX-12",
        "XXXX",
        "2017-25",
        "/..",
        "../..",
        "/",
        "1997/1994",
        "1994/1995/1996",
        "1994?~",
        "?1994",
        "١٩٩٤",
        "1994-08-12T10:00",
        "-1994",
        "Y170000",
    ],
)
def test_impossible_dates_are_refused(text: str) -> None:
    with pytest.raises(NotUnderstood):
        UncertainDate.parse(text)


@pytest.mark.parametrize(
    ("text", "sentence", "throughout"),
    [
        ("1994-08-12", "on 12 August 1994", "throughout 12 August 1994"),
        ("1994-08~", "about August 1994", "throughout about August 1994"),
        ("2010", "in 2010", "throughout 2010"),
        ("198X", "in the 1980s", "throughout the 1980s"),
        ("2017-XX", "in 2017 (month unknown)", "throughout 2017 (month unknown)"),
        ("2017-22", "in summer 2017", "throughout summer 2017"),
        ("1994/1997", "some day between 1994 and 1997", "from 1994 to 1997"),
        ("1994/..", "1994 or later", "from 1994 on"),
        ("../1994?", "perhaps 1994 or earlier", "until perhaps 1994"),
        ("1994/", "1994 or later", "from 1994, end unknown"),
    ],
)
def test_dates_are_told_in_words(text: str, sentence: str, throughout: str) -> None:
    assert UncertainDate(text).sentence() == sentence
    assert UncertainDate(text, throughout=True).sentence() == throughout


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2010", "2010"),
        ("August 1994", "1994-08"),
        ("Aug. 1994", "1994-08"),
        ("12th of August, 1994", "1994-08-12"),
        ("Sept. 11, 2001", "2001-09-11"),
        ("5.3.97", "1997-03-05"),
        ("before 5.3.97", "../1997-03-04"),
        ("by 1997", "../1997"),
        ("after August 1994", "1994-09/.."),
        ("after December 1994", "1995-01/.."),
        ("c. 1994", "1994~"),
        ("perhaps about May 2001", "2001-05%"),
        ("between 1994 and 1997", "1994/1997"),
        ("1997-2001", "1997/2001"),
        ("1997–99", "1997/1999"),
        ("12-14 August 1994", "1994-08-12/1994-08-14"),
        ("June–August 2010", "2010-06/2010-08"),
        ("summer 2017", "2017-22"),
        ("winter 2016/17", "2016-12/2017-03"),
        ("the 1990s", "199X"),
        ("early 2017", "2017-01/2017-04~"),
        ("late August 2015", "2015-08-21~/2015-08-31"),
        ("15/3/1997", "1997-03-15"),
        ("12 августа 1994 г.", "1994-08-12"),
        ("в мае 2012 года", "2012-05"),
        ("около 1994", "1994~"),
        ("до 1997 года", "../1996"),
        ("летом 2017", "2017-22"),
    ],
)
def test_free_typing_keeps_what_was_said(typed: str, kept: str) -> None:
    assert understand(typed).text == kept


@pytest.mark.parametrize("typed", ["from 1994 to 1997", "since 1994", "с 1994 по 1997"])
def test_from_and_since_mean_the_whole_time(typed: str) -> None:
    assert understand(typed).throughout


@pytest.mark.parametrize(
    "typed", ["", "soon", "12 August", "5/3/1997", "30.2.2017", "1/2", "1997-13", "after 9999"]
)
def test_what_is_ambiguous_or_no_date_is_not_guessed(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        understand(typed)


@pytest.mark.parametrize(
    ("typed", "published", "kept"),
    [
        ("last June", "2016-03-14", "2015-06"),
        ("last June", "2016-06-14", "2015-06"),
        ("last February", "2016-03", "2016-02?"),
        ("last month", "2016-01-02", "2015-12"),
        ("last year", "2016", "2015"),
        ("June last year", "2016", "2015-06"),
        ("yesterday", "2016-03-01", "2016-02-29"),
        ("last Monday", "2016-03-14", "2016-03-07"),
        ("last week", "2016-03-16", "2016-03-07/2016-03-13"),
        ("two years ago", "2016", "2014~"),
        ("два года назад", "2016", "2014~"),
        ("год назад", "2016", "2015~"),
        ("около двух лет назад", "2016", "2014~"),
        ("3 месяца тому назад", "2016-09", "2016-06~"),
        ("ду сол пеш", "2016", "2014~"),
        ("۳ ماه پیش", "2016-09", "2016-06~"),
        ("last summer", "2016-03", "2015-22"),
        ("в прошлом году", "2016-03", "2015"),
    ],
)
def test_words_that_count_from_publication_need_its_date(
    typed: str, published: str, kept: str
) -> None:
    assert understand(typed, published=UncertainDate(published)).text == kept
    with pytest.raises(NotUnderstood):
        understand(typed)


@pytest.mark.parametrize("published", ["2016", "2016-03~", "2016-03?", "2016/.."])
def test_a_vague_publication_date_is_not_made_exact(published: str) -> None:
    with pytest.raises(NotUnderstood):
        understand("last month", published=UncertainDate(published))


def test_an_approximate_date_is_not_certainly_before_its_neighbour() -> None:
    assert UncertainDate("1994").certainly_before(UncertainDate("1995"))
    assert not UncertainDate("1994~").certainly_before(UncertainDate("1995"))
    assert UncertainDate("1994~").certainly_before(UncertainDate("1997"))
    assert not UncertainDate("1994?").certainly_before(UncertainDate("2015"))
    assert UncertainDate("1994~").overlaps(UncertainDate("1995"))


def test_no_day_is_made_up_for_a_year() -> None:
    assert understand("2010").precision == "year"


@pytest.mark.parametrize(
    ("dates", "odds"),
    [
        (["2017-07", "2017-07-10"], False),
        (["2017-07-10", "2017-07-11"], True),
        (["2017", "2017-07", "2018-01-01"], True),
        ([], False),
        (["1994-08-12~", "1994-08-13"], False),
    ],
)
def test_dates_are_at_odds_only_if_no_day_fits_all(dates: list[str], odds: bool) -> None:
    assert at_odds(map(UncertainDate.parse, dates)) is odds


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31 Feb 1990", "There is no day 31 in February 1990: its last is day 28."),
        ("about 30 февраля 1992", "There is no day 30 in February 1992: its last is day 29."),
        ("1990-04-31", "There is no day 31 in April 1990: its last is day 30."),
        ("between 1 and 31 June 1994", "There is no day 31 in June 1994: its last is day 30."),
        ("0.5.1990", "There is no day 0 in May 1990: its last is day 31."),
        ("5.13.1990", "There is no such month: months run from 01 to 12."),
        ("03/04/90", "This could be two different days: 3 April 1990 or 4 March 1990."),
    ],
)
def test_what_is_wrong_with_a_day_is_said_by_its_name(typed: str, sentence: str) -> None:
    assert refusal_of(lambda: understand(typed)) == sentence
    assert what_is_wrong(typed).startswith(sentence)


def test_of_two_days_it_is_said_how_to_write_the_one_that_is_meant() -> None:
    assert what_is_wrong("03/04/1990").endswith("or the day first with dots: 5.3.1997.")


@pytest.mark.parametrize("typed", ["", "3", "12 Au", "some", "31.03.1990"])
def test_what_may_yet_become_a_date_is_not_wrong(typed: str) -> None:
    assert what_is_wrong(typed) == ""


@pytest.mark.parametrize(
    ("typed", "ahead"),
    [
        ("12.05.3021", True),
        ("3021", True),
        ("1994 - 3021", True),
        ("3021 or later", True),
        ("before 3021", True),
        ("2018", True),
        ("2017-09", False),
        ("1994 or later", False),
        ("20XX", False),
        ("12.05.2016", False),
    ],
)
def test_what_lies_more_than_a_year_ahead_is_remarked(typed: str, ahead: bool) -> None:
    said = in_the_future(understand(typed), today=date(2016, 11, 22))
    assert said == ("This lies in the future." if ahead else "")
