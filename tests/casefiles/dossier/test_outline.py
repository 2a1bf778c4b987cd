"""An outline is a value: checked where it is made, named by its digest, readable without a PDF."""

import dataclasses
import json

import pytest

from casefiles.dossier import outline as o
from casefiles.dossier.outline import text


def small(**changes: object) -> o.Outline:
    fact = o.Fact("Born", (o.Value(text("1971", 1)), o.Value(text("1972", 2))), conflicting=True)
    whole = o.Outline(
        title="Ҷамшед",
        subtitle="Person dossier",
        purpose="For the lawyer",
        audience_mark="Partner",
        language="en",
        version="1",
        date="22 November 2026",
        sections=(o.Section("Identity", (o.Facts((fact,)),)),),
        sources=(o.SourceNote(1, "One"), o.SourceNote(2, "Two", same_as=1)),
    )
    return dataclasses.replace(whole, **changes)  # type: ignore[arg-type]


def test_equal_outlines_have_one_digest_and_any_change_another() -> None:
    assert small().digest() == small().digest()
    assert small().digest() != small(version="2").digest()
    paragraph, heading = o.Paragraph(text("x")), o.Heading("x")
    as_paragraph = small(sections=(o.Section("s", (paragraph,)),))
    assert as_paragraph.digest() != small(sections=(o.Section("s", (heading,)),)).digest()


def test_the_json_is_canonical_and_names_each_kind_of_value() -> None:
    raw = small().to_json()
    value = json.loads(raw)
    assert value["sections"][0]["blocks"][0]["is"] == "Facts"
    again = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert again.encode() == raw


def test_every_text_that_will_be_printed_is_told() -> None:
    assert {"Ҷамшед", "1971", "1972", "Identity", "Born", "One", "Partner"} <= set(small().texts())
    assert "en" not in set(small().texts())


def test_a_note_mark_must_lead_to_a_note() -> None:
    with pytest.raises(ValueError, match="leads to no source note"):
        small(sections=(o.Section("s", (o.Paragraph(text("x", 3)),)),))
    with pytest.raises(ValueError, match="numbered"):
        small(sources=(o.SourceNote(2, "Two"),))
    with pytest.raises(ValueError, match="see what"):
        small(sources=(o.SourceNote(1, "One", same_as=2), o.SourceNote(2, "Two")))


def test_a_table_must_fit_a_page() -> None:
    cell = text("x")
    with pytest.raises(ValueError, match="cell per column"):
        o.Table(("a", "b"), ((cell,),))
    with pytest.raises(ValueError, match="columns"):
        o.Table(("a",) * 9, ())
    with pytest.raises(ValueError, match="too narrow"):
        o.Table(("a", "b"), (), (1, 100))
    with pytest.raises(ValueError, match="level"):
        o.Heading("x", 1)


def test_the_plain_words_of_runs_leave_out_styles_and_marks() -> None:
    assert o.plain((o.Run("a", bold=True, notes=(1,)), o.Run("b"))) == "ab"
