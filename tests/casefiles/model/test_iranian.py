"""Years of the Iranian calendar: told in the Gregorian one, never more exactly than written."""

import pytest

from casefiles.errors import NotUnderstood
from casefiles.model.dates import UncertainDate, understand
from casefiles.model.iranian import from_iranian, year_in_doubt
from casefiles.model.solar import YEARS


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1373", "1994-03/1995-03"),
        ("about 1373", "1994-03~/1995-03~"),
        ("perhaps 1373", "1994-03?/1995-03?"),
        ("spring 1373", "1994-21"),
        ("summer 1373", "1994-22"),
        ("лето 1373", "1994-22"),
        ("about summer 1373", "1994-22~"),
        ("autumn 1373", "1994-23"),
        ("winter 1373", "1994-12/1995-03"),
        ("winter 1373/74", None),
        ("1370s", "1991-03/2001-03"),
        ("1373 - 1375", "1994-03/1997-03"),
        ("1373/..", "1994-03/.."),
        ("/1373", "/1995-03"),
        ("before 1373", "../1994-03"),
        # The new year of 1373 was 21 March 1994; that of 1376, after a leap year, 21 March 1997.
        ("1373-01-01", "1994-03-21"),
        ("1.1.1376", "1997-03-21"),
        ("29.12.1375", "1997-03-19"),
        ("30.12.1375", "1997-03-20"),
        ("11.11.1357", "1979-01-31"),
        ("22.11.1357", "1979-02-11"),
        ("1403-01-01", "2024-03-20"),
        ("1373-05", "1994-07-23/1994-08-22"),
        ("1375-12", "1997-02-19/1997-03-20"),
        # A month by its Iranian name, as it is called in Iran and in Kabul.
        ("۱۲ مرداد ۱۳۷۳", "1994-08-03"),
        ("۳۱ خرداد ۱۳۷۳", "1994-06-21"),
        ("اسد ۱۳۷۳", "1994-07-23/1994-08-22"),
        ("۳۰ اسفند ۱۳۷۵", "1997-03-20"),
        ("۳۰ اسفند ۱۳۷۳", None),
        ("۳۱ مهر ۱۳۷۳", None),
        # A month by its Gregorian name within the Iranian year.
        ("12 Aug 1373", "1994-08-12"),
        ("2 Feb 1373", "1995-02-02"),
        ("20 March 1373", "1995-03-20"),
        ("21 March 1373", "1994-03-21"),
        ("August 1373", "1994-08"),
        ("March 1373", None),
        ("13XX", None),
        ("1373 - 1997", None),
        ("1994", None),
        ("no date", None),
    ],
)
def test_what_was_written_in_iran_is_told_in_gregorian_dates(typed: str, told: str | None) -> None:
    found = from_iranian(typed)
    assert (found.text if found else None) == told


def test_it_stays_said_whether_it_held_all_the_time() -> None:
    found = from_iranian("from 1373 to 1375")
    assert found == UncertainDate("1994-03/1997-03", throughout=True)


@pytest.mark.parametrize("year", YEARS)
def test_days_go_on_over_every_new_year(year: int) -> None:
    last, first = from_iranian(f"{year}-12"), from_iranian(f"{year + 1}-01-01")
    if year + 1 not in YEARS:
        assert first is None
        return
    assert last
    assert first
    assert last.latest
    assert first.earliest
    assert (first.earliest - last.latest).days == 1
    assert (first.earliest.month, first.earliest.day) in {(3, 20), (3, 21), (3, 22)}


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("summer 1373", 1373),
        ("1373-05-01", 1373),
        ("1970 - 1994", None),
        ("1300", 1300),
        ("1299", None),
        ("1451", None),
        ("137X", 1370),
        ("after 1350", 1351),
        ("19XX", None),
    ],
)
def test_years_that_are_hardly_gregorian_are_noticed(typed: str, year: int | None) -> None:
    assert year_in_doubt(understand(typed)) == year


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("۱۲ مرداد سال ۱۳۷۳", "1994-08-03"),
        ("12 мурдоди соли 1373", "1994-08-03"),
        ("12 Mordad 1373", "1994-08-03"),
        ("хурдод 1373", "1994-05-22/1994-06-21"),
        ("before 12 mordad 1373", "../1994-08-02"),
        ("между хурдод 1373 и мурдод 1373", "1994-05-22/1994-08-22"),
        ("about 1 farvardin 1373", "1994-03-21~"),
    ],
)
def test_months_that_tell_their_calendar_are_understood_wherever_a_date_is(
    typed: str, told: str
) -> None:
    assert understand(typed).text == told


@pytest.mark.parametrize("typed", ["32 mordad 1373", "mehr 1994", "mordad", "12 mordad 73"])
def test_what_is_no_day_of_such_a_month_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstood):
        understand(typed)
