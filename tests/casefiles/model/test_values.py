"""Values: what each type takes from outside, and how it is written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefiles.errors import NotUnderstood
from casefiles.model.values import Layer, Number, Text, ValueType, value_from_json
from tests.casefiles.model.made_claims import VALUES

DIGEST = "ab" * 32

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
KEYS = [
    *("text", "lang", "date", "throughout", "ref", "term", "number", "low", "high", "unit"),
    *("point", "within", "file", "name", "type", "size", "layer", "chars", "of", "lines", "start"),
]
LIKELY = st.dictionaries(st.sampled_from(KEYS), JSON | st.sampled_from([DIGEST, "ab" * 16, "2017"]))


@pytest.mark.parametrize("kind", list(ValueType))
@given(st.data())
def test_every_value_is_read_back_from_its_json(kind: ValueType, data: st.DataObject) -> None:
    value = data.draw(VALUES[kind])
    assert value_from_json(json.loads(json.dumps(value.to_json()))) == value


@given(LIKELY | JSON)
def test_what_is_no_value_is_refused_and_what_is_taken_stays_as_it_is(form: object) -> None:
    try:
        value = value_from_json(form)
    except NotUnderstood:
        return
    assert value_from_json(value.to_json()) == value


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"text": 5},
        {"text": "\ud800"},
        {"text": "a", "lang": "Russian"},
        {"text": "a", "lang": "x" * 50},
        {"date": "yesterday"},
        {"date": "2017", "throughout": "yes"},
        {"ref": "xyz"},
        {"ref": 5},
        {"number": "23"},
        {"number": True},
        {"number": float("nan")},
        {"number": float("inf")},
        {"number": 10**400},
        {"low": 5, "high": 3},
        {"low": 5},
        {"point": [91, 0], "within": 5},
        {"point": [0, 181], "within": 5},
        {"point": [0, 0]},
        {"point": [0, 0, 0], "within": 5},
        {"point": [0, 0], "within": -1},
        {"file": "ab", "name": "a", "type": "b", "size": 5},
        {"file": DIGEST, "name": "a", "type": "b", "size": -5},
        {"file": DIGEST.upper(), "name": "a", "type": "b", "size": 5},
        {"layer": DIGEST, "chars": 5, "of": DIGEST, "lines": [5, 3], "start": 0},
        {"layer": DIGEST, "chars": 5, "of": DIGEST, "lines": [1], "start": 0},
        {"picture": "..."},
        [],
        None,
        "text",
    ],
    ids=repr,
)
def test_a_malformed_value_is_refused(form: object) -> None:
    with pytest.raises(NotUnderstood):
        value_from_json(form)


def test_whole_numbers_are_written_without_a_point() -> None:
    assert Number(23.0, 28.0, "years").to_json() == {"low": 23, "high": 28, "unit": "years"}
    assert Number(0.5, 0.5).to_json() == {"number": 0.5}


def test_a_language_is_written_only_where_it_is_known() -> None:
    assert Text("a").to_json() == {"text": "a"}
    assert Text("а", "ru").to_json() == {"text": "а", "lang": "ru"}


def test_a_layer_says_which_lines_of_which_file_it_is() -> None:
    layer = Layer(bytes.fromhex(DIGEST), 900, bytes(32), 3, 38, 22)
    assert layer.to_json() == {
        "layer": DIGEST,
        "chars": 900,
        "of": "00" * 32,
        "lines": [3, 38],
        "start": 22,
    }
