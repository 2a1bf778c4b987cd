"""The shipped vocabularies are whole, and codes lead where they should."""

import json
import re

import pytest

import resources
from casefiles.errors import NotUnderstood
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.vocabulary import Term, Vocabulary, load, names

every_vocabulary = pytest.mark.parametrize(
    "vocabulary", [load(name) for name in names()], ids=names()
)


@every_vocabulary
def test_every_term_has_a_code_two_labels_and_a_definition(vocabulary: Vocabulary) -> None:
    assert vocabulary.version >= 1
    assert vocabulary.terms
    for term in vocabulary.terms:
        assert re.fullmatch(r"[a-z][a-z0-9_]*", term.code)
        assert re.search("[A-Za-z]", term.labels["en"])
        assert re.search("[А-Яа-яЁё]", term.labels["ru"])
        assert term.definition.endswith(".")
        assert term.definition.isascii()


@every_vocabulary
def test_the_file_bears_the_name_by_which_it_is_loaded(vocabulary: Vocabulary) -> None:
    content = json.loads(
        resources.path("vocabularies", f"{vocabulary.name}.json").read_text(encoding="utf-8")
    )
    assert content["name"] == vocabulary.name
    assert set(vocabulary.labels) >= {"en", "ru"}


@every_vocabulary
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_two_terms_of_a_vocabulary_are_called_the_same(
    vocabulary: Vocabulary, lang: str
) -> None:
    labels = [term.labels[lang].casefold() for term in vocabulary.terms]
    assert len(labels) == len(set(labels))


@every_vocabulary
def test_broader_terms_exist_and_lead_to_a_top(vocabulary: Vocabulary) -> None:
    tops = {term.code for term in vocabulary.top()}
    for term in vocabulary.terms:
        assert term.broader is None or vocabulary.has(term.broader)
        assert any(vocabulary.within(term.code, top) for top in tops)


@every_vocabulary
def test_an_inverse_exists_and_its_inverse_is_the_term_or_a_broader_one(
    vocabulary: Vocabulary,
) -> None:
    for term in vocabulary.terms:
        if term.inverse:
            back = vocabulary.term(term.inverse).inverse
            assert back is not None
            assert vocabulary.within(term.code, back)


@every_vocabulary
def test_sensitivities_are_levels_of_the_model_and_aliases_name_their_system(
    vocabulary: Vocabulary,
) -> None:
    for term in vocabulary.terms:
        assert term.sensitivity is None or term.sensitivity.upper() in Sensitivity.__members__
        assert all(re.fullmatch(r"esf:mt[0-9]+:[0-9]+", alias) for alias in term.aliases)


def test_every_kinship_has_an_inverse() -> None:
    assert all(term.inverse for term in load("kinship").terms)


def test_acts_that_other_standards_lack_are_there() -> None:
    lacking = (
        "interpol_notice extradition_request rendition passport_seized passport_refused "
        "passport_cancelled consular_refusal exit_ban relatives_held public_shaming_meeting "
        "coerced_denunciation dismissal_of_relative eviction divorce_pressure sexual_threat "
        "terror_listing website_blocking digital_attack"
    )
    assert all(load("acts").has(code) for code in lacking.split())


def test_acts_of_sexual_violence_start_at_the_highest_sensitivity() -> None:
    acts = load("acts")
    for term in acts.terms:
        if acts.within(term.code, "sexual_violence"):
            assert term.sensitivity == "internal"


def test_a_label_falls_back_to_english_and_then_to_the_code() -> None:
    assert load("sex").label("female", "ru") == "Женский"
    assert load("sex").label("female", "tg") == "Female"
    assert load("sex").label("not_there", "ru") == "not_there"


def test_narrower_terms_are_those_directly_below() -> None:
    assert {t.code for t in load("kinship").narrower("parent")} == {"father", "mother"}


def test_a_term_is_found_by_code_label_in_any_language_and_alias() -> None:
    acts = load("acts")
    assert acts.find("beating") == acts.find(" избиение ") == acts.find("esf:mt4:020101")
    with pytest.raises(NotUnderstood):
        acts.find("no such act")


def test_an_unknown_code_is_refused_with_a_sentence() -> None:
    with pytest.raises(NotUnderstood) as refusal:
        load("acts").term("no_such_act")
    assert refusal.value.sentence
    assert refusal.value.way_on


def test_terms_of_a_vault_come_behind_and_never_replace_a_shipped_one() -> None:
    own = Term("curse", load("acts").term("beating").labels, "Own.", broader="threats")
    intruder = Term("beating", own.labels, "Other.")
    extended = load("acts").extended([own, intruder])
    assert extended.within("curse", "threats")
    assert extended.term("beating").definition != "Other."
    assert not load("acts").has("curse")


@pytest.mark.parametrize("name", ["no_such_list", "../words", "Acts", ""])
def test_a_vocabulary_that_is_not_shipped_is_our_own_fault(name: str) -> None:
    with pytest.raises(KeyError):
        load(name)
