"""The person dossier as an outline: complete, certain only as far as the sources are, redacted."""

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from casefiles.dossier import outline as o
from casefiles.dossier.compose import compose
from casefiles.dossier.templates import template_named
from casefiles.errors import NotUnderstood, OutputRefused
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect
from casefiles.model.values import TermValue, Text, When
from casefiles.release.audience import Audience
from casefiles.release.selection import Selection
from casefiles.release.view import View

if TYPE_CHECKING:
    from tests.casefiles.dossier.conftest import Desk

DATE = dt.date(2026, 11, 22)


def composed(
    desk: "Desk",
    audience: Audience = Audience.INTERNAL,
    *names: str,
    language: str = "en",
    without: tuple[str, ...] = (),
) -> o.Outline:
    refs = tuple(desk.refs[name] for name in names or ("rahim",))
    view = View(desk.reader, audience)
    selection = Selection(refs, audience, language, without=without)
    return compose(selection, view, version="1", date=DATE).outline


def section(outline: o.Outline, title: str) -> tuple[o.Block, ...]:
    return next(one.blocks for one in outline.sections if one.title == title)


def facts(blocks: tuple[o.Block, ...]) -> dict[str, o.Fact]:
    told = (block.facts for block in blocks if isinstance(block, o.Facts))
    return {fact.label: fact for group in told for fact in group}


def said(fact: o.Fact) -> list[tuple[str, str]]:
    return [(o.plain(value.runs), value.remark) for value in fact.values]


def rows(blocks: tuple[o.Block, ...]) -> list[list[str]]:
    return [
        [o.plain(cell) for cell in row]
        for block in blocks
        if isinstance(block, o.Table)
        for row in block.rows
    ]


def test_the_cover_says_whom_for_whom_and_when(desk: "Desk") -> None:
    outline = composed(desk, Audience.PARTNER)
    assert outline.title == "Rahim Karimov"
    assert outline.subtitle == "Person dossier"
    assert outline.audience_mark == "For partners – do not pass on"
    assert outline.date == "22 November 2026"


def test_names_stand_in_all_scripts_with_certainty_and_origins(desk: "Desk") -> None:
    names = facts(section(composed(desk), "Identity"))["Name"]
    assert said(names) == [
        ("Rahim Karimov", "Latin script; reported; 1 independent origin in 2 sources"),
        ("Раҳим Каримов", "Cyrillic script, Tajik; inferred (our own observation)"),
    ]


def test_conflicting_values_stand_side_by_side_with_their_sources(desk: "Desk") -> None:
    outline = composed(desk)
    born = facts(section(outline, "Identity"))["Born"]
    assert born.conflicting
    assert said(born) == [("1971", "stated (relative)"), ("1973", "alleged (official)")]
    assert all(run.notes for value in born.values for run in value.runs)
    told = section(outline, "Where sources disagree")
    assert {"Born", "When", "Sentence in years"} <= set(facts(told))


def test_a_more_exact_date_is_no_disagreement(desk: "Desk") -> None:
    desk.add("trial", "proceeding", ("decided", When(UncertainDate.parse("2018-03-09"))))
    decided = facts(section(composed(desk), "Proceedings"))["Decided"]
    assert not decided.conflicting
    assert len(decided.values) == 2


def test_a_preferred_value_is_marked_and_a_rejected_one_left_out(desk: "Desk") -> None:
    [preferred, rejected] = desk.reader.statements(desk.refs["rahim"])["born"]
    with desk.ledger.step("test", author="") as step:
        step.judge(Aspect.WEIGHT, preferred.claim.id, "preferred")
        step.judge(Aspect.WEIGHT, rejected.claim.id, "rejected")
    born = facts(section(composed(desk), "Identity"))["Born"]
    assert said(born) == [("1971", "stated (relative); preferred here")]
    assert not born.conflicting


def test_relatives_stand_with_kinship_and_the_acts_against_them(desk: "Desk") -> None:
    [row] = rows(section(composed(desk), "Family and relatives"))
    assert row == ["Sister", "Zulfiya Nazarova", "reported", "Interrogation (8 July 2017)"]


def test_kinship_that_no_source_states_says_so(desk: "Desk") -> None:
    desk.add("aunt", "person", ("name", Text("Zarina Karimova")))
    desk.add(
        "aunt of rahim",
        "relation",
        ("who", desk.link("aunt")),
        ("whose", desk.link("rahim")),
        ("kinship", TermValue("aunt")),
    )
    told = {row[1]: row[2] for row in rows(section(composed(desk), "Family and relatives"))}
    assert told == {
        "Zulfiya Nazarova": "reported",
        "Zarina Karimova": "reported; no source states it",
    }


