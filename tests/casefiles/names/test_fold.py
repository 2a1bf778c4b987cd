"""Script and spelling fold away, and what sounds different stays apart."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.names.fold import fold, keys, script, skeleton, stem, words

LETTERS = st.text(
    alphabet="abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмнопрстуфхцчшщъыьэюяғӣқӯҳҷ"
    "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیي‌'’- .",
    max_size=30,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ҳикматулло Қодирӣ", "hikmatullo qodiri"),
        ("Њикматулло Ќодирї", "hikmatullo qodiri"),
        ("Љамшед", "jamshed"),
        ("Ѓафур", "ghafur"),
        ("Щукин", "shchukin"),
        ("Šukūr Ġulomī", "shukur ghulomi"),
        ("G‘ulom", "ghulom"),
        ("Is'hoq", "ishoq"),
        ("KABIRI’S", "kabiri"),
        ("аль-Багдади", "al bagdadi"),
        ("Нурӣ, 1994", "nuri 1994"),
        ("", ""),
        ("—…", ""),
    ],
)
def test_any_script_is_written_in_plain_latin(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(st.text(max_size=40))
def test_what_is_folded_is_plain_and_stays_as_it_is(text: str) -> None:
    once = fold(text)
    assert once.isascii()
    assert once == once.lower()
    assert fold(once) == once


@given(LETTERS)
def test_composed_and_decomposed_letters_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(LETTERS)
def test_the_skeleton_of_a_word_is_one_of_its_keys(text: str) -> None:
    for word in words(text):
        found = skeleton(word)
        assert not found or found in keys(word)


@given(LETTERS)
def test_case_does_not_matter(text: str) -> None:
    if len(text.upper()) == len(text):
        assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize(
    "spellings",
    [
        "Kabiri Кабири Кабирӣ Kabirī کبیری کبيري Qabiri",
        "Jamshed Ҷамшед Джамшед Dzhamshed Djamshed Жамшед Љамшед جمشید",
        "Khalimov Halimov Халимов Ҳалимов Xalimov",
        "Atovulloev Атовуллоев Atovulloyev",
        "Yorov Ёров",
        "Suhrob Сухроб Suhrobi Суҳроби سهراب",
        "Rahmon Rakhmon Рахмон Раҳмон Rahman رحمان",
        "Umedjon Umejon Умедҷон Умеджон",
        "Alexander Aleksandr Александр",
        "Shukur Šukūr Шукур شکور",
        "Behruz Behrouz Беҳрӯз Бехруз بهروز",
        "Qodir Kodir Қодир Кодир قادر",
        "Hojjatollah Hojatollah حجت‌الله حجتالله",
        "Navruz Наврӯз نوروز",
        "Oynihol Oinikhol Ойниҳол Ойнихол",
        "Sattorzoda Сатторзода ستارزاده",
        "Nazarova Назарова نظرووا",
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: str) -> None:
    first, *others = spellings.split()
    for other in others:
        assert keys(first) & keys(other), other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Safar", "Sardor"),
        ("Halimov", "Salimov"),
        ("Kabirov", "Karimov"),
        ("Nasim", "Namun"),
        ("Ali", "Alim"),
        ("Olim", "Karim"),
        ("Islom", "Salom"),
        ("Ҷамшед", "Ҳамшед"),
    ],
)
def test_names_that_sound_different_share_no_key(one: str, other: str) -> None:
    assert not keys(one) & keys(other)


def test_an_ending_may_be_dropped() -> None:
    for form in ("Kabirov", "Kabirova", "Kabirzoda", "Kabiri", "Kabirzade", "Kabiroff"):
        assert skeleton("Kabir") in keys(form)


@pytest.mark.parametrize(
    ("folded", "root", "ending"),
    [
        ("rahimov", "rahim", "ov"),
        ("rahimova", "rahim", "ova"),
        ("atovulloyev", "atovullo", "ov"),
        ("rahimzoda", "rahim", "zoda"),
        ("kabiri", "kabir", "i"),
        ("ali", "ali", ""),
        ("ozoda", "ozoda", ""),
        ("safar", "safar", ""),
    ],
)
def test_the_ending_is_told_from_the_stem(folded: str, root: str, ending: str) -> None:
    assert stem(folded) == (root, ending)


def test_the_script_of_each_word_is_known() -> None:
    assert [script(word) for word in words("Нурӣ Nuri نوری 1994")] == [
        "cyrillic",
        "latin",
        "arabic",
        "",
    ]


def test_joiners_and_apostrophes_stay_inside_a_word_and_hyphens_part_it() -> None:
    assert words("حجت‌الله G‘ulom Khon-Zoda") == ("حجت‌الله", "G‘ulom", "Khon", "Zoda")
