"""What the reader sees of a hit: snippets of the original text, exact marks, and reasons."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.model.ids import RecordId, Ref
from casefiles.search import Document, Hits, SearchIndex, find, parse
from casefiles.search.conditions import Phrase, Word, Wording
from casefiles.search.marks import marks, shown
from casefiles.search.meeting import by_letters
from casefiles.search.normalise import fold, words
from casefiles.search.snippets import APART, MOST_SNIPPETS, snippets
from casefiles.text import speaking


def marked(text: str, question: str) -> list[str]:
    found = marks(text, shown(parse(question).wanted()))
    return [text[mark.start : mark.end] for mark in found]


@pytest.mark.parametrize(
    ("text", "question", "expected"),
    [
        ("Mr Kabiri, he said", "Кабири", ["Kabiri"]),
        ("Сухани Қабирӣ буд", "kabiri", ["Қабирӣ"]),
        ("see Jo\u0308rum’s book", "jorum", ["Jo\u0308rum"]),
        ("Национального Альянса", "национальный альянс", ["Национального", "Альянса"]),
        ("او می\u200cخواهم گفت", "میخواهم", ["می\u200cخواهم"]),
        ("an exit ban, a ban", '"exit ban"', ["exit", "ban"]),
        ("ban, exit", '"exit ban"', []),
        ("Kabirov and kabob", "kabir*", ["Kabirov"]),
        ("Kabyri, Kabari, Kobiri", "kabiri~", ["Kabyri", "Kabari", "Kobiri"]),
        ("rain and sun", "rain -sun", ["rain"]),
        ("rain and sun", "rain OR sun", ["rain", "sun"]),
        ("Anna wrote it in Kulob", "author:Anna place:Kulob", ["Kulob"]),
        ("ﷺ", "صلی", ["ﷺ"]),
        ("\U0001f600 rain", "rain", ["rain"]),
    ],
)
def test_exactly_the_words_found_are_marked(text: str, question: str, expected: list[str]) -> None:
    assert marked(text, question) == expected


TEXT = st.lists(
    st.sampled_from(
        ["kabiri", "Қабирӣ", "rain", "суда", "Jo\u0308rum’s", "\n", ", ", " ", "x", "ﷺ"]
    )
    | st.text(max_size=5),
    max_size=80,
).map("".join)
QUESTION = st.lists(
    st.sampled_from(["кабири", "rain", "jorum", "суд", "kab*", "rain~", '"x rain"', "صلی"]),
    min_size=1,
    max_size=3,
).map(" ".join)


@given(TEXT, QUESTION)
def test_marks_lie_inside_their_snippet_and_fold_to_a_word_asked_for(
    text: str, question: str
) -> None:
    wordings = shown(parse(question).wanted())
    shown_pieces = snippets(text, marks(text, wordings))
    assert len(shown_pieces) <= MOST_SNIPPETS
    end = 0
    for piece in shown_pieces:
        assert piece.text == text[piece.start : piece.start + len(piece.text)]
        assert piece.start >= end
        end = piece.start + len(piece.text)
        last = 0
        for start, stop in piece.marks:
            assert last <= start < stop <= len(piece.text)
            last = stop
            assert any(answers(wording, piece.text[start:stop]) for wording in wordings)


def answers(wording: Wording, surface: str) -> bool:
    if isinstance(wording, Phrase):
        return any(answers(Word(word, word), surface) for word in wording.words)
    return any(by_letters(wording).each[0](word) for word in fold(surface).split())


@given(TEXT, QUESTION)
def test_a_text_with_a_mark_shows_one_in_each_snippet(text: str, question: str) -> None:
    found = marks(text, shown(parse(question).wanted()))
    pieces = snippets(text, found)
    assert bool(pieces) == bool(found or text.partition(APART)[0].strip())
    if found:
        assert all(piece.marks for piece in pieces)


def test_snippets_are_cut_between_words_and_show_different_words() -> None:
    filler = "lorem ipsum dolor " * 40
    text = f"{filler}kabiri {filler}kabiri {filler}kabiri {filler}the rain {filler}"
    found = marks(text, shown(parse("kabiri rain").wanted()))
    pieces = snippets(text, found)
    assert len(pieces) == 3
    surfaces = {piece.text[start:end] for piece in pieces for start, end in piece.marks}
    assert surfaces == {"kabiri", "rain"}
    whole = {word.text for word in words(text)}
    for piece in pieces:
        assert len(piece.text) <= 260
        assert {word.text for word in words(piece.text)} <= whole
        assert piece.text == piece.text.strip()


def test_a_hit_without_a_mark_shows_how_its_text_begins() -> None:
    (piece,) = snippets("First sentence of a long text. " * 30, [])
    assert piece.start == 0
    assert piece.marks == ()
    assert piece.text.startswith("First sentence")
    assert len(piece.text) <= 240
    assert snippets("  \n", []) == ()


def test_what_is_said_apart_is_never_shown_as_one_sentence() -> None:
    text = APART.join(["The rain fell on Isfara.", "Article", "Статья", "seen in the rain"])
    pieces = snippets(text, marks(text, shown(parse("rain article").wanted())))
    assert [piece.text for piece in pieces] == [
        "The rain fell on Isfara.",
        "Article",
        "seen in the rain",
    ]


def test_what_is_only_said_of_a_record_is_no_beginning_of_it() -> None:
    assert snippets(APART.join(["", "Article", "Статья"]), []) == ()


def test_one_endless_word_is_shown_whole_with_its_mark() -> None:
    text = "rain" + "x" * 3
    (piece,) = snippets(text * 1, marks(text, shown(parse("rain*").wanted())))
    assert piece.marks == ((0, 7),)


DOCUMENTS = {
    one.ref: one
    for one in (
        Document(
            Ref("person", RecordId.new()),
            title="Салим Каримзода",
            names=("Салим Каримзода",),
        ),
        Document(
            Ref("source", RecordId.new()),
            title="Pressure on a family",
            body="Police came to Karimzoda's house at night and took the passports of the family.",
            authors=("Anna Qodirova",),
            mentions=("Ҳизби Субҳ",),
            earliest=date(2017, 7, 3),
            latest=date(2017, 7, 3),
        ),
        Document(
            Ref("source", RecordId.new()), title="Night", body="A house at night, the police away."
        ),
    )
}


@pytest.fixture
def ask(index: SearchIndex) -> Callable[..., Hits]:
    index.add(DOCUMENTS.values())

    def ask(text: str, **how: object) -> Hits:
        return find(
            index,
            parse(text),
            titles_of=lambda refs: {ref: DOCUMENTS[ref].title for ref in refs},
            bodies_of=lambda refs, _whole: {ref: DOCUMENTS[ref].body for ref in refs},
            **how,  # type: ignore[arg-type]
        )

    return ask


def test_a_hit_says_why_it_was_found(ask: Callable[..., Hits]) -> None:
    (hit,) = ask("karimzoda kind:person").hits
    assert hit.why == ("in the title", "in a name", "written “Каримзода”")
    assert hit.title_marks == ((6, 15),)
    assert hit.snippets == ()
    (hit,) = ask("Каримзода 2017-07").hits
    assert hit.why == ("in the text", "by its date", "written “Karimzoda”")
    (hit,) = ask("хизби субх").hits
    assert hit.why == ("in a name linked to it",)
    assert hit.snippets[0].text.startswith("Police came")
    (hit,) = ask("author:qodirova").hits
    assert hit.why == ("in the author",)


def test_reasons_are_told_in_the_language_of_the_reader(ask: Callable[..., Hits]) -> None:
    with speaking("en"):
        assert ask("karimzoda").hits[0].why


def test_when_no_record_holds_all_words_those_with_most_are_shown_and_it_says_so(
    ask: Callable[..., Hits],
) -> None:
    hits = ask("passports police garden")
    assert hits.loosened
    assert [hit.title for hit in hits.hits] == ["Pressure on a family"]
    assert "without “garden”" in hits.hits[0].why
    assert len(hits.query.notes) == 1
    hits = ask("garden police winter tower")
    assert hits.loosened
    assert len(hits.hits) == 2


def test_many_words_describe_a_subject_so_records_lacking_one_follow(
    ask: Callable[..., Hits],
) -> None:
    hits = ask("police house night passports")
    assert not hits.loosened
    assert [hit.title for hit in hits.hits] == ["Pressure on a family", "Night"]
    assert hits.hits[1].why[-1] == "without “passports”"
    assert len(ask("police house night passports", limit=1).hits) == 1


def test_nothing_asked_and_nothing_found_are_empty_and_not_loosened(
    ask: Callable[..., Hits],
) -> None:
    assert ask("").hits == ()
    nothing = ask("winter garden")
    assert nothing.hits == ()
    assert not nothing.loosened
    assert nothing.query == parse("winter garden")
    assert ask("karimzoda", kinds=("incident",)).hits == ()
