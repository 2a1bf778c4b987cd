"""Authored case files, and the example vault as it is written."""

import re
from collections import Counter
from pathlib import Path

import pytest

import resources
from casefiles.errors import NotUnderstood
from casefiles.model.judgment import Aspect
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Number, Point, TermValue, Text, When
from casefiles.operations.authored import (
    Authored,
    AuthoredClaim,
    AuthoredJudgment,
    AuthoredRecord,
    Cite,
    KeyLink,
)
from casefiles.operations.authoring import read_authored

SOURCE = """
[[source]]
key = "D01"
cite = []
by = "own"
title = "A report"
locator = "page.txt:3-38"
"""


def read(folder: Path, text: str) -> Authored:
    file = folder / "made.toml"
    file.write_text(SOURCE + text, encoding="utf-8")
    return read_authored([file])


def mistake(folder: Path, text: str) -> str:
    with pytest.raises(NotUnderstood) as caught:
        read(folder, text)
    return str(caught.value)


def the(authored: Authored, key: str) -> AuthoredRecord:
    return next(record for record in authored.records if record.key == key)


def said(record: AuthoredRecord, name: str) -> list[AuthoredClaim]:
    return [claim for claim in record.claims if claim.property == name]


@pytest.fixture(scope="module")
def example() -> Authored:
    return read_authored(sorted(resources.path("example").glob("*.toml")))


def test_a_bare_value_takes_what_the_record_says_once(tmp_path: Path) -> None:
    authored = read(
        tmp_path,
        """
        [[person]]
        key = "a-b"
        cite = ["D01:7"]
        certainty = "stated"
        by = "relative"
        who = "@a-b"
        sensitivity = "partner"
        name = "Somebody"
        """,
    )
    assert the(authored, "a-b").claims == (
        AuthoredClaim(
            property="name",
            value=Text("Somebody"),
            cites=(Cite("D01", 7, 7),),
            certainty="stated",
            by="relative",
            who_key="a-b",
            sensitivity=Sensitivity.PARTNER,
        ),
    )


def test_every_type_of_value_can_be_written(tmp_path: Path) -> None:
    authored = read(
        tmp_path,
        """
        [[place]]
        key = "town"
        cite = ["D01:3-5"]
        name = ["Town", { v = "Город", lang = "ru", cite = [], by = "own" }]
        place_type = "city"
        location = { v = [38.5, 68.8], within = 500 }
        [[proceeding]]
        key = "trial"
        cite = ["D01"]
        place = "@town"
        decided = { v = "2016/2017", throughout = true }
        sentence_years = [{ v = [23, 28] }, { v = 25, unit = "years" }]
        """,
    )
    town, trial = the(authored, "town"), the(authored, "trial")
    assert [claim.value for claim in town.claims] == [
        Text("Town"),
        Text("Город", "ru"),
        TermValue("city"),
        Point(38.5, 68.8, 500),
    ]
    assert town.claims[0].cites == (Cite("D01", 3, 5),)
    assert trial.claims[0].value == KeyLink("town")
    assert trial.claims[0].cites == (Cite("D01"),)
    decided = trial.claims[1].value
    assert isinstance(decided, When)
    assert decided.date.throughout
    assert [claim.value for claim in trial.claims[2:]] == [
        Number(23, 28, "years"),
        Number(25, 25, "years"),
    ]


def test_what_is_only_ours_is_inferred_unless_we_say_otherwise(tmp_path: Path) -> None:
    authored = read(
        tmp_path,
        """
        [[person]]
        key = "a"
        by = "own"
        name = ["One", { v = "Two", certainty = "stated" }, { v = "Three", cite = ["D01:4"] }]
        """,
    )
    assert [claim.certainty for claim in the(authored, "a").claims] == [
        "inferred",
        "stated",
        "reported",
    ]


def test_a_field_that_is_called_like_a_default_is_the_field(tmp_path: Path) -> None:
    authored = read(
        tmp_path,
        """
        [[person]]
        key = "a"
        cite = ["D01:4"]
        name = "One"
        [[reply]]
        key = "r"
        cite = ["D01:4"]
        by = "@a"
        account = "No."
        """,
    )
    assert the(authored, "r").claims[0].value == KeyLink("a")
    assert the(authored, "r").claims[1].by == ""


