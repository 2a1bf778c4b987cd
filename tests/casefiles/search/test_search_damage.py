"""Damaged bytes of the index are never taken for words: they lead to an index built anew."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from casefiles.errors import IndexDamaged, VaultDamaged
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Layer, Text
from casefiles.operations.recording import Said, add_record
from casefiles.search import Document, SearchIndex, VaultStorage, parse
from casefiles.search.index.arrays import Arrays
from casefiles.search.storage import Paged
from casefiles.vault import Unlocking, Vault

QUESTIONS = ("rain", "ra*", "rian~2", '"rain fell"', "Каримзода OR hills", "author:anna")
FUZZED = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def documents() -> list[Document]:
    return [
        Document(
            Ref("source", RecordId(number.to_bytes(16, "big"))),
            title=f"Weather {number}",
            body=f"Rain fell in the hills, word{number}. Каримзода",
            authors=("Anna",),
        )
        for number in range(30)
    ]


def answers(connection: Connection) -> list[list[bytes]]:
    index = SearchIndex(VaultStorage(lambda: connection))
    if not index.ready:
        return []
    return [[hit.ref.id for hit in index.search(parse(one))] for one in QUESTIONS]


def put(connection: Connection, row: int, data: bytes) -> None:
    connection.exec_driver_sql("UPDATE index_chunk SET data = ? WHERE rowid = ?", (data, row))


@FUZZED
@given(st.data())
def test_changed_bytes_are_noticed_and_never_answered_from(
    index: SearchIndex, connection: Connection, data: st.DataObject
) -> None:
    index.create()
    index.add(documents())
    whole = answers(connection)
    rows = connection.exec_driver_sql("SELECT rowid, data FROM index_chunk").all()
    row, content = data.draw(st.sampled_from([tuple(one) for one in rows]))
    at = data.draw(st.integers(0, len(content) - 1))
    changed = data.draw(
        st.sampled_from(
            [
                content[:at],
                content + b"\0",
                content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :],
                content[at:] + content[:at] if at else b"",
            ]
        )
    )
    put(connection, row, changed)
    try:
        found = answers(connection)
    except IndexDamaged:
        found = []
    assert found in ([], whole)
    assert found == []
    index.create()
    index.add(documents())
    assert answers(connection) == whole


@given(st.binary(max_size=400) | st.binary(max_size=80).map(lambda tail: b"PVINDEX3" + tail))
def test_what_is_no_segment_is_not_read_as_one(content: bytes) -> None:
    with pytest.raises(IndexDamaged):
        Arrays(Paged(len(content), lambda _first, _last: [content]))


@FUZZED
@given(st.data())
def test_a_header_that_lies_is_refused_or_stays_inside_the_file(
    index: SearchIndex, connection: Connection, data: st.DataObject
) -> None:
    index.create()
    index.add(documents())
    storage = VaultStorage(lambda: connection)
    (name,) = [one for one in storage.list() if one.endswith(".arrays")]
    content = bytearray(storage.paged(name).read(0, storage.file_length(name)))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, 1_200))] = data.draw(st.integers(0, 255))
    try:
        arrays = Arrays(Paged(len(content), lambda _first, _last: [bytes(content)]))
        for one in ("docs", "weights", "counts", "places", "forms", "length"):
            assert len(arrays.whole(one)) == arrays.length(one)
    except IndexDamaged:
        pass


def test_a_file_of_the_index_that_is_missing_is_noticed(
    index: SearchIndex, connection: Connection
) -> None:
    index.add(documents())
    connection.exec_driver_sql("DELETE FROM index_chunk")
    connection.exec_driver_sql("DELETE FROM index_file WHERE name LIKE '%.arrays'")
    again = SearchIndex(VaultStorage(lambda: connection))
    assert not again.ready


def test_a_piece_in_the_place_of_another_is_noticed(connection: Connection) -> None:
    storage = VaultStorage(lambda: connection)
    storage.save("one", 300_000, [b"a" * 300_000])
    storage.save("two", 300_000, [b"b" * 300_000])
    connection.exec_driver_sql(
        "UPDATE index_chunk SET data = (SELECT data FROM index_chunk WHERE file = 1 AND seq = 1)"
        " WHERE file = 2 AND seq = 0"
    )
    storage.forget()
    with pytest.raises(IndexDamaged):
        storage.paged("two").read(0, 10)


# In a vault


def spoil(vault: Vault, where: str) -> None:
    with vault.database.writing() as connection:
        connection.exec_driver_sql(
            f"UPDATE index_chunk SET data = zeroblob(length(data)) WHERE {where}"
        )
    vault.index.forget()


def person(vault: Vault, name: str) -> Ref:
    return add_record(vault, kind="person", said=[Said("name", Text(name))])


EVERYWHERE = "1"
SEGMENTS = "file IN (SELECT id FROM index_file WHERE name LIKE '%.arrays')"


@pytest.mark.parametrize("where", [EVERYWHERE, SEGMENTS])
def test_a_question_builds_a_damaged_index_anew(vault: Vault, where: str) -> None:
    salim = person(vault, "Salim Karimzoda")
    spoil(vault, where)
    assert [hit.ref for hit in vault.search("Каримзода").hits] == [salim]
    assert vault.verify() == ()


def test_an_act_builds_a_damaged_index_anew(vault: Vault) -> None:
    salim = person(vault, "Salim Karimzoda")
    spoil(vault, SEGMENTS)
    anna = person(vault, "Anna Karimzoda")
    assert {hit.ref for hit in vault.search("karimzoda").hits} == {salim, anna}


def test_opening_builds_a_damaged_index_anew_unless_nothing_can_be_written(
    vault: Vault, passphrase: str
) -> None:
    salim = person(vault, "Salim Karimzoda")
    spoil(vault, SEGMENTS)
    vault.close()
    with Vault.open(vault.folder, Unlocking(passphrase), read_only=True) as opened:
        with pytest.raises(IndexDamaged):
            opened.search("karimzoda")
        assert "index" in opened.verify()[0].what
    with Vault.open(vault.folder, Unlocking(passphrase)) as opened:
        assert opened.verify() == ()
        assert [hit.ref for hit in opened.search("karimzoda").hits] == [salim]


def a_text_that_cannot_be_read(vault: Vault) -> None:
    text = b"Rain fell in the hills."
    digest = vault.put_file(text)
    layer = Layer(digest, len(text), digest, 1, 1, 0)
    add_record(
        vault, kind="source", said=[Said("title", Text("Weather")), Said("words_layer", layer)]
    )
    with vault.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE chunk SET data = zeroblob(length(data)) WHERE sha256 = ?", (digest,)
        )


def test_where_a_record_cannot_be_read_either_writing_goes_on_and_searching_tells(
    vault: Vault, passphrase: str
) -> None:
    a_text_that_cannot_be_read(vault)
    spoil(vault, SEGMENTS)
    salim = person(vault, "Salim Karimzoda")
    with pytest.raises(VaultDamaged):
        vault.search("karimzoda")
    vault.close()
    with Vault.open(vault.folder, Unlocking(passphrase)) as opened:
        anna = person(opened, "Anna Karimzoda")
        assert opened.reader.title(salim) == "Salim Karimzoda"
        assert opened.reader.title(anna) == "Anna Karimzoda"
        with pytest.raises(VaultDamaged):
            opened.search("karimzoda")
