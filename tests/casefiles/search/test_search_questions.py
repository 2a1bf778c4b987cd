"""What can be typed into the search, and how it is read."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.search.conditions import (
    AllOf,
    AnyOf,
    Beginning,
    Condition,
    Dated,
    InField,
    Like,
    Near,
    OfKind,
    Phrase,
    Without,
    Word,
)
from casefiles.search.query import LONGEST_QUESTION, parse
from casefiles.text import speaking


def w(text: str) -> Word:
    return Word(text, text.lower())


JULY = Dated(date(2017, 7, 1), date(2017, 7, 31))


@pytest.mark.parametrize(
    ("text", "conditions"),
    [
        ("kabiri Dushanbe", (w("kabiri"), w("Dushanbe"))),
        ("a the kabiri", (w("kabiri"),)),
        ("the", (w("the"),)),
        ('"exit ban"', (Phrase("exit ban", ("exit", "ban"), exact=True),)),
        ('"kabiri"', (Word("kabiri", "kabiri", exact=True),)),
        (
            "«запрет на выезд»",
            (Phrase("запрет на выезд", ("запрет", "на", "выезд"), exact=True),),
        ),
        ("well-known", (Phrase("well-known", ("well", "known")),)),
        ("kabir*", (Beginning("kabir", "kabir"),)),
        ("kabiri!kabirov", (Word("kabiri", "kabiri", without=("kabirov",)),)),
        ('irpt!"party of peace"', (Word("irpt", "irpt", without=("party of peace",)),)),
        ("kabiri!", (w("kabiri"),)),
        ("a NEAR b", (Near(w("a"), w("b"), 10),)),
        ("a NEAR/3 b*", (Near(w("a"), Beginning("b", "b"), 3),)),
        ("а РЯДОМ б", (Near(w("а"), w("б"), 10),)),
        ("a NEAR b NEAR c", (Near(w("a"), w("b"), 10), Near(w("b"), w("c"), 10))),
        ("(a OR b) NEAR c", (AnyOf((Near(w("a"), w("c"), 10), Near(w("b"), w("c"), 10))),)),
        ("person:Lemon", (InField("person", w("Lemon")),)),
        ("лицо:Lemon", (InField("person", w("Lemon")),)),
        ("agency:police", (InField("agency", w("police")),)),
        ("ведомство:police", (InField("agency", w("police")),)),
        ("act:arrest*", (InField("act", Beginning("arrest", "arrest")),)),
        ("source:Post", (InField("source", w("Post")),)),
        ("дело:весна", (InField("case", w("весна")),)),
        ("lang:русский", (InField("lang", Word("русский", "ru")),)),
        ("язык:tg", (InField("lang", Word("tg", "tg")),)),
        (
            "place:(a OR b*)",
            (AnyOf((InField("place", w("a")), InField("place", Beginning("b", "b")))),),
        ),
        ("before:2017-07", (Dated(date.min, date(2017, 6, 30)),)),
        ("до:2017", (Dated(date.min, date(2016, 12, 31)),)),
        ("after:2017-07", (Dated(date(2017, 8, 1), date.max),)),
        ('date:"summer 1994"', (Dated(date(1994, 6, 1), date(1994, 9, 22)),)),
        ("kabiri~", (Like("kabiri", "kabiri", 1),)),
        ("kabiri~2", (Like("kabiri", "kabiri", 2),)),
        ("kabiri -lawyer", (w("kabiri"), Without(w("lawyer")))),
        ("kabiri NOT lawyer", (w("kabiri"), Without(w("lawyer")))),
        ("один И два", (w("один"), w("два"))),
        ("один ИЛИ два", (AnyOf((w("один"), w("два"))),)),
        ("один НЕ два", (w("один"), Without(w("два")))),
        ("(x OR y) AND z", (AnyOf((w("x"), w("y"))), w("z"))),
        ("x OR y z", (AnyOf((w("x"), AllOf((w("y"), w("z"))))),)),
        ("author:Lemon", (InField("author", w("Lemon")),)),
        ("author: Lemon", (InField("author", w("Lemon")),)),
        ("Автор:Lemon", (InField("author", w("Lemon")),)),
        (
            'outlet:"Morning Post"',
            (InField("outlet", Phrase("Morning Post", ("morning", "post"), exact=True)),),
        ),
        ("place:kul*", (InField("place", Beginning("kul", "kul")),)),
        ("kind:persons", (OfKind("person"),)),
        ("kind:measure", (OfKind("measure"),)),
        ("2017-07", (JULY,)),
        ("۲۰۱۷-۰۷", (JULY,)),
        ("2017-07,", (JULY,)),
        ("date:2017-07", (JULY,)),
        ("2017-07-05", (Dated(date(2017, 7, 5), date(2017, 7, 5)),)),
        ("date:2017-07..2017-09", (Dated(date(2017, 7, 1), date(2017, 9, 30)),)),
        ("2017-09..2017-07", (Dated(date(2017, 7, 1), date(2017, 9, 30)),)),
        ("date:..2017", (Dated(date.min, date(2017, 12, 31)),)),
        ("date:2017-07..", (Dated(date(2017, 7, 1), date.max),)),
        ("2017", (AnyOf((Dated(date(2017, 1, 1), date(2017, 12, 31)), w("2017"))),)),
        ("dated 2017", (Dated(date(2017, 1, 1), date(2017, 12, 31)),)),
        ("source documents dated 2017-07", (OfKind("source"), JULY)),
        ("persons place:Kulob", (OfKind("person"), InField("place", w("Kulob")))),
        ("documents seized", (w("documents"), w("seized"))),
        ("sources", (w("sources"),)),
        ("2017-13", (Phrase("2017-13", ("2017", "13")),)),
        ("foo:bar", (Phrase("foo:bar", ("foo", "bar")),)),
        ("O'zbekiston", (Word("O'zbekiston", "ozbekiston"),)),
        ("- , !", ()),
        ("", ()),
    ],
)
def test_a_question_is_read(text: str, conditions: tuple[Condition, ...]) -> None:
    query = parse(text)
    assert query.root.conditions == conditions
    assert query.notes == ()


@pytest.mark.parametrize(
    "broken",
    [
        '"exit ban',
        "(exit ban",
        "exit ban)",
        "exit ban AND",
        "OR exit ban",
        "exit ban NOT",
        "exit (AND) ban",
        "date:yesterday exit ban",
        "(" * 40 + "exit ban" + ")" * 40,
        "NOT " * 40 + "exit ban",
    ],
)
def test_a_broken_question_is_looked_for_as_plain_words_and_says_so(broken: str) -> None:
    query = parse(broken)
    assert {"exit", "ban"} <= {one.word for one in query.root.conditions if isinstance(one, Word)}
    assert len(query.notes) == 1


def test_an_endless_question_is_cut_and_says_so() -> None:
    query = parse("word " * LONGEST_QUESTION)
    assert query.notes


@given(st.text(max_size=80) | st.text(alphabet='ab ()"-*~:ИЛИ AND OR NOT 2017-.«»', max_size=60))
def test_nothing_typed_is_an_error(text: str) -> None:
    query = parse(text)
    assert all(isinstance(chip, str) for chip in query.chips())
    assert list(query.wanted()) is not None
    for looser in query.loosened():
        assert looser.chips()


def test_a_question_tells_itself_in_plain_language() -> None:
    text = (
        'kabiri "exit ban" kab* rahmon~ -lawyer (x OR y) author:Lemon kind:source 2017-07'
        " date:2016 2016-02-03 date:2015..2016 date:..2014 date:2019-02.. 2018"
    )
    assert parse(text).chips() == (
        "kabiri",
        "“exit ban” as written",
        "begins with kab",
        "written like rahmon",
        "without lawyer",
        "x or y",
        "author: Lemon",
        "kind: source",
        "dated July 2017",
        "dated 2016",
        "dated 3 February 2016",
        "dated 1 January 2015 to 31 December 2016",
        "dated until 31 December 2014",
        "dated from 1 February 2019",
        "2018, as a date or in the text",
    )


def test_dates_of_a_question_are_bent_as_the_sentence_asks() -> None:
    with speaking("ru"):
        assert parse("2017-07 date:..2014 date:2015..2016 date:2016").chips() == (
            "датировано июлем 2017",
            "датировано по 31 декабря 2014",
            "датировано с 1 января 2015 по 31 декабря 2016",
            "датировано 2016 годом",
        )


def test_a_question_is_loosened_step_by_step() -> None:
    one, two = parse("alpha beta gamma 2017-07").loosened()
    assert one.root.conditions == (JULY, AnyOf((w("alpha"), w("beta"), w("gamma")), 2))
    assert two.root.conditions == (JULY, AnyOf((w("alpha"), w("beta"), w("gamma")), 1))
    assert "at least 2 of: alpha, beta, gamma" in one.chips()
    assert not list(parse("alpha author:x").loosened())


@pytest.mark.parametrize(
    ("text", "said", "days"),
    [
        ("summer 1994", "summer 1994", Dated(date(1994, 6, 1), date(1994, 9, 22))),
        ("kabiri июль 2017", "июль 2017", JULY),
        ("in July 2017", "July 2017", JULY),
        ("1990s", "1990s", None),
    ],
)
def test_days_in_words_are_read_as_days_or_as_they_may_stand_in_a_text(
    text: str, said: str, days: Dated | None
) -> None:
    words = tuple(said.lower().split())
    last = parse(text).root.conditions[-1]
    assert last == (AnyOf((days, Phrase(said, words))) if days else w(said))


def test_what_is_asked_exactly_can_be_asked_in_any_spelling() -> None:
    query = parse('"Kabiri" author:"Lemon" -"Wilson" (x OR "y z")')
    assert query.is_exact
    assert query.inexact().root.conditions[:2] == (w("Kabiri"), InField("author", w("Lemon")))
    assert not parse("Kabiri author:Lemon").is_exact


def test_signs_of_nearness_are_no_words_of_an_unreadable_question() -> None:
    query = parse("kabiri NEAR/5 (")
    assert query.chips() == ("kabiri",)
    assert query.notes
