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
        ('"exit ban"', (Phrase("exit ban", ("exit", "ban")),)),
        ("«запрет на выезд»", (Phrase("запрет на выезд", ("запрет", "на", "выезд")),)),
        ("well-known", (Phrase("well-known", ("well", "known")),)),
        ("kabir*", (Beginning("kabir", "kabir"),)),
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
            (InField("outlet", Phrase("Morning Post", ("morning", "post"))),),
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
        "the words “exit ban” together",
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