def test_functions_and_posts_are_told(desk: "Desk") -> None:
    blocks = section(composed(desk), "Functions, posts and memberships")
    assert said(facts(blocks)["Function"])[0][0] == "teacher <b>&amp;</b> activist"
    assert rows(blocks) == [["head of school", "not stated", "2001 – 2009", "reported"]]


def test_the_chronology_is_in_order_and_as_precise_as_the_sources(desk: "Desk") -> None:
    [block] = section(composed(desk), "Chronology")
    assert isinstance(block, o.Chronology)
    assert [(row.when, o.plain(row.runs)) for row in block.rows] == [
        ("1971", "Born – also given: 1973"),
        ("2001 – 2009", "Post: head of school"),
        ("8 July 2017", "Incident: House search in Sarichashma – also given: 11 July 2017"),
        ("August 2017", "Reply: There was no search."),
        ("March 2018", "Proceeding: Trial in absence"),
        ("about May 2018", "Measure: Red notice"),
    ]


def test_a_month_gives_way_to_the_day_in_it_that_another_source_gives(desk: "Desk") -> None:
    told = [("born", When(UncertainDate.parse(text))) for text in ("1971", "1971-05-03", "1971-05")]
    desk.add("dilshod", "person", ("name", Text("Dilshod Karimov")), *told)
    outline = composed(desk, Audience.INTERNAL, "dilshod")
    [block] = section(outline, "Chronology")
    assert isinstance(block, o.Chronology)
    assert [row.when for row in block.rows] == ["3 May 1971"]
    assert "Where sources disagree" not in [one.title for one in outline.sections]


def test_incidents_tell_their_acts_and_alleged_involvement(desk: "Desk") -> None:
    blocks = section(composed(desk), "Incidents")
    assert blocks[0] == o.Heading("House search in Sarichashma, 8 July 2017")
    told = facts(blocks)
    assert told["When"].conflicting
    assert said(told["What happened"]) == [("Officers searched the house for hours.", "reported")]
    assert rows(blocks) == [
        [
            "Zulfiya Nazarova (sister of Rahim Karimov)",
            "Interrogation",
            "–",
            "Police of the district (alleged (relative); carried out)",
            "reported; 1 independent origin in 2 sources",
        ]
    ]


def test_proceedings_measures_and_replies_are_told(desk: "Desk") -> None:
    outline = composed(desk)
    sentence = facts(section(outline, "Proceedings"))["Sentence in years"]
    assert sentence.conflicting
    assert [value for value, _remark in said(sentence)] == ["23 years", "25 years"]
    assert "Began" in facts(section(outline, "Measures and property"))
    [row] = rows(section(outline, "Official replies"))
    assert row[0] == "August 2017"
    assert row[3:] == ["There was no search.", "stated (official)"]


def test_what_is_not_known_is_said_but_not_what_is_withheld(desk: "Desk") -> None:
    [listing] = section(composed(desk), "What is not known")
    assert isinstance(listing, o.Listing)
    items = [o.plain(item) for item in listing.items]
    assert "Rahim Karimov: Birthplace, Home state" in items
    desk.add("rahim", "person", ("birthplace", desk.link("village"), [], "stated", "", 3))
    [listing] = section(composed(desk, Audience.PUBLIC), "What is not known")
    assert isinstance(listing, o.Listing)
    assert "Rahim Karimov: Home state" in [o.plain(item) for item in listing.items]


def test_notes_name_each_source_once_and_each_passage(desk: "Desk") -> None:
    notes = composed(desk).sources
    first = next(note for note in notes if note.title == "Relatives under pressure")
    assert (first.author, first.outlet, first.date) == (
        "A. Author",
        "Example Bulletin",
        "20 July 2018",
    )
    assert first.passage == "lines 3–9"
    again = [note for note in notes if note.same_as == first.number]
    assert {note.passage for note in again} >= {"line 3", "line 4", "lines 13–15"}
    reprint = next(note for note in notes if note.title == "Pressure on families")
    assert reprint.remark == f"derives from note {first.number}, reported"


def test_what_an_audience_may_not_see_is_not_in_the_outline(desk: "Desk") -> None:
    outline = composed(desk, Audience.PUBLIC)
    everything = "\n".join(outline.texts())
    assert "Zulfiya" not in everything
    assert "Nazarova" not in everything
    assert "telephone" not in everything
    [row] = rows(section(outline, "Family and relatives"))
    assert row[1] == "Sister of Rahim Karimov"
    [act] = rows(section(outline, "Incidents"))
    assert act[0] == "Sister of Rahim Karimov"
    left = o.plain(section(outline, "About this dossier")[2].runs)  # type: ignore[union-attr]
    assert "(Public) 1 statement and 0 records were left out" in left


