"""What a question finds beyond its letters: other scripts, names, places; and how that is shown."""

from collections.abc import Callable, Collection, Mapping, Sequence

import pytest

from casefiles.model.ids import RecordId, Ref
from casefiles.search import Document, SearchIndex, Widening, find, parse
from casefiles.search.abbreviations import abbreviations
from casefiles.search.knowing import Records
from casefiles.search.marks import marks, shown
from casefiles.search.sounds import keys, pattern


def ref(number: int, kind: str = "source") -> Ref:
    return Ref(kind, RecordId(bytes([number]) * 16))


class Known(Records):
    """Records that a test knows of."""

    def __init__(
        self, names: Mapping[Ref, Sequence[str]], inside: Sequence[Ref] = (), *members: Ref
    ) -> None:
        self._names, self._inside, self._members = names, inside, members

    def names(self, refs: Collection[Ref]) -> Mapping[Ref, Sequence[str]]:
        return {one: self._names.get(one, ()) for one in refs}

    def inside(self, places: Collection[Ref]) -> Collection[Ref]:
        return [*places, *self._inside]

    def members(self, cases: Collection[Ref]) -> Collection[Ref]:
        return [*self._members] if cases else []


Ask = Callable[..., list[int]]


@pytest.fixture
def ask(index: SearchIndex) -> Ask:
    """The numbers of the records that a question finds."""

    def asking(text: str, records: Records | None = None) -> list[int]:
        hits = find(
            index,
            parse(text),
            titles_of=lambda refs: dict.fromkeys(refs, ""),
            bodies_of=lambda refs, _whole: dict.fromkeys(refs, ""),
            widening=Widening(index, records),
        )
        return sorted(one.ref.id[0] for one in hits.hits)

    return asking


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("نظروف", "Nazarov"),
        ("Назарова", "Nazarov"),
        ("Назаровым", "Nazarov"),
        ("Nazarov", "Назарова"),
        ("Nazarov", "نظروف"),
        ("یونسوف", "Yunusov"),
        ("Ёрмадову", "Yormadov"),
        ("Илхомчон", "Ilhomjon"),
        ("Норматов", "Narmatov"),
        ("Вохидов", "Vahidov"),
        ("Qodirova", "Kadirova"),
    ],
)
def test_a_name_is_found_as_it_is_heard_in_any_script(
    index: SearchIndex, ask: Ask, typed: str, written: str
) -> None:
    index.add([Document(ref(1), body=f"They spoke to {written} on Friday.")])
    assert ask(typed) == [1]


@pytest.mark.parametrize(
    ("typed", "written"),
    [("stock", "stack"), ("police", "policy"), ("Саидов", "said"), ("нон", "nan")],
)
def test_what_only_looks_alike_is_not_found(
    index: SearchIndex, ask: Ask, typed: str, written: str
) -> None:
    index.add([Document(ref(1), body=f"They saw {written} on Friday.")])
    assert ask(typed) == []


@pytest.mark.parametrize("sign", ["ъ", "ь", "ъъ"])
@pytest.mark.parametrize("asked", ["{}", "{}~", "{}*", '"{}"', "{}!x", "x NEAR {}", "place:{}"])
def test_a_sign_without_a_sound_is_a_word_like_any_other(
    index: SearchIndex, ask: Ask, asked: str, sign: str
) -> None:
    index.add([Document(ref(1), body=f"x {sign}"), Document(ref(2), body="y")])
    text = asked.format(sign)
    assert ask(text) == [1]
    assert marks(f"x {sign}", shown(parse(text).wanted()))


def test_a_word_finds_its_family(index: SearchIndex, ask: Ask) -> None:
    index.add([Document(ref(1), body="sentenced to imprisonment"), Document(ref(2), body="prison")])
    assert ask("imprisoned") == [1]


def test_other_spellings_are_shown_and_can_be_left_out(index: SearchIndex, ask: Ask) -> None:
    index.add([Document(ref(1), body="Nazarov"), Document(ref(2), body="Назаров")])
    index.add([Document(ref(3), body="Nazarov, Назаров")])
    (variant,) = Widening(index).widened(parse("Nazarov")).variants
    assert (variant.typed, variant.other, variant.count) == ("Nazarov", "Назаров", 2)
    assert ask("Nazarov") == [1, 2, 3]
    assert ask("Nazarov!Назаров") == [1, 3]
    (variant,) = Widening(index).widened(parse("Nazarov!Назаров")).variants
    assert variant.left_out


def test_in_quotes_a_word_is_taken_as_it_is_written(index: SearchIndex, ask: Ask) -> None:
    index.add([Document(ref(1), body="Nazarov"), Document(ref(2), body="Назаров")])
    assert ask('"nazarov"') == [1]
    assert ask('"назарова"') == [1, 2]  # nowhere so: in any spelling, rather than nothing


def test_a_place_is_found_under_what_the_world_calls_it(index: SearchIndex, ask: Ask) -> None:
    index.add([Document(ref(1), body="They fled to Warsaw."), Document(ref(2), body="In Vienna.")])
    assert ask("в Варшаве") == [1]
    assert ask("ورشو") == [1]
    assert ask("Вена") == [2]


