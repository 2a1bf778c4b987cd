"""Phrases: found exactly where all words follow one another, however frequent each of them is."""

import random
from collections.abc import Callable

import numpy as np
import pytest

from casefiles.model.ids import RecordId, Ref
from casefiles.search import Document, SearchIndex, parse
from casefiles.search.index import phrases

Found = Callable[[str], set[int]]


def ref(number: int) -> Ref:
    return Ref("source", RecordId(number.to_bytes(16, "big")))


@pytest.fixture
def found(index: SearchIndex) -> Found:
    def ask(text: str) -> set[int]:
        return {int.from_bytes(hit.ref.id, "big") for hit in index.search(parse(text), limit=999)}

    return ask


def test_phrases_of_rare_and_frequent_words_are_those_that_stand_in_the_texts(
    index: SearchIndex, found: Found
) -> None:
    chance = random.Random(3)
    words = ["rain", "zafar", "kulob", "dushanbe", "mountain", "border"]
    weights = [300, 100, 30, 10, 3, 1]
    texts = [chance.choices(words, weights, k=40) for _ in range(120)]
    index.add(Document(ref(at), body=" ".join(text)) for at, text in enumerate(texts))
    index.remove([ref(at) for at in range(0, 120, 7)])
    for _ in range(150):
        text = chance.choice(texts)
        size = chance.choice((2, 3, 4))
        at = chance.randrange(len(text) - size)
        phrase = " ".join(text[at : at + size])
        standing = {n for n, one in enumerate(texts) if n % 7 and phrase in " ".join(one)}
        assert found(f'"{phrase}"') == standing


def test_a_phrase_at_the_beginning_of_a_text_is_found_there_only(
    index: SearchIndex, found: Found
) -> None:
    index.add(
        [
            Document(ref(1), body="rain border rain rain"),
            Document(ref(2), body="border rain"),
            Document(ref(3), body="border border rain border"),
        ]
    )
    assert found('"rain border"') == {1, 3}
    assert found('"border rain"') == {1, 2, 3}
    assert found('"rain rain"') == {1}
    assert found('"rain border rain border"') == set()


@pytest.mark.parametrize("sizes", [(0, 5), (3, 400), (300, 400), (400, 3)])
def test_what_two_lists_have_in_common_does_not_depend_on_their_lengths(
    sizes: tuple[int, int],
) -> None:
    chance = random.Random(5)
    one, other = (sorted(chance.sample(range(500), size)) for size in sizes)
    common = phrases.common(np.array(one, dtype=np.int64), np.array(other, dtype=np.int64))
    assert common.tolist() == sorted(set(one) & set(other))