def test_a_protected_source_is_named_by_a_label_only(desk: "Desk") -> None:
    with desk.ledger.step("test", author="") as step:
        step.judge(Aspect.SENSITIVITY, desk.refs["bulletin"].id, "3")
    notes = composed(desk, Audience.PARTNER).sources
    masked = [note for note in notes if note.title == "Source A"]
    assert len(masked) == 1, "one note, since passages are withheld too"
    number = masked[0].number
    assert masked[0] == o.SourceNote(number, "Source A", remark="not named to this audience")


def test_acts_whose_kind_is_withheld_are_left_out_whole(desk: "Desk") -> None:
    desk.add(
        "threat",
        "act",
        ("incident", desk.link("search")),
        ("victim", desk.link("sister")),
        ("act", TermValue("sexual_threat")),
        ("method", Text("in front of her children")),
    )
    assert "in front of her children" in "\n".join(composed(desk).texts())
    everything = "\n".join(composed(desk, Audience.PARTNER).texts())
    assert "exual" not in everything
    assert "in front of" not in everything


def test_a_dossier_can_be_about_several_persons(desk: "Desk") -> None:
    outline = composed(desk, Audience.INTERNAL, "rahim", "sister")
    titles = [one.title for one in outline.sections]
    assert outline.title == "Rahim Karimov, Zulfiya Nazarova"
    assert titles.index("Rahim Karimov: Identity") < titles.index("Zulfiya Nazarova: Identity")
    assert titles.count("About this dossier") == 1


def test_labels_speak_the_language_of_the_dossier(desk: "Desk") -> None:
    outline = composed(desk, language="ru")
    [row] = rows(outline.sections[2].blocks)
    assert row[0] == "Сестра"


def test_composing_is_repeatable(desk: "Desk") -> None:
    assert composed(desk, Audience.PUBLIC).digest() == composed(desk, Audience.PUBLIC).digest()
    assert composed(desk, Audience.PUBLIC).digest() != composed(desk, Audience.PARTNER).digest()


def test_only_what_fits_the_template_and_the_audience_is_composed(desk: "Desk") -> None:
    view = View(desk.reader, Audience.PUBLIC)

    def ask(ref: Ref, template: str = "person") -> None:
        compose(Selection((ref,), Audience.PUBLIC, template=template), view, version="1", date=DATE)

    with pytest.raises(NotUnderstood, match="kind"):
        ask(desk.refs["search"])
    with pytest.raises(NotUnderstood, match="template"):
        ask(desk.refs["rahim"], "obituary")
    with desk.ledger.step("test", author="") as step:
        step.judge(Aspect.SENSITIVITY, desk.refs["sister"].id, "1")
    with pytest.raises(OutputRefused, match="may not be shown"):
        ask(desk.refs["sister"])


def test_a_section_can_be_left_out_and_the_notes_stay_numbered(desk: "Desk") -> None:
    whole = composed(desk)
    outline = composed(desk, without=("identity", "incidents"))
    titles = [one.title for one in outline.sections]
    left = [one.title for one in whole.sections if one.title not in ("Identity", "Incidents")]
    assert titles == left
    assert [note.number for note in outline.sources] == list(range(1, len(outline.sources) + 1))
    assert len(outline.sources) < len(whole.sources)


def test_what_was_left_out_by_choice_is_said_if_anything_is(desk: "Desk") -> None:
    [*_others, last] = section(composed(desk, without=("family",)), "About this dossier")
    assert isinstance(last, o.Paragraph)
    assert o.plain(last.runs) == "Sections left out by choice: Family and relatives."
    assert "by choice" not in str(section(composed(desk), "About this dossier"))


def test_sections_with_nothing_to_say_are_named(desk: "Desk") -> None:
    ref = desk.add("dilshod", "person", ("name", Text("Dilshod Karimov")))
    selection = Selection((ref,), Audience.INTERNAL, without=("measures",))
    view = View(desk.reader, Audience.INTERNAL)
    silent = compose(selection, view, version="1", date=DATE).silent
    assert {"family", "incidents", "statements", "conflicts"} <= set(silent)
    assert not {"identity", "measures", "about"} & set(silent)


@pytest.mark.parametrize(
    "without", [("nonsense",), template_named("person").all_sections], ids=["unknown", "all"]
)
def test_sections_that_are_not_there_or_all_of_them_are_refused(
    desk: "Desk", without: tuple[str, ...]
) -> None:
    with pytest.raises(NotUnderstood):
        composed(desk, without=without)