def test_tables_of_one_key_add_up_and_a_claim_made_twice_is_one(tmp_path: Path) -> None:
    for name, text in (("a.toml", '"One", "Two"'), ("b.toml", '"Two", "Three"')):
        table = f'[[person]]\nkey = "a"\nby = "own"\nname = [{text}]\n'
        (tmp_path / name).write_text(table, encoding="utf-8")
    authored = read_authored([tmp_path / "a.toml", tmp_path / "b.toml"])
    names = [claim.value for claim in the(authored, "a").claims]
    assert names == [Text("One"), Text("Two"), Text("Three")]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ('nickname = "x"', "nickname"),
        ('sex = "green"', "sex"),
        ('born = "the day before"', "born"),
        ("born = 1965-01-01", "born"),
        ('birthplace = "@nowhere"', "birthplace"),
        ('birthplace = "@a"', "birthplace"),
        ('birthplace = "somewhere"', "birthplace"),
        ('name = ""', "name"),
        ("name = 7", "name"),
        ('name = { v = "x", lang = "not a language" }', "name"),
        ('name = { v = "x", source = "D01" }', "name"),
        ('name = { lang = "ru" }', "name"),
        ('name = { v = "x", cite = ["D01:39"] }', "name"),
        ('name = { v = "x", cite = ["D01:7-3"] }', "name"),
        ('name = { v = "x", cite = ["D77:7"] }', "name"),
        ('name = { v = "x", cite = ["a:7"] }', "name"),
        ('name = { v = "x", cite = ["line 7"] }', "name"),
        ('name = { v = "x", by = "the moon" }', "name"),
        ('name = { v = "x", who = "@D01" }', "name"),
        ('name = { v = "x", certainty = "sure" }', "name"),
        ('name = { v = "x", held = "soon" }', "name"),
        ('name = { v = "x", sensitivity = "secret" }', "name"),
        ('picture = "portrait.jpg"', "picture"),
    ],
)
def test_a_mistake_is_named_with_file_kind_key_and_property(
    tmp_path: Path, line: str, field: str
) -> None:
    sentence = mistake(tmp_path, f'[[person]]\nkey = "a"\ncite = ["D01:7"]\n{line}\n')
    assert sentence.startswith(f"made.toml, person a, {field}: ")
    assert len(sentence.splitlines()) == 1


@pytest.mark.parametrize(
    "text",
    [
        '[[dragon]]\nkey = "a"\n',
        '[[person]]\nname = "x"\n',
        '[[person]]\nkey = "a b"\n',
        '[[person]]\nkey = "D01"\n',
        "person = [7]\n",
        "[[person\n",
        '[[judgment]]\naspect = "mood"\nverdict = "same"\na = "@D01"\nb = "@D01"\n',
        '[[judgment]]\naspect = "identity"\nverdict = "maybe"\na = "@D01"\nb = "@D01"\n',
        '[[judgment]]\naspect = "identity"\nverdict = "same"\na = "@D01"\nb = "@D02"\n',
        '[[judgment]]\naspect = "identity"\nverdict = "same"\na = "@D01"\nb = "@D01"\n',
        '[[judgment]]\naspect = "sensitivity"\nverdict = "secret"\na = "@D01"\n',
    ],
)
def test_a_table_that_is_no_record_is_refused(tmp_path: Path, text: str) -> None:
    assert mistake(tmp_path, text).startswith("made.toml")


