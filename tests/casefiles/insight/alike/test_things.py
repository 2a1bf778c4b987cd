"""Which organisations, places and sources are offered as one."""

from casefiles.model.values import FileValue, Layer, Link, Point, Text
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.vault import Vault
from tests.casefiles.insight.alike.records import ends, found, offered, reasons, record


def test_organisations_agree_word_by_word_in_any_order_and_script(vault: Vault) -> None:
    one = record(vault, "organisation", "Committee of River Fishers", abbreviation="CRF")
    other = record(vault, "organisation", "River Fishers Committee", abbreviation="CRF")
    record(vault, "organisation", "Committee of River Boatmen")
    [pair] = found(vault, "organisation")
    assert pair.ends == ends(one, other)
    assert {"names agree", "same short form"} <= reasons(pair)
    assert pair.sure


def test_an_abbreviation_may_stand_for_a_name(vault: Vault) -> None:
    town = record(vault, "place", "Lower Mill")
    one = record(vault, "organisation", "River Fishers Committee", based_in=town)
    other = record(vault, "organisation", "RFC", based_in=town)
    [pair] = found(vault, "organisation")
    assert pair.ends == ends(one, other)
    assert reasons(pair) == {"short form of", "same link"}


def test_a_misprint_of_an_organisation_is_one_of_its_names(vault: Vault) -> None:
    one = record(vault, "organisation", "River Fishers", misprint="River Fishes Union")
    other = record(vault, "organisation", "River Fishes Union")
    assert offered(found(vault, "organisation")) == {ends(one, other)}


def test_an_office_and_what_it_is_part_of_are_two(vault: Vault) -> None:
    whole = record(vault, "organisation", "City Police", abbreviation="CPD")
    record(vault, "organisation", "City Police", abbreviation="CPD", part_of=whole)
    assert found(vault, "organisation") == []


def test_numbers_in_names_must_agree(vault: Vault) -> None:
    record(vault, "organisation", "Prison Number 3")
    record(vault, "organisation", "Prison Number 4")
    assert found(vault, "organisation") == []


def test_a_place_is_known_by_its_name_without_the_word_for_what_it_is(vault: Vault) -> None:
    country = record(vault, "place", "Testland", place_type="country")
    one = record(vault, "place", "Мельница", place_type="village", part_of=country)
    other = record(vault, "place", "село Мельница", part_of=country)
    [pair] = found(vault, "place")
    assert pair.ends == ends(one, other)
    assert reasons(pair) == {"names agree", "same link"}


def test_two_villages_of_one_name_in_two_districts_are_two(vault: Vault) -> None:
    north, south = record(vault, "place", "North"), record(vault, "place", "South")
    one = record(vault, "place", "Mill", part_of=north)
    other = record(vault, "place", "Mill", part_of=south)
    assert found(vault, "place") == []
    here = Point(38.5, 68.8, 500)
    for ref in (one, other):
        add_values(vault, ref=ref, said=[Said("location", here)])
    assert found(vault, "place") == [], "even near each other: a border may lie between them"


def test_places_far_from_each_other_are_two_and_near_ones_surer(vault: Vault) -> None:
    record(vault, "place", "Mill", location=Point(38.5, 68.8, 500))
    record(vault, "place", "Mill", location=Point(40.2, 69.6, 500))
    assert found(vault, "place") == []
    near = record(vault, "place", "Mill", location=Point(38.505, 68.803, 500))
    [pair] = found(vault, "place")
    assert near.id in pair.ends
    assert pair.sure


def test_a_city_and_its_district_of_one_name_are_two(vault: Vault) -> None:
    district = record(vault, "place", "Mill", place_type="district")
    record(vault, "place", "Mill", place_type="city", part_of=district)
    assert found(vault, "place") == []


def test_an_earlier_name_of_a_place_is_compared_too(vault: Vault) -> None:
    one = record(vault, "place", "New Mill", former_name="Redmill", place_type="city")
    other = record(vault, "place", "Редмилл", place_type="city")
    assert offered(found(vault, "place")) == {ends(one, other)}


def test_one_title_day_and_outlet_is_one_article(vault: Vault) -> None:
    said = {"published": "2016-05-04", "outlet": "Riverside Gazette"}
    one = record(vault, "source", "Two brothers questioned", **said)
    other = record(vault, "source", "Two brothers questioned", **said)
    record(vault, "source", "Two brothers questioned", published="2018", outlet="Another Paper")
    assert offered(found(vault, "source")) == {ends(one, other)}


def test_one_text_is_offered_unless_it_is_told_to_be_a_copy(vault: Vault) -> None:
    digest = vault.put_file(b"Two brothers were questioned for a day.")
    layer = Layer(digest, 39, digest, 1, 1, 0)
    one = add_record(vault, kind="source", said=[Said("words_layer", layer)])
    other = add_record(vault, kind="source", said=[Said("words_layer", layer)])
    [pair] = found(vault, "source")
    assert reasons(pair) == {"same text"}
    add_values(vault, ref=other, said=[Said("copy_of", Link(one.id))])
    assert found(vault, "source") == []


def test_articles_cut_from_one_file_are_not_one_for_that(vault: Vault) -> None:
    digest = vault.put_file(b"first\nsecond\n")
    page = FileValue(digest, "page.txt", "text/plain", 13)
    for start, words in ((0, b"first"), (6, b"second")):
        layer = Layer(vault.put_file(words), len(words), digest, 1, 1, start)
        said = [Said("words_layer", layer), Said("original", page), Said("title", Text(str(start)))]
        add_record(vault, kind="source", said=said)
    assert found(vault, "source") == []
