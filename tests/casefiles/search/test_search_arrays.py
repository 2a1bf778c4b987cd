"""The file of a segment: written in pieces, read in part, and the same numbers either way."""

from itertools import pairwise

import numpy as np
import pytest

from casefiles.errors import IndexDamaged
from casefiles.search.index.arrays import Array, Arrays, Stream, pack
from casefiles.search.index.joining import stretches
from casefiles.search.storage import CHUNK, Paged

POSTINGS = 40_000
EMPTY = ("words", "words_ends", "forms", "forms_ends", "form_words", "terms", "terms_ends")
NO_COLUMNS = ("length", "parts_from", "earliest", "latest", "name_doc", "name_words", "name_rank")
STARTS = ("form_first", "field_first", "first", "places_first")


def file_of(docs: Array) -> bytes:
    """A segment of one column of documents, handed over in pieces that fit no chunk."""
    pieces = iter(np.array_split(docs, 7))
    arrays: dict[str, Array | Stream] = {
        **{name: np.zeros(0, dtype="u1") for name in (*EMPTY, *NO_COLUMNS, "list_words")},
        **{name: np.zeros(1, dtype="u4") for name in STARTS},
        **{name: np.ones(len(docs), dtype="u1") for name in ("weights", "counts", "places")},
        "docs": Stream(np.dtype("u4"), len(docs), pieces),
    }
    packed = pack(arrays)
    content = b"".join(packed.pieces)
    assert len(content) == packed.size
    return content


def opened(content: bytes) -> Arrays:
    def chunks(first: int, last: int) -> list[bytes]:
        return [content[seq * CHUNK : (seq + 1) * CHUNK] for seq in range(first, last + 1)]

    return Arrays(Paged(len(content), chunks))


def test_a_part_and_some_numbers_are_those_of_the_whole() -> None:
    docs = np.arange(POSTINGS, dtype="u4") * 3
    arrays = opened(file_of(docs))
    assert arrays.whole("docs").tolist() == docs.tolist()
    assert arrays.part("docs", 9_000, 17_000).tolist() == docs[9_000:17_000].tolist()
    for at in ([], [0], [7, 8, 39_999], [100, 20_000, 20_001, 39_000], [*range(0, POSTINGS, 11)]):
        places = np.array(at, dtype=np.int64)
        assert arrays.some("docs", places).tolist() == docs[places].tolist()


def test_numbers_that_an_array_does_not_have_are_not_read() -> None:
    arrays = opened(file_of(np.arange(10, dtype="u4")))
    with pytest.raises(IndexDamaged):
        arrays.some("docs", np.array([2, 10]))


def test_lists_are_cut_into_stretches_that_leave_none_out() -> None:
    first = np.cumsum([0, 3, 3, 20, 1, 1, 1, 9])
    cut = [*stretches(first, 8)]
    assert cut[0][0] == 0
    assert cut[-1][1] == len(first) - 1
    assert all(end == start for (_, end), (start, _) in pairwise(cut))
    for start, end in cut:
        assert end == start + 1 or first[end] - first[start] <= 8
