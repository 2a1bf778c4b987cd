"""Comparing names: it suggests with reasons, and leaves relatives apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.names.compare import Verdict, compare

GIVEN = ["Farhod", "Фарҳод", "Shahlo", "Шаҳло", "Nuriddinjon", "M.", "Ғ.", "Eshon", "فرهاد"]
FAMILY = ["Rahimov", "Раҳимова", "Rahimzoda", "Sattori", "Сатторӣ", "ستاری", "Yusuf"]
written = st.lists(st.sampled_from(GIVEN + FAMILY), min_size=1, max_size=6).map(" ".join)


@given(written | st.text(max_size=20), written | st.text(max_size=20))
def test_the_order_of_the_two_does_not_matter(a: str, b: str) -> None:
    assert compare(a, b) == compare(b, a)


@given(written | st.text(max_size=20), written | st.text(max_size=20))
def test_there_is_always_a_reason_and_a_score_that_fits_the_verdict(a: str, b: str) -> None:
    found = compare(a, b)
    assert found.why
    assert 0.0 <= found.same <= 1.0
    if found.verdict == "same":
        assert found.same >= 0.8
    else:
        assert found.same < 0.8


@given(st.sampled_from(GIVEN[:4]), st.sampled_from(FAMILY))
def test_a_full_name_is_the_same_as_itself(first: str, last: str) -> None:
    name = f"{first} {last}"
    assert compare(name, name).verdict == "same"
    assert compare(name, f"{last}, {first}").verdict == "same"
    assert compare(name, name.upper()).verdict == "same"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Farhod Sattorov", "Фарҳод Сатторов"),
        ("Farhod Sattorov", "فرهاد ستاروف"),
        ("Farhod Sattorov", "Farhod Sattorzoda"),
        ("Farhod Sattorov", "Farhod Sattor"),
        ("Farhodi Sattor", "Sattor Farhod"),
        ("Sattorov, Farhod", "Farhod Sattorov"),
        ("Sattorov Farhod", "Farhod Sattorov"),
        ("Dr. Farhod Sattorov", "Eshon Farkhod Sattorov"),
        ("Farhod Karim Sattorov", "Farhod Sattorov"),
        ("Farhod K. Sattorov", "Farhod Sattorov"),
        ("Љўрабек Ќосимов", "Ҷӯрабек Қосимов"),
        ("Jurabek Qosimov", "Djurabek Kosimov"),
        ("Muxtor Xolov", "Мухтор Холов"),
        ("Gulomjon Rahimi", "Ghulom Rahimi"),
        ("Abdul Rahmon Nuri", "Абдулраҳмон Нурӣ"),
        ("عبدالرحمن نوری", "Abdurahmon Nuri"),
        ("Umejon Yusupov", "Umedjon Yusufov"),
        ("Shodmon Yusuf", "Шодмон Юсупов"),
        ("Parviz Tursunov", "پرویز تورسونوف"),
        ("Ashraf Olimi", "اشرف عالمی"),
        ("Daulat Usmon", "Давлат Усмон"),
        ("Umed Toshev", "Умедҷон Тошев"),
        ("Ali Toshev", "Алиджон Тошев"),
        ("Mohammad Reza Shajarian", "محمدرضا شجریان"),
        ("Muhammad Iqbal Sadriddin", "Muhammadiqbol Sadriddinov"),
    ],
)
def test_one_name_in_two_spellings_is_the_same(a: str, b: str) -> None:
    assert compare(a, b).verdict == "same"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Farhod Sattorov", "Shahlo Sattorova"),
        ("Farhod Sattorov", "Firdavs Sattorov"),
        ("Safar Sattorov", "Sardor Sattorov"),
        ("Karim Sattorov", "Karam Sattorov"),
        ("Mahmud Sattorov", "Muhammad Sattorov"),
        ("محمد ستاروف", "محمود ستاروف"),
        ("Nuriddin Sattorov", "Nurmiddin Sattorov"),
        ("Farhod Halimov", "Farhod Salimov"),
        ("Farhod Sattorov", "Sattor Karimov"),
        ("F. Sattorov", "Shahlo Sattorova"),
        ("Farhod", "Shahlo"),
        ("Rustami Karim", "Karim Sattorov"),
        ("Фарҳод Сатторов", "Firdavs Sattorov"),
        ("Ivan Ivanovich Petrov", "Ivan Sergeevich Petrov"),
        ("Hasan Boboev", "Husayn Boboev"),
        ("Jovid Qosimov", "Javid Hoshimov"),
        ("Muhammad Aliev", "Muhammadali Aliev"),
    ],
)
def test_relatives_and_look_alikes_are_different(a: str, b: str) -> None:
    assert compare(a, b).verdict == "different"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Farhod", "Farhod Sattorov"),
        ("Sattorov", "Farhod Sattorov"),
        ("Farhod", "Фарҳод"),
        ("F. Sattorov", "Farhod Sattorov"),
        ("Ф. Сатторов", "Farhod Sattorov"),
        ("F. Sattorov", "F. Sattorov"),
        ("Farhod Sattorov", "Sattor Farhodov"),
        ("Farhod Sattorov", "Farhod Sattorova"),
        ("Farhod Matrobov", "Farhod Matlobov"),
        ("", "Farhod"),
        ("—", "…"),
    ],
)
def test_what_cannot_be_told_is_unsure(a: str, b: str) -> None:
    assert compare(a, b).verdict == "unsure"


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ("Sh. Sattorov", "Shahlo Sattorova", "unsure"),
        ("Sh. Sattorov", "Salim Sattorov", "different"),
        ("Х. Раҳимов", "Kh. Rahimov", "unsure"),
    ],
)
def test_an_initial_may_be_two_letters_for_one_sound(a: str, b: str, verdict: Verdict) -> None:
    assert compare(a, b).verdict == verdict


def test_reasons_do_not_repeat_the_names() -> None:
    found = compare("Farhod Sattorov", "Farhod Sattorzoda")
    assert not any("Farhod" in reason or "Sattor" in reason for reason in found.why)


def test_a_very_long_name_is_still_compared() -> None:
    long = " ".join(["Farhod", *["Karim"] * 12, "Sattorov"])
    assert compare(long, long).verdict == "same"