def test_a_region_finds_its_districts_in_texts(index: SearchIndex, ask: Ask) -> None:
    index.add([Document(ref(1), body="He came to Isfara."), Document(ref(2), body="In Osh.")])
    assert ask("place:Sughd") == [1]
    assert ask("место:Согд") == [1]
    assert ask("Sughd") == []


def test_a_region_finds_what_records_say_lies_in_it(index: SearchIndex, ask: Ask) -> None:
    vale, village = RecordId(bytes([7]) * 16), RecordId(bytes([8]) * 16)
    index.add(
        [
            Document(Ref("place", vale), names=("Vale",), known_as=(vale,)),
            Document(Ref("place", village), names=("Brook",), known_as=(village,), placed=(vale,)),
            Document(ref(1, "incident"), body="A search.", placed=(village,)),
            Document(ref(2), body="A letter from Brook."),
            Document(ref(3), body="A letter from elsewhere."),
        ]
    )
    known = Known({Ref("place", village): ("Brook",)}, [Ref("place", village)])
    assert ask("place:Vale", known) == [1, 2, 7, 8]


def test_a_party_is_found_under_all_its_names_and_their_beginnings(
    index: SearchIndex, ask: Ask
) -> None:
    party = ref(9, "organisation")
    names = ("Party of Peace and Work", "Партия мира и труда")
    short = [one for name in names for one in abbreviations(name)]
    index.add(
        [
            Document(party, names=(*names, *short)),
            Document(ref(1), body="the Party of Peace and Work"),
            Document(ref(2), body="съезд Партии мира и труда"),
            Document(ref(3), body="peace at last"),
        ]
    )
    known = Known({party: names})
    assert ask("PPW", known) == [1, 2, 9]
    assert ask("ПМТ", known) == [1, 2, 9]
    assert ask("партия мира и труда", known) == [1, 2, 9]
    shown = {one.other for one in Widening(index, known).widened(parse("PPW")).variants}
    assert shown == {*names}


def test_words_near_each_other(index: SearchIndex, ask: Ask) -> None:
    index.add(
        [
            Document(ref(1), body="the house was searched at night"),
            Document(ref(2), body="the house stood by the river; a year later it was searched"),
            Document(ref(3), title="house", body="searched"),
        ]
    )
    assert ask("searched NEAR/3 house") == [1]
    assert ask("house NEAR searched") == [1, 2]
    assert ask('"by the river" NEAR/8 search*') == [2]


def test_fields_of_persons_agencies_acts_and_languages(index: SearchIndex, ask: Ask) -> None:
    index.add(
        [
            Document(ref(1, "incident"), persons=("Ali Sobir",), acts=("Arrest", "Арест")),
            Document(ref(2, "incident"), agencies=("Police",), acts=("Exit ban",)),
            Document(ref(3), body="Ali Sobir was seen.", languages=("en",)),
            Document(ref(4, "incident"), body="Sobir"),
        ]
    )
    assert ask("person:Sobir") == [1, 3]  # a text that names somebody speaks of that person
    assert ask("agency:police") == [2]
    assert ask("act:арест") == [1]
    assert ask("act:(arrest OR ban)") == [1, 2]
    assert ask("lang:английский") == [3]


def test_a_source_finds_what_rests_on_it(index: SearchIndex, ask: Ask) -> None:
    told = RecordId(bytes([1]) * 16)
    index.add(
        [
            Document(ref(1), outlets=("Morning Post",), known_as=(told,)),
            Document(ref(2, "incident"), cites=(told,)),
            Document(ref(3, "incident"), body="Morning Post"),
        ]
    )
    assert ask('source:"Morning Post"') == [1, 2]


def test_what_is_only_known_by_claims_is_not_excluded(index: SearchIndex, ask: Ask) -> None:
    told = RecordId(bytes([1]) * 16)
    index.add([Document(ref(1), body="A house was searched.", known_as=(told,))])
    index.add([Document(ref(2, "person"), names=("Nazarov",), cites=(told,))])
    assert ask("Nazarov") == [1, 2]
    assert ask("house -Nazarov") == [1]


def test_a_text_is_not_found_under_a_place_it_does_not_name(index: SearchIndex, ask: Ask) -> None:
    text, card = RecordId(bytes([1]) * 16), RecordId(bytes([2]) * 16)
    index.add([Document(ref(1), body="A long text. " * 50, known_as=(text,))])
    index.add([Document(ref(2), title="A photograph", known_as=(card,))])
    index.add([Document(ref(3, "place"), names=("Brook",), cites=(text, card))])
    assert ask("Brook") == [2, 3]


def test_british_and_american_spelling_are_one(index: SearchIndex, ask: Ask) -> None:
    index.add([Document(ref(1), body="an organization of labor")])
    assert ask("organisations labour") == [1]
    assert ask('"organisation of labour"') == [1]


def test_a_case_finds_what_it_contains(index: SearchIndex, ask: Ask) -> None:
    index.add([Document(ref(1, "person"), names=("Ali",)), Document(ref(2, "person"))])
    index.add([Document(ref(5, "case"), names=("Spring cases",))])
    assert ask("case:spring", Known({}, (), ref(1, "person"))) == [1, 5]


def test_a_key_keeps_consonants_and_three_kinds_of_vowels() -> None:
    assert keys("nazarov") == keys("nozarav") == ("nazarav",)
    assert pattern("نظروف").fullmatch("nazarav")
    assert not pattern("نظروف").fullmatch("nazira")
