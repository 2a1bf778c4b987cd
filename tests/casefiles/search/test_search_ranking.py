"""Who is called so comes first; many spellings are one name; sources that speak of a record."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.model.claim import Citation
from casefiles.model.ids import RecordId, Ref
from casefiles.model.values import Link, Text
from casefiles.operations.erasing import erase_for_good
from casefiles.operations.history import undo
from casefiles.operations.judging import merge, put_in_trash, unmerge
from casefiles.operations.recording import Draft, Said, add_record, add_records
from casefiles.search import Document, SearchIndex, parse
from casefiles.search.index import core
from casefiles.search.normalise import Looking, words
from casefiles.vault import Vault


def ref(number: int, kind: str = "person") -> Ref:
    return Ref(kind, RecordId(number.to_bytes(16, "big")))


def found(index: SearchIndex, text: str, *kinds: str) -> list[int]:
    return [int.from_bytes(hit.ref.id, "big") for hit in index.search(parse(text), kinds, 100)]


def scores(index: SearchIndex, text: str) -> dict[int, float]:
    hits = index.search(parse(text), (), 100)
    return {int.from_bytes(hit.ref.id, "big"): hit.score for hit in hits}


VARIANTS = (
    "Salim Karimzoda", "Karimzoda Salim", "Saleem Karimzoda", "Salim Karimzadeh", "Salim Karim",
    "Салим Каримзода", "Салими Карим", "Karimzoda",
)  # fmt: skip
NAMED = Document(ref(1), title=VARIANTS[0], names=VARIANTS, body="Teacher.", mentions=("Boland",))
DESCRIBED = Document(
    ref(2),
    title="sister of Salim Karimzoda",
    descriptions=("sister of Salim Karimzoda",),
    mentions=VARIANTS,
)
LINKED = Document(ref(3), title="Anna Qodirova", names=("Anna Qodirova",), mentions=VARIANTS)
EVENT = Document(
    ref(4, "event"),
    title="Interview of Salim Karimzoda with the paper",
    names=("Interview of Salim Karimzoda with the paper",),
    mentions=VARIANTS,
)
ARTICLE = Document(ref(5, "source"), title="A family", body="Then Karimzoda said so. " * 20)
EVERYONE = (LINKED, DESCRIBED, EVENT, ARTICLE, NAMED)


@pytest.mark.parametrize("text", ["Karimzoda", "Каримзода", "Salim Karimzoda", '"Salim Karimzoda"'])
def test_the_person_called_so_comes_before_described_and_linked_ones(
    index: SearchIndex, text: str
) -> None:
    index.add(EVERYONE)
    assert found(index, text, "person") == [1, 2, 3]
    assert found(index, text)[0] == 1


@pytest.mark.parametrize("text", ["karimz*", "karimsoda~", "name:karimzoda", "karimzoda OR rain"])
def test_names_come_first_for_beginnings_near_words_and_alternatives_too(
    index: SearchIndex, text: str
) -> None:
    index.add(EVERYONE)
    assert found(index, text)[0] == 1


def test_texts_that_speak_of_a_person_stand_among_the_first(index: SearchIndex) -> None:
    index.add([*EVERYONE, *(Document(ref(n), mentions=VARIANTS) for n in range(10, 60))])
    assert 5 in found(index, "Karimzoda")[:4]


def test_many_variants_of_a_name_neither_raise_nor_dilute(index: SearchIndex) -> None:
    index.add(
        [
            Document(ref(1), names=("Salim Karimzoda",)),
            Document(ref(2), names=("Salim Karimzoda", "Салим Каримзода", "Karimzoda, S.")),
            Document(ref(3), mentions=("Salim Karimzoda",)),
            Document(ref(4), mentions=("Salim Karimzoda", "Салим Каримзода", "Karimzoda, S.")),
        ]
    )
    of = scores(index, "salim karimzoda")
    assert of[1] == of[2] > of[3] == of[4]
    of = scores(index, "салим каримзода")
    assert of[2] > of[1] > of[4] > of[3]  # written as it was typed counts for more


def test_the_shorter_name_that_is_all_of_the_question_comes_first(index: SearchIndex) -> None:
    index.add(
        [
            Document(ref(1, "place"), names=("Old mosque of Boland",)),
            Document(ref(2, "place"), names=("Boland",)),
            Document(ref(3, "place"), names=("Boland district",)),
        ]
    )
    assert found(index, "boland") == [2, 3, 1]


def test_words_count_together_only_where_one_name_holds_them(index: SearchIndex) -> None:
    index.add(
        [
            Document(ref(1), names=("Salim Odinaev", "Farhod", "Karim", "Karimzoda", "Salim")),
            Document(ref(2), names=("Salim Karimzoda",)),
        ]
    )
    assert found(index, "salim karimzoda") == [2, 1]


def test_words_of_every_sentence_are_no_part_of_a_name_to_be_covered(index: SearchIndex) -> None:
    index.add(
        [
            Document(ref(1), names=("Justice Ministry Press",)),
            Document(ref(2), names=("The Ministry of the Justice",)),
        ]
    )
    assert found(index, "ministry of justice") == [2, 1]


PARTY = RecordId((90).to_bytes(16, "big"))


def test_a_source_is_found_under_the_names_of_those_it_speaks_of(
    index: SearchIndex, joined: Callable[[SearchIndex], None]
) -> None:
    one, two, other = (RecordId(bytes([n]) * 16) for n in (1, 2, 3))
    index.add([Document(ref(1, "source"), body="On the dawn.", known_as=(one, other))])
    index.add([Document(ref(2, "source"), body="On the night.", known_as=(two,))])
    index.add(
        [
            Document(ref(7), names=("Ҳизби Субҳ", "Party of the Dawn"), cites=(other, two, two)),
            Document(ref(8), names=("Субҳи Нав",), cites=(RecordId(bytes(16)),)),
        ]
    )
    assert found(index, "хизби субх") == [7, 2, 1]  # two claims rest on the second
    assert found(index, "хизби субх", "source") == [2, 1]
    assert found(index, "хизби субх night") == [2]
    assert found(index, "mentions:субҳ") == [2, 1]
    assert found(index, "name:субҳ", "source") == []
    assert found(index, "субҳ -dawn") == [2, 8]  # what only rests on claims leaves nothing out
    (hit, _) = index.search(parse("хизби субх"), ("source",))
    assert (hit.fields, hit.lacking) == (("mention",), ())
    index.update([Document(ref(7), names=("Ҳизби Субҳ",), cites=(two,))])
    assert found(index, "хизби субх", "source") == [2]
    index.update([Document(ref(2, "source"), body="On the night, again.", known_as=(two,))])
    joined(index)
    assert found(index, "хизби субх", "source") == [2]
    index.remove([ref(7)])
    assert found(index, "хизби субх") == []


def test_long_texts_are_written_in_batches(
    index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core, "_BATCH_LETTERS", 100)
    index.add(Document(ref(n), body=f"rain {n} " * 10) for n in range(8))
    assert index.count == 8
    assert len(found(index, "rain")) == 8


@given(
    st.lists(
        st.sampled_from(
            ["rain", "Rain's", "rainy", "'rain", "ra\u00adin", "x" * 300, " ", "-", "\n"]
        )
        | st.text(max_size=4),
        max_size=30,
    ).map("".join)
)
def test_looking_for_some_words_finds_what_reading_all_words_would(text: str) -> None:
    def wanted(word: str) -> bool:
        return "r" in word or "x" in word

    looking = Looking(wanted)
    for one in (text, f"rain {text}", text):  # what is remembered of one does not change another
        assert [*looking.words(one)] == [word for word in words(one) if wanted(word.text)]


# In a vault


def source(vault: Vault, title: str) -> Ref:
    return add_record(vault, kind="source", said=[Said("title", Text(title))])


def asked(vault: Vault, text: str, *kinds: str) -> list[Ref]:
    return [hit.ref for hit in vault.search(text, kinds=kinds).hits]


def party(vault: Vault, *sources: Ref) -> Ref:
    cites = tuple(Citation(one.id) for one in sources)
    return add_record(
        vault,
        kind="organisation",
        said=[
            Said("name", Text("Party of the Dawn"), citations=cites),
            Said("name", Text("Ҳизби Субҳ")),
        ],
    )


def test_a_person_comes_before_relatives_known_by_a_description(vault: Vault) -> None:
    salim, sister = RecordId.new(), RecordId.new()
    add_records(
        vault,
        drafts=[
            Draft("person", (Said("description", Text("sister of Salim Karimzoda")),), sister),
            Draft("person", tuple(Said("name", Text(name)) for name in VARIANTS), salim),
            Draft("relation", (Said("who", Link(salim)), Said("whose", Link(sister)))),
        ],
    )
    refs = [Ref("person", salim), Ref("person", sister)]
    assert asked(vault, "Каримзода", "person") == refs
    assert asked(vault, "name:sister") == refs[1:]


def test_a_claim_that_cites_a_source_makes_it_found_under_the_name(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = source(vault, "An article")
    indexed: list[Ref] = []
    update = SearchIndex.update

    def watched(index: SearchIndex, documents: list[Document]) -> None:
        indexed.extend(document.ref for document in documents)
        update(index, documents)

    monkeypatch.setattr(SearchIndex, "update", watched)
    dawn = party(vault, article)
    assert asked(vault, "хизби субх") == [dawn, article]
    assert article not in indexed  # however long its text is
    undo(vault)
    assert asked(vault, "хизби субх") == []


def test_a_merged_source_is_found_by_what_cites_either(vault: Vault) -> None:
    one, two = source(vault, "An article"), source(vault, "The article")
    dawn = party(vault, two)
    assert asked(vault, "субҳ") == [dawn, two]
    kept = merge(vault, refs=[one, two])
    assert asked(vault, "субҳ") == [dawn, kept]
    unmerge(vault, ref=kept)
    assert asked(vault, "субҳ") == [dawn, two]


def test_a_part_that_cites_a_source_speaks_for_the_records_it_joins(vault: Vault) -> None:
    article = source(vault, "An article")
    dawn = party(vault)
    post = (
        Said("organisation", Link(dawn.id), citations=(Citation(article.id),)),
        Said("role", Text("chair")),
    )
    add_record(vault, kind="post", said=post)
    assert asked(vault, "субҳ") == [dawn, article]


def test_what_lies_in_the_trash_or_is_erased_speaks_for_nothing(vault: Vault) -> None:
    article = source(vault, "An article")
    dawn = party(vault, article)
    put_in_trash(vault, refs=[dawn])
    assert asked(vault, "субҳ") == []
    other = party(vault, article)
    erase_for_good(vault, refs=[article])
    assert asked(vault, "субҳ") == [other]


def test_found_after_opening_again(tmp_path: Path, vault: Vault) -> None:
    article = source(vault, "An article")
    dawn = party(vault, article)
    vault.rebuild()
    vault.index.forget()
    assert asked(vault, "субҳ") == [dawn, article]


def test_words_of_a_part_are_found_and_shown_with_the_record_it_belongs_to(vault: Vault) -> None:
    dawn = party(vault)
    role = Said("role", Text("keeper of the seal"))
    add_record(vault, kind="post", said=[Said("organisation", Link(dawn.id)), role])
    for question in ("keeper", "keep*", "keepers~2", '"keeper of the seal"', "name:dawn keeper"):
        (hit,) = vault.search(question).hits
        (snippet,) = hit.snippets
        start, end = snippet.marks[0]
        assert (hit.ref, snippet.text[start:end]) == (dawn, "keeper")
    assert vault.search("dawn").hits[0].snippets == ()
