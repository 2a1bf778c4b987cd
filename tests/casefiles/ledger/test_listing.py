"""Lists of one kind: which records, in what order, narrowed by words, and what stands in a row."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from casefiles.ledger import arranging
from casefiles.ledger.columns import columns_of, usual_columns
from casefiles.ledger.database import Database, DatabaseKey
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.listing import Listing
from casefiles.ledger.packed import Ids
from casefiles.ledger.reader import Reader
from casefiles.model.claim import Citation
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect, pair
from casefiles.model.kinds import KINDS
from casefiles.model.values import Link, Number, TermValue, Text, Value, When
from casefiles.text import speaking

NAMES = ("Қодир", "Зарина", "Aziz", "Кодир", "Умед")


def add(ledger: Ledger, kind: str, cites: Iterable[Ref] = (), **said: Value) -> Ref:
    citations = [Citation(source.id) for source in cites]
    with ledger.step(f"add_{kind}", author="N.") as step:
        ref = step.create(kind)
        for name, value in said.items():
            step.say(ref.id, name, value, citations=citations)
    return ref


def judge(ledger: Ledger, aspect: Aspect, target: bytes, verdict: str) -> None:
    with ledger.step("judge", author="N.") as step:
        step.judge(aspect, target, verdict)


def on(edtf: str) -> When:
    return When(UncertainDate.parse(edtf))


def persons(ledger: Ledger, *names: str) -> list[Ref]:
    return [add(ledger, "person", name=Text(name)) for name in names]


def titles(ledger: Ledger, kind: str, ids: Ids) -> list[str]:
    return [row.title for row in Listing(ledger).rows(kind, ids, ["title"])]


def cell(ledger: Ledger, ref: Ref, column: str) -> str:
    (row,) = Listing(ledger).rows(ref.kind, [ref.id], [column])
    return row.cells[0]


# Columns


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_every_kind_has_usual_columns_among_those_it_offers(kind: str) -> None:
    offered = [column.name for column in columns_of(kind)]
    assert len(offered) == len(set(offered))
    assert set(usual_columns(kind)) <= set(offered)
    assert usual_columns(kind)[0] == "title"
    assert 2 <= len(usual_columns(kind)) <= 5


def test_what_is_masked_or_told_at_length_is_no_column() -> None:
    offered = {column.name for column in columns_of("person")}
    assert {"papers", "contact", "informant", "note", "statement", "picture"}.isdisjoint(offered)
    assert {"title", "when", "lives_in", "sex", "incidents", "sources"} <= offered


def test_the_date_that_orders_the_kind_is_one_column_under_its_own_label() -> None:
    labels = [column.label for column in columns_of("person")]
    assert labels.count("Born") == 1


# Which, and in what order


def test_titles_stand_in_the_order_of_the_alphabet(ledger: Ledger) -> None:
    persons(ledger, *NAMES)
    ids = Listing(ledger).ids("person")
    assert titles(ledger, "person", ids) == ["Aziz", "Зарина", "Кодир", "Қодир", "Умед"]
    assert titles(ledger, "person", Listing(ledger).ids("person", descending=True))[0] == "Умед"


def test_only_records_of_the_kind_out_of_the_trash_are_listed(ledger: Ledger) -> None:
    kept, thrown = persons(ledger, "Kept", "Thrown away")
    add(ledger, "place", name=Text("A place"))
    judge(ledger, Aspect.TRASH, thrown.id, "trashed")
    listing = Listing(ledger)
    assert list(listing.ids("person")) == [kept.id]
    assert list(listing.ids("person", trashed=True)) == [thrown.id]
    assert (listing.count("person"), listing.count("person", trashed=True)) == (1, 1)


def test_merged_records_are_one_row_that_both_ids_lead_to(ledger: Ledger) -> None:
    one, other = persons(ledger, "Safar", "Safar Odinaev")
    judge(ledger, Aspect.IDENTITY, pair(one.id, other.id), "same")
    listing = Listing(ledger)
    assert list(listing.ids("person")) == [min(one.id, other.id)]
    rows = listing.rows("person", [max(one.id, other.id)], ["title"])
    assert rows[0].ref.id == min(one.id, other.id)


def test_titles_that_begin_as_typed(ledger: Ledger) -> None:
    persons(ledger, *NAMES, "Қосим")
    listing = Listing(ledger)
    assert titles(ledger, "person", listing.titled("person", "қо")) == ["Қодир", "Қосим"]
    assert len(listing.titled("person", "я")) == 0


def test_every_typed_word_must_stand_in_title_or_shown_cells(ledger: Ledger) -> None:
    village = add(ledger, "place", name=Text("Ҳисор"))
    add(ledger, "person", name=Text("Safar"), born=on("1971-08"), lives_in=Link(village.id))
    add(ledger, "person", name=Text("Safar"), born=on("1980"))
    listing = Listing(ledger)
    assert len(listing.ids("person", words="safar")) == 2
    for words in ("safar 1971", "hisor safar", "ХИСОР", "august"):
        assert len(listing.ids("person", words=words)) == 1, words
    assert len(listing.ids("person", words="safar nobody")) == 0
    assert len(listing.ids("person", words="hisor", columns=["title", "when"])) == 0


def test_terms_are_found_in_the_language_they_are_shown_in(ledger: Ledger) -> None:
    add(ledger, "person", name=Text("Z."), sex=TermValue("female"))
    columns = ["title", "sex"]
    with speaking("ru"):
        (row,) = Listing(ledger).rows("person", Listing(ledger).ids("person"), columns)
        assert row.cells[1] != "Female"
        assert len(Listing(ledger).ids("person", words=row.cells[1], columns=columns)) == 1
        assert len(Listing(ledger).ids("person", words="female", columns=columns)) == 0


def test_dates_stand_in_time_and_nothing_stands_last_either_way(ledger: Ledger) -> None:
    for title, born in [("a", "1980"), ("c", "1971-08-12"), ("b", "197X"), ("d", "../1960")]:
        add(ledger, "person", name=Text(title), born=on(born))
    persons(ledger, "nothing")
    listing = Listing(ledger)
    assert titles(ledger, "person", listing.ids("person", sort="when")) == [*"dbca", "nothing"]
    down = listing.ids("person", sort="when", descending=True)
    assert titles(ledger, "person", down) == [*"acbd", "nothing"]


def test_links_sort_by_title_numbers_by_size_and_equals_by_title(ledger: Ledger) -> None:
    near, far = (add(ledger, "place", name=Text(name)) for name in ("А near", "Я far"))
    rows = (("x", far, 9), ("b", near, 10), ("a", near, 100))
    for title, place, many in rows:
        add(
            ledger,
            "incident",
            title=Text(title),
            place=Link(place.id),
            persons_affected=Number(many, many),
        )
    listing = Listing(ledger)
    assert titles(ledger, "incident", listing.ids("incident", sort="place")) == ["a", "b", "x"]
    by_size = listing.ids("incident", sort="persons_affected")
    assert titles(ledger, "incident", by_size) == ["x", "b", "a"]


def test_a_vault_of_an_older_form_that_can_only_be_read_is_listed_too(tmp_path: Path) -> None:
    key = DatabaseKey(b"k" * 32, b"s" * 16)
    ledger = Ledger.create(Database.create(tmp_path / "ledger.db", key))
    village = add(ledger, "place", name=Text("Ҳисор"))
    person = add(ledger, "person", name=Text("Қодир"), lives_in=Link(village.id))
    persons(ledger, "Зарина")
    with ledger.database.writing() as connection:
        connection.exec_driver_sql("DROP INDEX record_by_title")
        connection.exec_driver_sql("ALTER TABLE record DROP COLUMN folded")
        connection.exec_driver_sql("UPDATE meta SET value = x'00' WHERE key = 'projection'")
    ledger.database.close()
    ledger = Ledger.open(Database.open(tmp_path / "ledger.db", key, read_only=True))
    listing = Listing(ledger)
    assert list(listing.ids("person", words="kodir")) == [person.id]
    assert list(listing.ids("person", words="hisor")) == [person.id]
    assert titles(ledger, "person", listing.ids("person")) == ["Зарина", "Қодир"]
    assert len(Reader(ledger).page("person")) == 2
    assert Reader(ledger).find("қодир") == person
    ledger.database.close()


def test_a_list_read_in_pieces_is_the_same_list(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(25):
        add(ledger, "person", name=Text(f"N. {number % 7}"), born=on(f"{1950 + number % 5}"))
    listing = Listing(ledger)
    questions = [{}, {"sort": "when"}, {"words": "n 195"}, {"sort": "sources", "words": "n"}]
    whole = [list(listing.ids("person", **asked)) for asked in questions]  # type: ignore[arg-type]
    monkeypatch.setattr(arranging, "PIECE", 4)
    monkeypatch.setattr(arranging, "MOST_CELLS", 2)
    assert whole == [list(listing.ids("person", **one)) for one in questions]  # type: ignore[arg-type]
    assert all(len(ids) == len(set(ids)) == 25 for ids in whole)


# Rows


def test_cells_are_words_and_links_are_titles_even_of_merged_records(ledger: Ledger) -> None:
    old, new = (add(ledger, "place", name=Text(name)) for name in ("Leninabad", "Khujand"))
    person = add(
        ledger,
        "person",
        name=Text("S."),
        born=on("1971-08-12"),
        sex=TermValue("male"),
        lives_in=Link(old.id),
    )
    (row,) = Listing(ledger).rows("person", [person.id], ["title", "when", "sex", "lives_in"])
    assert row.cells == ("S.", "12 August 1971", "Male", "Leninabad")
    judge(ledger, Aspect.IDENTITY, pair(old.id, new.id), "same")
    (place,) = Listing(ledger).rows("place", [old.id], ["title"])
    assert cell(ledger, person, "lives_in") == place.title


def test_rows_come_in_the_order_asked_for_without_what_is_gone(ledger: Ledger) -> None:
    one, other = persons(ledger, "one", "other")
    place = add(ledger, "place", name=Text("A place"))
    asked = [other.id, place.id, one.id, bytes(16)]
    assert [row.ref for row in Listing(ledger).rows("person", asked)] == [other, one]


def test_a_record_without_a_name_says_so(ledger: Ledger) -> None:
    unnamed = add(ledger, "incident")
    assert cell(ledger, unnamed, "title") == "(without a name)"


def test_the_columns_on_which_sources_disagree_are_named(ledger: Ledger) -> None:
    person = add(ledger, "person", name=Text("S."), born=on("1971"))
    with ledger.step("say", author="N.") as step:
        step.say(person.id, "born", on("1980"))
    (row,) = Listing(ledger).rows("person", [person.id], ["title", "when"])
    assert row.disputed == {"when"}


def test_sources_are_counted_once_and_with_the_parts(ledger: Ledger) -> None:
    letter, report, thrown = (add(ledger, "source", title=Text(name)) for name in "abc")
    incident = add(ledger, "incident", [letter, thrown], title=Text("I."), account=Text("..."))
    person = add(ledger, "person", name=Text("S."))
    add(ledger, "act", [letter, report], incident=Link(incident.id), victim=Link(person.id))
    judge(ledger, Aspect.TRASH, thrown.id, "trashed")
    assert (cell(ledger, incident, "sources"), cell(ledger, person, "sources")) == ("2", "2")
    assert (cell(ledger, letter, "resting"), cell(ledger, report, "resting")) == ("2", "1")


def test_incidents_of_persons_are_counted_across_merges(ledger: Ledger) -> None:
    one, other, third = persons(ledger, "S.", "S. again", "T.")
    first, second = (add(ledger, "incident", title=Text(name)) for name in "ab")
    for victim, incident in ((one, first), (other, first), (other, second), (third, first)):
        add(ledger, "act", incident=Link(incident.id), victim=Link(victim.id))
    judge(ledger, Aspect.IDENTITY, pair(one.id, other.id), "same")
    listing = Listing(ledger)
    ids = listing.ids("person", sort="incidents", descending=True)
    counted = [row.cells[0] for row in listing.rows("person", ids, ["incidents"])]
    assert counted == ["2", "1"]
    assert cell(ledger, first, "persons") == "2"


def test_incidents_are_counted_for_who_acted_in_them_and_the_other_way_round(
    ledger: Ledger,
) -> None:
    (victim, officer) = persons(ledger, "S.", "T.")
    office = add(ledger, "organisation", name=Text("O."))
    incident = add(ledger, "incident", title=Text("I."))
    acts = [
        add(ledger, "act", incident=Link(incident.id), victim=Link(victim.id)) for _each in "ab"
    ]
    for act in acts:
        for acted in (officer, office):
            add(ledger, "involvement", act=Link(act.id), perpetrator=Link(acted.id))
    for ref in (victim, officer, office):
        assert cell(ledger, ref, "incidents") == "1"
    assert cell(ledger, incident, "persons") == "2"
    judge(ledger, Aspect.TRASH, acts[0].id, "trashed")
    judge(ledger, Aspect.TRASH, acts[1].id, "trashed")
    assert cell(ledger, officer, "incidents") == cell(ledger, office, "incidents")
    assert cell(ledger, office, "incidents") in ("", "0", "–")


def test_packed_ids_are_a_sequence(ledger: Ledger) -> None:
    refs = persons(ledger, "a", "b", "c")
    ids = Listing(ledger).ids("person")
    assert list(ids) == [ref.id for ref in refs]
    assert (ids[0], ids[-1], len(ids)) == (refs[0].id, refs[2].id, 3)
    assert list(ids[1:]) == [refs[1].id, refs[2].id]
    assert list(ids[::-1]) == [ref.id for ref in reversed(refs)]
    assert refs[1].id in ids
    assert bytes(16) not in ids
    assert ids.place_of(refs[2].id) == 2
    assert ids.place_of(ids.packed[8:24]) is None
    with pytest.raises(IndexError):
        ids[3]
