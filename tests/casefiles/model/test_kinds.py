"""The kinds of records: their declarations hold together, and hold what the field needs."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefiles.errors import NotUnderstood
from casefiles.model import vocabulary
from casefiles.model.checks import fault_of
from casefiles.model.claim import claim_from_json
from casefiles.model.kinds import BY_NAME, IS_A, KINDS, kind_named
from casefiles.model.properties import Role
from casefiles.model.record import Kind
from casefiles.model.values import ValueType
from tests.casefiles.model.made_claims import claims, values_of

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


def test_kinds_keep_the_numbers_under_which_they_are_stored() -> None:
    assert [kind.name for kind in KINDS] == [
        *("person", "organisation", "post", "place", "event", "incident", "act", "involvement"),
        *("relation", "proceeding", "measure", "asset", "statistic", "source", "reply"),
        *("commitment", "submission", "case", "consent", "task", "tag"),
    ]


@every_kind
def test_every_declared_vocabulary_exists(kind: Kind) -> None:
    for prop in kind.properties.values():
        assert bool(prop.vocabulary) == (prop.type is ValueType.TERM), prop
        assert not prop.vocabulary or vocabulary.load(prop.vocabulary).terms


@every_kind
def test_every_link_leads_to_kinds_that_exist_and_is_named_from_there(kind: Kind) -> None:
    for prop in kind.properties.values():
        assert bool(prop.links_to) == (prop.type is ValueType.LINK), prop
        assert set(prop.links_to) <= set(BY_NAME), prop
        assert bool(prop.inverse) == bool(prop.links_to), prop


@every_kind
def test_every_property_has_a_label_and_roles_that_fit_its_type(kind: Kind) -> None:
    for prop in kind.properties.values():
        assert prop.label, prop
        assert prop.name != IS_A, prop
        assert prop.role is not Role.NAME or prop.type is ValueType.TEXT, prop
        assert prop.role is not Role.WHEN or prop.type is ValueType.DATE, prop
        assert prop.protects is None or vocabulary.load(prop.vocabulary).has("yes"), prop


@every_kind
def test_every_kind_has_words_a_title_and_at_most_one_order_of_time(kind: Kind) -> None:
    assert kind.words.one
    assert kind.words.more
    assert all(kind.properties[name].type is ValueType.TEXT for name in kind.words.title)
    assert bool(kind.words.title) or not kind.words.listed
    assert len(kind.dated_by) <= 1


@every_kind
def test_parts_say_by_which_links_they_belong(kind: Kind) -> None:
    assert bool(kind.words.belongs_by) != kind.words.listed
    for name in kind.words.belongs_by:
        assert kind.properties[name].type is ValueType.LINK


@every_kind
def test_the_typed_record_has_a_column_for_each_property(kind: Kind) -> None:
    fields = list(kind.table.model_fields)
    assert sorted(fields) == sorted(["id", *kind.properties])
    assert kind.table(id=b"i" * 16).id == b"i" * 16


@settings(max_examples=40)
@every_kind
@given(st.data())
def test_every_property_takes_its_values_and_gives_them_back(
    kind: Kind, data: st.DataObject
) -> None:
    prop = data.draw(st.sampled_from(list(kind.properties.values())))
    claim = data.draw(claims(prop.name, values_of(prop)))
    linked = data.draw(st.sampled_from(prop.links_to)) if prop.links_to else None
    assert fault_of(kind.name, prop.name, claim.value, linked) is None
    body = json.loads(json.dumps(claim.body_to_json()))
    assert claim_from_json(claim.id, claim.subject, prop.name, body) == claim


def test_a_kind_is_found_by_its_name_only() -> None:
    assert kind_named("person") is BY_NAME["person"]
    for name in ("Person", "", "people", "kind"):
        with pytest.raises(NotUnderstood):
            kind_named(name)
