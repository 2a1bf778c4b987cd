"""JSON Lines: written the same for the same set, read exactly or not at all."""

import io
import json
from typing import Any

import pytest

from casefiles.errors import NotUnderstood
from casefiles.exchange import lines
from casefiles.exchange.admission import admit
from casefiles.exchange.lines import Line
from casefiles.ledger.union import Arriving
from casefiles.model.claim import Claim
from casefiles.model.ids import EntryId, RecordId
from casefiles.model.judgment import Aspect, Judgment
from casefiles.model.kinds import BY_NAME
from casefiles.model.values import FileValue, Layer, Link, TermValue, Text, ValueType
from tests.casefiles.exchange.desks import carry, desks, lines_of, small_case
from tests.casefiles.exchange.schema import faults

ID = "0" * 31 + "1"
CLAIM: dict[str, Any] = {
    "claim": ID,
    "subject": "0" * 31 + "2",
    "property": "name",
    "salt": "0" * 32,
    "value": {"text": "Zafar"},
}
JUDGMENT: dict[str, Any] = {
    "judgment": "0" * 31 + "3",
    "aspect": "weight",
    "target": ID,
    "salt": "0" * 32,
    "verdict": "rejected",
}


def _file(*forms: dict[str, Any] | bytes, entries: int | None = None) -> io.BytesIO:
    head = {"parvanda": 1, "entries": len(forms) if entries is None else entries}
    raw = [json.dumps(one).encode() if isinstance(one, dict) else one for one in (head, *forms)]
    return io.BytesIO(b"".join(line + b"\n" for line in raw))


def test_the_same_set_gives_the_same_bytes_in_any_order() -> None:
    with desks(1) as (ledger,):
        small_case(ledger)
        some = lines_of(ledger)
    written = b"".join(lines.write(some))
    assert b"".join(lines.write(list(reversed(some)))) == written
    assert sorted(lines.read(io.BytesIO(written)), key=repr) == sorted(some, key=repr)


def test_every_line_fits_the_schema() -> None:
    with desks(1) as (ledger,):
        refs = small_case(ledger)
        with ledger.step("add", author="N.") as step:
            original = FileValue(bytes(32), "a.txt", "text/plain", 3)
            step.say(refs["article"].id, "original", original)
            step.say(refs["article"].id, "words_layer", Layer(bytes(32), 3, bytes(32), 1, 2, 0))
        some = lines_of(ledger)
    marked = [Line(one.entry, one.salt, acting=False, undone=True) for one in some[-1:]]
    for raw in lines.write([*some[:-1], *marked]):
        assert list(faults(json.loads(raw))) == []


def test_the_schema_refuses_what_the_reader_refuses() -> None:
    for form in (CLAIM, JUDGMENT):
        assert list(faults(form)) == []
        assert list(faults(form | {"more": 1}))
        for name in form:
            assert list(faults({one: form[one] for one in form if one != name}))


def test_the_schema_names_every_type_of_value() -> None:
    used = {prop.type for kind in BY_NAME.values() for prop in kind.properties.values()}
    assert used == set(ValueType)


def test_what_is_carried_over_is_written_the_same_again() -> None:
    with desks(2) as (one, two):
        small_case(one)
        carry(lines_of(one), two, adopt=True)
        assert b"".join(lines.write(lines_of(two))) == b"".join(lines.write(lines_of(one)))


BAD_LINES: dict[str, bytes | dict[str, Any]] = {
    "no json": b"claim",
    "an array": b"[]",
    "nothing": b"",
    "a key twice": b'{"claim": "%s", "claim": "%s"}' % (ID.encode(), ID.encode()),
    "a key twice inside": json.dumps(CLAIM).encode().replace(b'"text"', b'"text": "x", "text"'),
    "not a number": json.dumps(CLAIM | {"value": {"number": 1}})
    .encode()
    .replace(b": 1}", b": NaN}"),
    "infinity": json.dumps(CLAIM | {"value": {"number": 1}}).encode().replace(b": 1}", b": 1e999}"),
    "a huge number": json.dumps(CLAIM | {"value": {"number": 10**30}}).encode(),
    "a number out of range": CLAIM | {"value": {"number": 10**17}},
    "a number in another spelling": CLAIM | {"value": {"number": 1.0}},
    "a thousand levels": b'{"claim": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "twenty levels": b'{"claim": ' + b"[" * 20 + b"]" * 20 + b"}",
    "no utf-8": b'{"claim": "\xff"}',
    "half a character": json.dumps(CLAIM).encode().replace(b"Zafar", b"\\ud800"),
    "a byte order mark": b"\xef\xbb\xbf" + json.dumps(CLAIM).encode(),
    "an unknown field": CLAIM | {"colour": "red"},
    "an unknown field in the value": CLAIM | {"value": {"text": "x", "colour": "red"}},
    "an unknown form of value": CLAIM | {"value": {"colour": "red"}},
    "a default spelled out": CLAIM | {"certainty": "reported"},
    "an id too short": CLAIM | {"claim": "12"},
    "an id in capitals": CLAIM | {"claim": "A" * 32},
    "a salt too short": CLAIM | {"salt": "00"},
    "no salt": {name: CLAIM[name] for name in CLAIM if name != "salt"},
    "a property that is no name": CLAIM | {"property": "../name"},
    "a level that is none": CLAIM | {"sensitivity": 9},
    "a date that is none": CLAIM | {"value": {"date": "2017-99"}},
    "lines backwards": CLAIM | {"cites": [{"source": ID, "lines": [9, 3]}]},
    "a citation without a source": CLAIM | {"cites": [{"lines": [1, 2]}]},
    "a text that is no text": CLAIM | {"value": {"text": ["x"]}},
    "a verdict that is none": JUDGMENT | {"verdict": "liked"},
    "an aspect that is none": JUDGMENT | {"aspect": "beauty"},
    "a target too short": JUDGMENT | {"target": "00"},
    "a pair of one": JUDGMENT | {"aspect": "identity", "verdict": "same"},
    "a mark that is none": JUDGMENT | {"acting": "yes"},
}


@pytest.mark.parametrize("case", BAD_LINES)
def test_a_line_that_is_not_exact_is_refused_by_its_number(case: str) -> None:
    with pytest.raises(NotUnderstood, match="Line 3"):
        lines.read(_file(CLAIM | {"claim": "f" * 32}, BAD_LINES[case]))


def test_an_id_that_comes_twice_is_refused() -> None:
    with pytest.raises(NotUnderstood, match="Line 3"):
        lines.read(_file(CLAIM, CLAIM))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{}\n",
        b'{"parvanda": 1}\n',
        b'{"parvanda": true, "entries": 0}\n',
        b'{"parvanda": 1, "entries": -1}\n',
        b'{"parvanda": 1, "entries": 999999999999}\n',
        b'{"parvanda": 1, "entries": 0, "more": 1}\n',
        b"%PDF-1.7\n",
        b"\x00" * 100,
    ],
)
def test_a_file_that_is_not_ours_is_refused(raw: bytes) -> None:
    with pytest.raises(NotUnderstood):
        lines.read(io.BytesIO(raw))


