"""Records in, references out; changed, rolled back, reopened and erased."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine

from casefiles.errors import IndexDamaged
from casefiles.model.ids import RecordId, Ref
from casefiles.search import Document, SearchIndex, VaultStorage, Widening, parse
from casefiles.search.conditions import (
    AllOf,
    AnyOf,
    Beginning,
    Condition,
    InField,
    Like,
    Phrase,
    Without,
    Word,
)
from casefiles.search.forms import forms
from casefiles.search.index.codec import ArrayWriter
from casefiles.search.marks import marks
from casefiles.search.sounds import sounding


def ref(number: int, kind: str = "source") -> Ref:
    return Ref(kind, RecordId(number.to_bytes(16, "big")))


def found(index: SearchIndex, text: str, *kinds: str, limit: int = 100) -> list[int]:
    hits = index.search(parse(text), kinds, limit)
    return [int.from_bytes(hit.ref.id, "big") for hit in hits]


PERSON = Document(
    ref(1, "person"),
    title="Salim Karimzoda",
    names=("Salim Karimzoda", "Салим Каримзода", "Салими Карим"),
    body="A teacher from the upper village.",
    places=("Боло",),
    tags=("teachers",),
)
SOURCE = Document(
    ref(2),
    title="Pressure on a family",
    body="Police went to the house of the Karimzoda family. Декларация Национального Альянса.",
    authors=("Anna Qodirova",),
    outlets=("Morning Post",),
    mentions=("Ҳизби Субҳ", "Party of the Dawn"),
    file_name="press-archive.txt",
    earliest=date(2017, 7, 1),
    latest=date(2017, 7, 31),
)
OTHER = Document(ref(3), title="Weather", body="Rain in the hills.", earliest=date(2016, 1, 1))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("karimzoda", [1, 2]),
        ("Каримзода", [1, 2]),
        ("karimzoda police", [2]),
        ("rain OR teacher", [1, 3]),
        ("karimzoda -police", [1]),
        ("-karimzoda", [3]),
        ('"house of the Karimzoda"', [2]),
        ('"Karimzoda house"', []),
        ('"Salim Karimzoda"', [1]),
        ('"Салим Karimzoda"', []),  # in quotes as written
        ('"Karimzoda Салим"', []),  # names stand apart: no phrase runs from one into the next
        ("karimz*", [1, 2]),
        ("Каримз*", [1, 2]),
        ("karimsoda~", [1, 2]),
        ("karinsoda~", []),
        ("karinsoda~2", [1, 2]),
        ("декларация национальный альянс", [2]),
        ("author:Qodirova", [2]),
        ("author:Кодирова", [2]),
        ("author:Karimzoda", []),
        ('outlet:"Morning Post"', [2]),
        ("place:bolo", [1]),
        ("tag:teacher", [1]),
        ("name:салим", [1]),
        ("title:pressure", [2]),
        ("mentions:dawn", [2]),
        ("Хизби Субх", [2]),
        ("file:press", [2]),
        ("kind:person", [1]),
        ("persons karimzoda", []),
        ("2017-07", [2]),
        ("2017-07-15", [2]),
        ("2017-06..2017-07", [2]),
        ("2017-08", []),
        ("date:2016", []),  # one end of a date is none
        ("NOT 2017-07", [1, 3]),
        ("(rain OR police) kind:source", [2, 3]),
    ],
)
def test_a_question_finds_its_records(index: SearchIndex, text: str, numbers: list[int]) -> None:
    index.add([PERSON, SOURCE, OTHER])
    assert sorted(found(index, text)) == numbers


def test_only_the_kinds_asked_for_are_found(index: SearchIndex) -> None:
    index.add([PERSON, SOURCE, OTHER])
    assert found(index, "karimzoda", "person") == [1]
    assert sorted(found(index, "karimzoda", "person", "source")) == [1, 2]
    assert found(index, "karimzoda", "incident") == []


def test_a_word_in_a_name_counts_for_more_and_as_typed_for_most(index: SearchIndex) -> None:
    index.add(
        [
            Document(ref(1), body="Kabiri spoke of rain and of nothing else"),
            Document(ref(2), names=("Kabiri",), body="spoke of rain and of nothing else"),
            Document(ref(3), body="Қабирӣ spoke of rain and of nothing else"),
        ]
    )
    assert found(index, "kabiri") == [2, 1, 3]


def test_only_so_many_are_given_and_the_earlier_date_first(index: SearchIndex) -> None:
    days = [date(2017, 7, 20 - number) for number in range(10)]
    index.add(
        Document(ref(number), body="same", earliest=day, latest=day)
        for number, day in enumerate(days)
    )
    assert found(index, "2017-07", limit=3) == [9, 8, 7]


def test_a_hit_says_in_which_parts_the_words_stand_and_what_it_lacks(index: SearchIndex) -> None:
    index.add([PERSON, SOURCE])
    by_ref = {hit.ref: hit for hit in index.search(parse("Karimzoda OR dawn"))}
    assert by_ref[PERSON.ref].fields == ("title", "name")
    assert [one.text for one in by_ref[PERSON.ref].lacking] == ["dawn"]
    assert by_ref[SOURCE.ref].fields == ("mention",)
    assert by_ref[SOURCE.ref].lacking == ()


def test_an_empty_index_finds_nothing_and_a_missing_one_says_so(connection: Connection) -> None:
    index = SearchIndex(VaultStorage(lambda: connection))
    assert not index.ready
    for ask in (lambda: index.count, lambda: found(index, "rain"), lambda: index.add([OTHER])):
        with pytest.raises(IndexDamaged):
            ask()
    index.create()
    assert (index.ready, index.count, found(index, "rain")) == (True, 0, [])
    index.add([OTHER])
    assert found(index, "rain") == [3]


def test_an_updated_record_is_found_by_its_new_words_only(index: SearchIndex) -> None:
    index.add([SOURCE, OTHER])
    index.update([Document(OTHER.ref, body="Snow in the hills."), PERSON])
    assert found(index, "rain") == []
    assert found(index, "snow") == [3]
    assert index.count == 3
    assert index.refs() == {PERSON.ref, SOURCE.ref, OTHER.ref}


def test_a_removed_record_is_not_found(index: SearchIndex) -> None:
    index.add([SOURCE, OTHER])
    index.remove([OTHER.ref, ref(99)])
    assert found(index, "rain") == []
    assert index.refs() == {SOURCE.ref}


def test_beginning_anew_forgets_everything(index: SearchIndex) -> None:
    index.add([SOURCE, OTHER])
    index.create()
    assert index.count == 0
    index.add([OTHER])
    assert index.refs() == {OTHER.ref}


def test_a_rollback_leaves_the_index_with_its_old_content(
    index: SearchIndex, connection: Connection
) -> None:
    index.add([SOURCE, OTHER])
    connection.commit()
    index.update([Document(OTHER.ref, body="Snow in the hills.")])
    index.add([PERSON])
    assert found(index, "snow") == [3]
    connection.rollback()
    index.forget()
    assert found(index, "rain") == [3]
    assert found(index, "snow teacher") == []
    index.update([Document(OTHER.ref, body="Hail in the hills.")])
    connection.commit()
    assert (found(index, "hail"), found(index, "rain")) == ([3], [])


def test_a_change_that_fails_half_way_can_be_rolled_back_and_done_again(
    index: SearchIndex, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.add([SOURCE])
    connection.commit()

    def breaking(_writer: object, document: Document) -> None:
        raise RuntimeError(document.ref.kind)

    with monkeypatch.context() as broken:
        broken.setattr(ArrayWriter, "add", breaking)
        with pytest.raises(RuntimeError):
            index.update([OTHER])
    connection.rollback()
    index.forget()
    index.update([OTHER])
    assert sorted(found(index, "hills OR police")) == [2, 3]


Opener = Callable[..., tuple[Engine, Connection]]


def test_what_was_committed_is_found_after_reopening(tmp_path: Path, opened: Opener) -> None:
    engine, connection = opened(tmp_path / "vault.db", new=True)
    index = SearchIndex(VaultStorage(lambda: connection))
    index.create()
    index.add([PERSON, SOURCE])
    index.remove([PERSON.ref])
    connection.commit()
    index.add([OTHER])
    engine.dispose()  # never committed

    engine, connection = opened(tmp_path / "vault.db")
    index = SearchIndex(VaultStorage(lambda: connection))
    assert index.ready
    assert index.refs() == {SOURCE.ref}
    assert found(index, "Каримзода police") == [2]
    engine.dispose()


def blobs(connection: Connection) -> bytes:
    return b"".join(row[0] for row in connection.exec_driver_sql("SELECT data FROM index_chunk"))


ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def test_erased_words_are_in_no_stored_byte(index: SearchIndex, connection: Connection) -> None:
    marker = "zqmarker"
    index.add([SOURCE, Document(ref(7), title="Old", body=f"the {marker} was here")])
    index.add([Document(ref(8), mentions=(marker,), body="linked")])
    index.update([Document(ref(7), title="New", body=f"still the {marker}")])
    index.update([Document(ref(9), body=f"said {marker} once")])
    index.update([Document(ref(9), body="says it no more")])
    connection.commit()
    assert marker.encode() in blobs(connection)
    assert sounding(marker)[0].encode() in blobs(connection)
    index.erase([ref(7)], [Document(ref(8), body="linked no more")])
    connection.commit()
    left = blobs(connection)
    for encoding in ENCODINGS:
        assert marker.encode(encoding) not in left
    for form in (*forms(marker), *sounding(marker)):
        assert form.encode() not in left
    assert str(ref(7)).encode() not in blobs(connection)
    assert index.refs() == {ref(2), ref(8), ref(9)}
    assert found(index, "police") == [2]
    assert found(index, "linked") == [8]


def test_removing_alone_would_leave_the_word_behind(
    index: SearchIndex, connection: Connection
) -> None:
    index.add([Document(ref(7), body="zqmarker")])
    index.remove([ref(7)])
    assert found(index, "zqmarker") == []
    assert b"zqmarker" in blobs(connection)


# The same answers as reading every document word by word

TEXTS = ["kabiri", "Кабири", "Қабирӣ", "rain", "rains", "суд", "суда", "tower", "Kabir", "exit ban"]
documents = st.lists(
    st.tuples(
        st.lists(st.sampled_from(TEXTS), max_size=6).map(" ".join),
        st.lists(st.sampled_from(TEXTS), max_size=2).map(tuple),
        st.sampled_from(["person", "source"]),
    ),
    max_size=8,
)
leaves = st.sampled_from(
    [*TEXTS, '"kabiri rain"', '"суд кабири"', "kab*", "каб*", "rain~", "kabir~2", "name:kabiri"]
)
questions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(lambda t: f"({' '.join(t)})"),
        inner.map(lambda one: f"(NOT {one})"),
    ),
    max_leaves=4,
)


def holds(condition: Condition, texts: dict[str, tuple[str, ...]]) -> bool:
    """Whether the condition holds for a document of these texts: `marks` reads every word."""
    match condition:
        case AllOf(conditions):
            return all(holds(one, texts) for one in conditions)
        case AnyOf(conditions):
            return any(holds(one, texts) for one in conditions)
        case Without(inner):
            return not holds(inner, texts)
        case InField(field, wording):
            return holds(wording, {field: texts[field]})
        case Word() | Phrase() | Beginning() | Like():
            return any(marks(text, [condition]) for part in texts.values() for text in part)
        case _:
            raise AssertionError(condition)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(documents, questions, st.integers(1, 4))
def test_the_index_answers_as_reading_every_word_would(
    index: SearchIndex,
    given_documents: list[tuple[str, tuple[str, ...], str]],
    question: str,
    batch: int,
) -> None:
    index.create()
    made = [
        Document(ref(number, kind), names=names, body=body)
        for number, (body, names, kind) in enumerate(given_documents)
    ]
    for start in range(0, len(made), batch):
        index.add(made[start : start + batch])
    query = Widening(index).widened(parse(question))
    expected = {
        one.ref for one in made if holds(query.root, {"name": one.names, "body": (one.body,)})
    }
    assert {hit.ref for hit in index.search(query, limit=100)} == expected
