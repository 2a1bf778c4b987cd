"""Dates bend as a Russian sentence asks, and stay as they are in English."""

import pytest

from casefiles.model import date_sentences, edtf
from casefiles.model.date_cases import DateWords
from casefiles.text import speaking


@pytest.mark.parametrize(
    ("date", "label", "sentence", "throughout"),
    [
        ("1994-08-12", "12 августа 1994", "12 августа 1994", "в течение 12 августа 1994"),
        ("1994-08", "август 1994", "в августе 1994", "в течение августа 1994"),
        ("1994-22", "лето 1994", "летом 1994", "в течение лета 1994"),
        ("1971", "1971", "в 1971 году", "в течение 1971 года"),
        ("1971~", "около 1971 года", "около 1971 года", "в течение примерно 1971 года"),
        ("1994-05?", "возможно, май 1994", "возможно, май 1994", None),
        ("199X", "1990-е годы", "в 1990-х годах", "в течение 1990-х годов"),
        ("19XX", "1900–1999 годы", "в 1900–1999 годах", "в течение 1900–1999 годов"),
        (
            "1994-08-XX",
            "август 1994 (день неизвестен)",
            "в августе 1994 (день неизвестен)",
            "в течение августа 1994 (день неизвестен)",
        ),
        (
            "1994-05/1994-08",
            "май 1994 – август 1994",
            "в какой-то день между маем 1994 и августом 1994",
            "с мая 1994 по август 1994",
        ),
        ("1994-21/..", "весна 1994 или позже", "весна 1994 или позже", "с весны 1994"),
        ("../1971~", "около 1971 года или раньше", None, "до примерно 1971 года"),
    ],
)
def test_russian_dates(date: str, label: str, sentence: str | None, throughout: str | None) -> None:
    reading = edtf.read(date)
    with speaking("ru"):
        assert date_sentences.label(reading) == label
        for said, always in ((sentence, False), (throughout, True)):
            if said is not None:
                assert date_sentences.sentence(reading, throughout=always) == said


def test_without_a_case_the_words_are_plain() -> None:
    words = DateWords.of("май 1994")
    with speaking("ru"):
        assert f"{words}" == "май 1994"
        assert f"{words:>10}" == "  май 1994"
        assert f"{words:gen}" == "мая 1994"
