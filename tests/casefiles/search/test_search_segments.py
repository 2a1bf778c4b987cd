"""How many segments the index is made of after many changes, and that joining loses nothing."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection

from casefiles.model.ids import RecordId, Ref
from casefiles.search import Document, SearchIndex, parse
from casefiles.search.index import absorbing, core, joining, merging


def ref(number: int) -> Ref:
    return Ref("source", RecordId(number.to_bytes(16, "big")))


def found(index: SearchIndex, text: str) -> list[int]:
    return [int.from_bytes(hit.ref.id, "big") for hit in index.search(parse(text), limit=100)]


def test_erasing_in_several_segments_joins_them(index: SearchIndex, connection: Connection) -> None:
    for start in range(0, 30, 5):
        index.add(Document(ref(start + n), body=f"zqmarker{start} common") for n in range(5))
    index.erase([ref(n) for n in range(0, 30, 5)])
    assert index.count == 24
    assert len(found(index, "common")) == 24
    assert len(segments(connection)) == 1


def segments(connection: Connection) -> list[str]:
    names = connection.exec_driver_sql("SELECT name FROM index_file WHERE name LIKE '%.arrays'")
    return [row[0] for row in names]


def test_many_small_changes_leave_about_ten_segments_that_can_be_joined(
    index: SearchIndex, connection: Connection, joined: Callable[[SearchIndex], None]
) -> None:
    for number in range(40):
        index.update([Document(ref(number % 25), body=f"common word{number}")])
        assert len(segments(connection)) <= merging.MOST_SEGMENTS
    assert len(found(index, "common")) == 25
    assert found(index, "word39") == [14]
    joined(index)
    assert len(segments(connection)) == 1
    assert len(found(index, "common")) == 25
    assert found(index, "word39") == [14]


def test_a_large_addition_leaves_one_segment(
    index: SearchIndex, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core, "_BATCH", 3)
    monkeypatch.setattr(merging, "_SMALL", 10)
    index.add(Document(ref(n), body=f"common word{n}") for n in range(40))
    assert len(segments(connection)) == 1
    assert len(found(index, "common")) == 40
    assert found(index, "word39") == [39]


def test_a_large_addition_is_written_in_batches(
    index: SearchIndex, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core, "_BATCH", 3)
    index.update([Document(ref(n), body="old") for n in range(4)])
    index.update([Document(ref(n), body="new") for n in range(8)])
    assert index.count == 8
    assert found(index, "old") == []
    assert len(segments(connection)) > 1


def test_a_small_import_leaves_a_large_segment_as_it_is(
    index: SearchIndex, connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "_SMALL", 2)
    index.add(Document(ref(n), body="common") for n in range(30))
    (large,) = segments(connection)
    for start in (30, 33):
        index.add(Document(ref(start + n), body="common") for n in range(3))
    assert large in segments(connection)
    assert len(segments(connection)) == 2
    assert len(found(index, "common")) == 36


def test_a_long_list_is_joined_stretch_by_stretch(
    index: SearchIndex, joined: Callable[[SearchIndex], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "_STRETCH", 5)
    monkeypatch.setattr(absorbing, "_STRETCH", 5)
    for start in range(0, 40, 8):
        index.add(Document(ref(start + n), body=f"common rain word{n} common") for n in range(8))
    index.remove([ref(n) for n in range(0, 40, 8)])
    before = [found(index, one) for one in ("common", '"rain word3"', "word0", "word*")]
    joined(index)
    assert [len(some) for some in before] == [35, 5, 0, 35]
    assert before == [found(index, one) for one in ("common", '"rain word3"', "word0", "word*")]


def test_a_change_leaves_what_is_larger_than_all_smaller_segments_together(
    index: SearchIndex, connection: Connection
) -> None:
    index.add(Document(ref(n), body="common") for n in range(20))
    (large,) = segments(connection)
    for number in range(20, 28):
        index.add([Document(ref(number), body="common")])
    assert len(segments(connection)) == merging.MOST_SEGMENTS - 1
    index.add([Document(ref(28), body="common")])
    assert large in segments(connection)
    assert len(segments(connection)) == 2
    assert len(found(index, "common")) == 29


def test_a_change_takes_in_some_segments_however_large_each_is(
    index: SearchIndex, connection: Connection
) -> None:
    for number in range(merging.MOST_SEGMENTS - 1):
        start = 2**number
        index.add(Document(ref(start + n), body="common") for n in range(start))
    index.add([Document(ref(0), body="common")])
    assert len(segments(connection)) < merging.MOST_SEGMENTS
    assert len(found(index, "common")) == 100
    assert index.count == 2 ** (merging.MOST_SEGMENTS - 1)
