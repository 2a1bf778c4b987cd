"""Who is mentioned in a text: whole names, then bare ones, in any script; and what is not taken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.names.lexicon import Bearer, Lexicon, lexicon
from casefiles.names.mentions import find_mentions

PEOPLE = {
    "farhod": ("Farhod Olimi", "Фарҳод Олимӣ", "Olimi Farhod"),
    "karim": ("Karim Davlatov",),
    "sanjar": ("Sanjar Davlatov", "Санҷар Давлатов"),
    "zaynab": ("Zaynab Mirzoeva",),
    "hakim": ("Ustod Hakim Rajabzoda",),
    "walnut": ("Nodira",),
}
OTHERS = {
    "union": ("Union of Free Teachers", "UFT", "Союз свободных учителей"),
    "town": ("Lower Mill", "Нижняя Мельница"),
}


@pytest.fixture(scope="module")
def known() -> Lexicon:
    return known_under(PEOPLE, OTHERS)


def known_under(people: dict[str, tuple[str, ...]], others: dict[str, tuple[str, ...]]) -> Lexicon:
    return lexicon(
        [
            *(Bearer(key, names) for key, names in people.items()),
            *(Bearer(key, names, person=False) for key, names in others.items()),
        ]
    )


def told(text: str, known: Lexicon, **cited: list[tuple[int, int]]) -> list[tuple[str, object]]:
    found = find_mentions(text, known, cited)
    return [(text[one.start : one.end], one.key) for one in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Whole names: order, spelling, script, case endings, a line that ends, initials.
        ("Farhod Olimi spoke.", [("Farhod Olimi", "farhod")]),
        ("OLIMI FARHOD was absent.", [("OLIMI FARHOD", "farhod")]),
        ("Olimi, Farhod: What I saw", [("Olimi, Farhod", "farhod")]),
        ("Farkhod\nOlimi left.", [("Farkhod\nOlimi", "farhod")]),
        ("Задержали Фарходом Олими.", [("Фарходом Олими", "farhod")]),
        ("Санджара Давлатова судили.", [("Санджара Давлатова", "sanjar")]),
        ("Санҷари Давлатов гуфт.", [("Санҷари Давлатов", "sanjar")]),
        ("فرهاد عالمی گفت", [("فرهاد عالمی", "farhod")]),
        ("K. Davlatov and Davlatov S.", [("K. Davlatov", "karim"), ("Davlatov S", "sanjar")]),
        # Titles and possessives stay outside.
        ("Ustod Hakim Rajabzoda's students", [("Hakim Rajabzoda", "hakim")]),
        ("President Olimi’s plan", [("Olimi", "farhod")]),
        # Bare names belong to whom the text names, before or after.
        ("Olimi left. Farhod Olimi is 50.", [("Olimi", "farhod"), ("Farhod Olimi", "farhod")]),
        (
            "Karim Davlatov left. Davlatov fled. Sanjar Davlatov stayed. Davlatov wrote.",
            [
                ("Karim Davlatov", "karim"),
                ("Davlatov", "karim"),
                ("Sanjar Davlatov", "sanjar"),
                ("Davlatov", "sanjar"),
            ],
        ),
        # A son who is only named to say whose father it is does not take the surname over.
        (
            "They took Karim Davlatov, father of the activist Sanjar Davlatov. Davlatov is ill.",
            [("Karim Davlatov", "karim"), ("Sanjar Davlatov", "sanjar"), ("Davlatov", "karim")],
        ),
        # One surname for two given names.
        (
            "Karim and Sanjar Davlatov left.",
            [("Karim", "karim"), ("Sanjar Davlatov", "sanjar")],
        ),
        # Organisations and places by their whole names and abbreviations.
        ("The UFT of Lower Mill met.", [("UFT", "union"), ("Lower Mill", "town")]),
        ("Союзу свободных учителей отказали", [("Союзу свободных учителей", "union")]),
    ],
)
def test_found(known: Lexicon, text: str, found: list[tuple[str, object]]) -> None:
    assert told(text, known) == found


@pytest.mark.parametrize(
    "text",
    [
        "The Davlatov Act was signed.",
        "Olimi Street is closed, and so is the Farhod Olimi Library.",
        "Улица Олими закрыта.",
        "Rustam Davlatov is another man; so is Davlatov Rustam.",
        "N. Olimi was not there.",
        "Davlatov left.",  # of two, nobody was named
        "Zaynab Olimi is no known person.",
        "the uft of lower mill",
        "Nodira was there.",  # a single name says little
        "",
    ],
)
def test_not_taken(known: Lexicon, text: str) -> None:
    assert told(text, known) == []


def test_who_was_cited_for_a_passage_is_who_is_meant_there(known: Lexicon) -> None:
    text = "Nodira was there. Davlatov stayed away."
    assert told(text, known, walnut=[(0, 17)], karim=[(18, 39)]) == [
        ("Nodira", "walnut"),
        ("Davlatov", "karim"),
    ]


def test_of_namesakes_whom_nothing_tells_apart_nobody_is_taken() -> None:
    two = known_under({"one": ("Farhod Olimi",), "other": ("Farhod Olimi",)}, {})
    assert told("Farhod Olimi spoke.", two) == []
    assert told("Farhod Olimi spoke.", two, other=[(0, 5)]) == [("Farhod Olimi", "other")]


STORY = """{a} {b} was taken from home. {b}’s mother, {c} {b}a, was told nothing. President {d}
said that {b} had been warned; the {d} Foundation did not answer. {a} is 30 years old."""

NAMES = st.sampled_from(["Bakhtiyor", "Dilshod", "Parviz", "Sino", "Yusuf", "Davron", "Umed"])
SURNAMES = st.sampled_from(["Aslonov", "Ergashev", "Gulov", "Ismatov", "Nabiev", "Toshev"])


@given(a=NAMES, b=SURNAMES, d=st.sampled_from(["Qodirzoda", "Vafozoda"]))
def test_no_name_is_known_beforehand(a: str, b: str, d: str) -> None:
    """Whatever the people are called, the same is found."""
    known = known_under({"he": (f"{a} {b}",), "she": (f"Malika {b}a",), "head": (f"Odil {d}",)}, {})
    text = STORY.format(a=a, b=b, c="Malika", d=d)
    assert told(text, known) == [
        (f"{a} {b}", "he"),
        (b, "he"),
        (f"Malika {b}a", "she"),
        (d, "head"),
        (b, "he"),
        (a, "he"),
    ]


@given(st.text(alphabet=st.sampled_from("Farhod OliméДавлт.,-’\n\u200cعلی「"), max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    """Mentions lie inside the text, in order, and do not overlap."""
    found = find_mentions(text, known_under(PEOPLE, OTHERS))
    places = [0, *(at for one in found for at in (one.start, one.end)), len(text)]
    assert places == sorted(places)