def test_judgments_are_on_two_records_or_on_one(tmp_path: Path) -> None:
    authored = read(
        tmp_path,
        """
        [[person]]
        key = "a"
        by = "own"
        name = "One"
        [[person]]
        key = "b"
        by = "own"
        name = "Two"
        [[judgment]]
        aspect = "identity"
        verdict = "different"
        a = "@a"
        b = "@b"
        reason = "brothers"
        [[judgment]]
        aspect = "sensitivity"
        verdict = "partner"
        a = "@a"
        """,
    )
    assert authored.judgments == (
        AuthoredJudgment(Aspect.IDENTITY, "different", ("a", "b"), "brothers"),
        AuthoredJudgment(Aspect.SENSITIVITY, "2", ("a",)),
    )


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = '[[person]]\nkey = "a"\nsex = "green"\n[[person]]\nkey = "b"\nborn = "soon"\n'
    assert len(mistake(tmp_path, text).splitlines()) == 2


def test_the_example_is_rich_enough_to_learn_from(example: Authored) -> None:
    kinds = Counter(record.kind for record in example.records)
    assert kinds["person"] >= 60
    linked = {
        claim.value.key
        for record in example.records
        if record.kind == "act"
        for claim in said(record, "incident")
        if isinstance(claim.value, KeyLink)
    }
    assert len(linked) >= 40
    assert kinds.keys() >= {
        "organisation", "post", "place", "event", "involvement", "relation", "proceeding",
        "measure", "asset", "statistic", "reply", "commitment", "submission", "case", "consent",
        "task", "tag",
    }  # fmt: skip
    assert {f"D{number:02}" for number in range(1, 14)} <= {r.key for r in example.records}


def test_every_claim_of_the_example_rests_on_a_line_or_says_that_it_is_ours(
    example: Authored,
) -> None:
    bare = [
        (record.key, claim.property)
        for record in example.records
        for claim in record.claims
        if claim.by != "own" and not any(cite.first_line for cite in claim.cites)
    ]
    assert bare == []


def test_an_act_of_the_example_has_one_victim_and_one_kind(example: Authored) -> None:
    for record in example.records:
        if record.kind == "act":
            for name in ("incident", "victim", "act"):
                assert len({claim.value for claim in said(record, name)}) == 1, record.key


def test_a_record_of_the_example_has_something_to_be_called_by(example: Authored) -> None:
    for record in example.records:
        if record.kind in ("person", "organisation", "place"):
            titles = ("name", "description", "code", "misprint")
            assert any(said(record, name) for name in titles), record.key


def test_sources_that_disagree_stand_side_by_side_in_the_example(example: Authored) -> None:
    years = {claim.value for claim in said(the(example, "yorov-2016"), "sentence_years")}
    assert {Number(23, 23, "years"), Number(25, 25, "years")} <= years
    places = said(the(example, "saidov-shaming-2017-07"), "place")
    assert {KeyLink("pandovchi-sari-dasht"), KeyLink("samsolik")} <= {c.value for c in places}
    (copied,) = said(the(example, "D11"), "copy_of")
    assert copied.value == KeyLink("D02")


def test_a_person_whose_name_the_press_printed_is_masked_in_the_example(example: Authored) -> None:
    """By a judgment on the whole record, so that no other spelling slips through."""
    (judgment,) = (one for one in example.judgments if one.keys == ("zuhurova-dilbar",))
    assert judgment.aspect is Aspect.SENSITIVITY
    assert judgment.verdict == str(int(Sensitivity.PARTNER))
    assert judgment.reason


def test_published_case_names_are_marked_in_the_example(example: Authored) -> None:
    for key in ("hamza", "fatima"):
        (claim,) = said(the(example, key), "case_name")
        assert claim.value == TermValue("yes")


def test_the_invented_informant_of_the_example_says_so_and_stays_inside(
    example: Authored,
) -> None:
    person = the(example, "practice-informant")
    (description,) = said(person, "description")
    assert isinstance(description.value, Text)
    assert "invented for practice" in description.value.text
    assert all(claim.sensitivity is Sensitivity.INTERNAL for claim in person.claims)


def test_the_manual_of_the_example_names_only_records_that_are_there(example: Authored) -> None:
    manual = resources.path("example", "README.md").read_text(encoding="utf-8")
    table = manual.split("## Where to look")[1]
    named = re.findall(r"`([A-Za-z0-9]+(?:-[A-Za-z0-9]+)*)`", table)
    known = {record.key for record in example.records}
    assert len(named) > 20
    assert set(named) <= known