def test_a_newer_format_is_told() -> None:
    with pytest.raises(NotUnderstood, match="newer"):
        lines.read(io.BytesIO(b'{"parvanda": 2, "entries": 0, "more": 1}\n'))


def test_a_file_that_was_cut_off_is_told() -> None:
    with pytest.raises(NotUnderstood, match="ends after 2 lines"):
        lines.read(_file(CLAIM, entries=2))
    with pytest.raises(NotUnderstood):
        lines.read(io.BytesIO(_file(CLAIM).getvalue()[:-20]))


def test_more_lines_than_announced_are_refused() -> None:
    with pytest.raises(NotUnderstood, match="Line 2"):
        lines.read(_file(CLAIM, entries=0))


def test_a_line_without_an_end_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(NotUnderstood, match="Line 2"):
        lines.read(_file(b"x" * (lines.LONGEST_LINE + 1)))


def _claim(name: str, value: Any, **more: Any) -> Claim:
    return Claim(EntryId.random(), RecordId(b"s" * 16), name, value, **more)


def _judgment(aspect: Aspect, target: bytes, verdict: str) -> Judgment:
    return Judgment(EntryId.random(), aspect, target, verdict)


PERSON = _claim("kind", TermValue("person"))
NOT_UNDERSTOOD: dict[str, list[Claim | Judgment]] = {
    "a kind": [_claim("kind", TermValue("dragon"))],
    "a kind that is no term": [_claim("kind", Text("person"))],
    "two kinds of one record": [PERSON, _claim("kind", TermValue("place"))],
    "a property": [PERSON, _claim("wingspan", Text("x"))],
    "a property of another kind": [PERSON, _claim("former_name", Text("x"))],
    "a value of another type": [PERSON, _claim("name", TermValue("x"))],
    "a term": [PERSON, _claim("sex", TermValue("dragon"))],
    "a certainty": [PERSON, _claim("name", Text("x"), certainty="sworn")],
    "a speaker": [PERSON, _claim("name", Text("x"), by="dragon")],
    "an empty text": [PERSON, _claim("name", Text(" "))],
    "a text too long": [PERSON, _claim("name", Text("x" * 1_000_001))],
    "a link to the wrong kind": [PERSON, _claim("lives_in", Link(RecordId(b"s" * 16)))],
    "a path as a file name": [_claim("original", FileValue(bytes(32), "../../x", "text/plain", 1))],
    "a turned file name": [
        _claim("original", FileValue(bytes(32), "fdp.\u202etxt", "text/plain", 1))
    ],
    "a file name of dots": [_claim("original", FileValue(bytes(32), "..", "text/plain", 1))],
    "a control sign in a file name": [
        _claim("original", FileValue(bytes(32), "a\n.txt", "text/plain", 1))
    ],
    "somebody's adoption": [_judgment(Aspect.ADOPTION, bytes(16), "adopted")],
    "somebody's erasing": [_judgment(Aspect.ERASURE, bytes(16), "erased")],
    "a pair of one record": [_judgment(Aspect.IDENTITY, bytes(32), "same")],
    "a pair in the wrong order": [_judgment(Aspect.IDENTITY, b"b" * 16 + b"a" * 16, "same")],
}


@pytest.mark.parametrize("case", NOT_UNDERSTOOD)
def test_what_this_version_does_not_know_is_refused_as_a_whole(case: str) -> None:
    with pytest.raises(NotUnderstood):
        admit(NOT_UNDERSTOOD[case], {})


def test_links_and_judgments_may_lead_to_what_is_not_here_yet() -> None:
    waiting: list[Claim | Judgment] = [
        PERSON,
        _claim("lives_in", Link(RecordId.random())),
        Claim(EntryId.random(), RecordId.random(), "note", Text("x")),
        _judgment(Aspect.WEIGHT, EntryId.random(), "rejected"),
    ]
    admit(waiting, {})
    with desks(1) as (ledger,):
        assert carry([Line(one, bytes(16)) for one in waiting], ledger)
        assert Arriving(waiting[0], bytes(16)).entry == waiting[0]
