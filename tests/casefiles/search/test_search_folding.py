"""Words of a text: cut, folded, and still at their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.search.forms import asked, forms
from casefiles.search.normalise import LONGEST_WORD, fold, letters, words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Jörum Joʿrum JORUM", "jorum jorum jorum"),
        ("G'ulom Gʻulom G’ulom", "gulom gulom gulom"),
        ("the ‘quoted’ word", "the quoted word"),
        ("Mirzo's parents' house", "mirzo parents house"),
        ("а́збука", "азбука"),
        ("йӣӯёқ", "йӣӯёқ"),
        ("كتابي", "کتابی"),
        ("می\u200cخواهم كتـــاب", "میخواهم کتاب"),
        ("قَلَم", "قلم"),
        ("۲۰۱۷ ٢٠١٨ ２０１９", "2017 2018 2019"),
        ("ﬁle №5", "file 5"),
        ("co\u00adoperate", "cooperate"),
        ("under_score well-known", "under score well known"),
        ("Iğdır ŁÓDŹ", "igdir lodz"),
        ("", ""),
    ],
)
def test_words_are_folded_to_plain_letters(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("xx Jo\u0308rum’s yy", "Jo\u0308rum"),
        ("«Ҳизби»", "Ҳизби"),
        ("(می\u200cخواهم)", "می\u200cخواهم"),
        ("— Gʻulom,", "Gʻulom"),
    ],
)
def test_a_word_stands_exactly_at_its_letters(text: str, marked: str) -> None:
    found = [text[word.start : word.end] for word in words(text)]
    assert marked in found


@given(st.text(max_size=60))
def test_every_word_lies_in_order_inside_the_text_and_folds_to_itself(text: str) -> None:
    last = 0
    for word in words(text):
        assert last <= word.start < word.end <= len(text) or word.start < last <= word.end
        assert word.text in fold(text[word.start : word.end]).split()
        assert 0 < len(word.text) <= LONGEST_WORD
        last = word.end


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_every_folded_letter_knows_where_it_came_from(text: str) -> None:
    last = 0
    for letter in letters(text):
        assert last <= letter.start < letter.end <= len(text)
        last = letter.start


def test_a_megabyte_without_a_space_is_still_only_words() -> None:
    found = list(words("x" * 1_000_000))
    assert all(len(word.text) == LONGEST_WORD for word in found[:-1])


def meet(text: str, question: str) -> bool:
    return not {form for form, _ in asked(fold(question))}.isdisjoint(forms(fold(text)))


@pytest.mark.parametrize(
    "spellings",
    [
        "Kabiri Кабири Қабирӣ Кабирӣ Kabiriy Qabiri",
        "Rahmon Rakhmon Раҳмон Рахмон",
        "Rajabov Раҷабов Раджабов Radzhabov Rajaboff Rajabow",
        "Muhiddin Муҳиддин Мухиддин Mukhidin",
        "Тоҷикистон Точикистон Тожикистон Tojikiston",
        "наҳзати нахзати nahzati",
        "исломии исломи исломӣ islomi",
        "Ҳизби Хизби Њизби Hizbi Khizbi",
        "Љумњурї Ҷумҳурӣ Чумхури",
        "Kulob Kúlob Кӯлоб Кулоб",
        "Ёров Еров",
        "Ghulom Gulom G'ulom Ғулом",
        "Nabiev Nabiyev Набиев",
        "Sayohat Саёҳат",
    ],
)
def test_spellings_of_one_word_find_each_other(spellings: str) -> None:
    first, *others = spellings.split()
    for other in others:
        assert meet(first, other), other
        assert meet(other, first), other


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Национального", "национальный"),
        ("Декларации", "декларация"),
        ("альянсов", "альянс"),
        ("activists", "activist"),
        ("families", "family"),
        ("threatened", "threatening"),
        ("houses", "house"),
        ("аъзоҳои", "аъзо"),
        ("کتاب‌های", "کتاب"),
    ],
)
def test_another_case_or_number_is_found(text: str, question: str) -> None:
    assert meet(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [("Safar", "Sardor"), ("then", "ten"), ("Kamol", "Komil"), ("суд", "суп"), ("sea", "see")],
)
def test_other_words_are_not_found(text: str, question: str) -> None:
    assert not meet(text, question)
