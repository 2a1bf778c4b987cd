"""Claims and judgments: written and read back the same, or refused."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import NotUnderstood
from casefiles.model.claim import Claim, claim_from_json
from casefiles.model.ids import EntryId, RecordId
from casefiles.model.judgment import (
    VERDICTS,
    Aspect,
    Judgment,
    Spot,
    judgment_from_json,
    members_of_pair,
    pair,
    records_of,
    spot_of_target,
)
from casefiles.model.values import Text
from tests.casefiles.model.made_claims import ENTRY_IDS, IDS, VALUES, WORDS, claims
from tests.casefiles.model.test_values import JSON

ID, SUBJECT = EntryId(b"e" * 16), RecordId(b"s" * 16)
VALUE = {"text": "words"}
SOURCE = "ab" * 16

_BODIES = st.dictionaries(
    st.sampled_from(["certainty", "by", "who", "held", "cites", "sensitivity"]), JSON
).map(lambda body: {"value": VALUE} | body)
_CITES = st.dictionaries(
    st.sampled_from(["source", "lines", "chars", "page", "quote"]),
    JSON | st.lists(st.integers(-2, 5), max_size=3) | st.just(SOURCE),
).map(lambda cite: {"value": VALUE, "cites": [{"source": SOURCE} | cite]})


@given(claims("name", st.one_of(*VALUES.values())))
def test_a_claim_is_read_back_from_its_json(claim: Claim) -> None:
    body = json.loads(json.dumps(claim.body_to_json()))
    assert claim_from_json(claim.id, claim.subject, claim.property, body) == claim


@given(_BODIES | _CITES | JSON)
def test_a_malformed_body_is_refused_and_what_is_taken_stays_as_it_is(body: Any) -> None:
    try:
        claim = claim_from_json(ID, SUBJECT, "name", body)
    except NotUnderstood:
        return
    assert claim_from_json(ID, SUBJECT, "name", claim.body_to_json()) == claim
    json.dumps(claim.body_to_json(), ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": None},
        {"certainty": 5},
        {"certainty": "x" * 101},
        {"certainty": "\ud800"},
        {"by": None},
        {"who": "somebody"},
        {"who": 5},
        {"held": "2017"},
        {"held": {"date": "soon"}},
        {"sensitivity": 4},
        {"sensitivity": -1},
        {"sensitivity": True},
        {"sensitivity": "3"},
        {"cites": 5},
        {"cites": ["a"]},
        {"cites": [{}]},
        {"cites": [{"source": SOURCE, "lines": [3, 1]}]},
        {"cites": [{"source": SOURCE, "lines": [0, 1]}]},
        {"cites": [{"source": SOURCE, "lines": [True, True]}]},
        {"cites": [{"source": SOURCE, "lines": [1]}]},
        {"cites": [{"source": SOURCE, "chars": [-1, 5]}]},
        {"cites": [{"source": SOURCE, "chars": [5, 1]}]},
        {"cites": [{"source": SOURCE, "quote": 5}]},
        {"cites": [{"source": SOURCE, "page": "\udfff"}]},
    ],
    ids=repr,
)
def test_each_part_of_a_body_is_looked_at(wrong: dict[str, Any]) -> None:
    with pytest.raises(NotUnderstood):
        claim_from_json(ID, SUBJECT, "name", {"value": VALUE} | wrong)


def test_what_is_at_its_default_is_left_out() -> None:
    assert Claim(ID, SUBJECT, "name", Text("words")).body_to_json() == {"value": VALUE}


_VERDICTS = [(aspect, verdict) for aspect in Aspect for verdict in sorted(VERDICTS[aspect])]


@given(
    st.sampled_from(_VERDICTS),
    IDS,
    IDS,
    WORDS,
    st.lists(ENTRY_IDS, max_size=3, unique=True),
)
def test_a_judgment_is_read_back_from_its_json(
    decided: tuple[Aspect, str], one: RecordId, other: RecordId, why: str, older: list[EntryId]
) -> None:
    aspect, verdict = decided
    targets = {
        Aspect.IDENTITY: pair(one, other),
        Aspect.MENTION: Spot(one, other, 7, 12).target(),
    }
    target = targets.get(aspect, one)
    judgment = Judgment(EntryId(b"j" * 16), aspect, target, verdict, why, tuple(sorted(older)))
    body = json.loads(json.dumps(judgment.body_to_json()))
    assert judgment_from_json(judgment.id, int(aspect), target, body) == judgment


@given(IDS, IDS, st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1))
def test_a_spot_is_read_back_from_its_target(
    source: RecordId, record: RecordId, start: int, end: int
) -> None:
    spot = Spot(source, record, start, end)
    assert spot_of_target(spot.target()) == spot
    assert records_of(spot.target()) == {source, record}


@given(JSON, JSON, JSON)
def test_a_malformed_judgment_is_refused(verdict: Any, reason: Any, older: Any) -> None:
    body = {"verdict": verdict, "reason": reason, "supersedes": older}
    with pytest.raises(NotUnderstood):
        judgment_from_json(ID, int(Aspect.TRASH), SUBJECT, body)


@pytest.mark.parametrize(
    ("aspect", "target", "wrong"),
    [
        (99, SUBJECT, {}),
        (int(Aspect.TRASH), b"short", {}),
        (int(Aspect.IDENTITY), SUBJECT, {"verdict": "same"}),
        (int(Aspect.TRASH), SUBJECT, {"verdict": "same"}),
        (int(Aspect.SENSITIVITY), SUBJECT, {"verdict": 3}),
        (int(Aspect.TRASH), SUBJECT, {"reason": "\ud800"}),
        (int(Aspect.TRASH), SUBJECT, {"supersedes": [SOURCE, SOURCE]}),
        (int(Aspect.TRASH), SUBJECT, {"supersedes": [ID.hex()]}),
        (int(Aspect.TRASH), SUBJECT, {"supersedes": "abc"}),
    ],
    ids=repr,
)
def test_each_part_of_a_judgment_is_looked_at(
    aspect: int, target: bytes, wrong: dict[str, Any]
) -> None:
    with pytest.raises(NotUnderstood):
        judgment_from_json(ID, aspect, target, {"verdict": "kept"} | wrong)


@given(IDS, IDS)
def test_a_pair_is_the_same_in_both_orders(one: RecordId, other: RecordId) -> None:
    assert pair(one, other) == pair(other, one)
    assert set(members_of_pair(pair(one, other))) == {one, other}
