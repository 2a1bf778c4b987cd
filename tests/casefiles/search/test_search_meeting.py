"""What is marked in a hit is what the index knows to answer: neither more nor less."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefiles.model.ids import RecordId, Ref
from casefiles.search import Document, SearchIndex, parse
from casefiles.search.marks import Marker, marks, shown
from casefiles.search.meeting import among
from casefiles.search.widening import Widening

SPOKEN = ("kabiri", "Қабирӣ", "Kabyri", "rain", "rains", "суда", "Сатторов", "sattori", "ستاری")
TEXTS = st.lists(st.sampled_from(SPOKEN), max_size=12).map(", ".join)
QUESTIONS = st.sampled_from(
    ["кабири", "rain", "суд", "kab*", "rain~", "kabir~2", '"rains"', '"rain kabiri"', "саттори"]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(TEXTS, max_size=4), st.lists(QUESTIONS, min_size=1, max_size=3).map(" ".join))
def test_the_index_marks_the_words_that_their_letters_mark(
    index: SearchIndex, texts: list[str], question: str
) -> None:
    index.create()
    for number, text in enumerate(texts):  # a segment each
        index.add([Document(Ref("source", RecordId(number.to_bytes(16, "big"))), body=text)])
    wordings = shown(Widening(index).widened(parse(question)).wanted())
    marker = Marker([among(index.written(one)) for one in wordings])
    for text in texts:
        assert marker.marks(text) == marks(text, wordings)


def test_where_nothing_is_asked_nothing_is_marked() -> None:
    assert Marker([]).marks("rain") == []


def test_phrases_stand_where_no_other_word_parts_them() -> None:
    marker = Marker([among([frozenset({"exit"}), frozenset({"ban"})])])
    found = marker.marks("exit, ban; exit the ban; ban exit ban")
    assert [(one.start, one.end) for one in found] == [(0, 4), (6, 9), (29, 33), (34, 37)]
