"""One record in plain lines: values, disagreement, certainty, sources and what leads to it."""

from casefiles.model.claim import Citation, Passage
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import Ref
from casefiles.model.values import Link, Number, TermValue, Text, When
from casefiles.operations.recording import Said, add_record
from casefiles.operations.showing import Sheet, sheet
from casefiles.vault import Vault


def source(vault: Vault, title: str, *more: Said) -> Ref:
    return add_record(vault, kind="source", said=[Said("title", Text(title)), *more])


def cite(ref: Ref, line: int) -> tuple[Citation, ...]:
    return (Citation(ref.id, Passage(line, line)),)


def values(shown: Sheet, name: str) -> list[str]:
    return [told.words for field in shown.fields if field.name == name for told in field.values]


def test_values_that_disagree_stand_together(vault: Vault) -> None:
    one, other = source(vault, "One paper"), source(vault, "Another paper")
    case = add_record(
        vault,
        kind="proceeding",
        said=[
            Said("sentence_years", Number(23, 23, "years"), cite(one, 4)),
            Said("sentence_years", Number(25, 25, "years"), cite(other, 9)),
        ],
    )
    shown = sheet(vault, ref=case)
    assert values(shown, "sentence_years") == ["23 years", "25 years"]
    assert shown.fields[0].disputed


def test_a_value_tells_who_says_it_and_where(vault: Vault) -> None:
    paper = source(vault, "One paper")
    person = add_record(
        vault,
        kind="person",
        said=[Said("note", Text("was questioned"), cite(paper, 7), certainty="alleged")],
    )
    (field,) = sheet(vault, ref=person).fields
    assert field.values[0].sources == ("One paper, line 7",)
    assert "Alleged" in field.values[0].remarks


def test_a_reprint_is_no_second_origin(vault: Vault) -> None:
    paper = source(vault, "One paper")
    reprint = source(vault, "Its reprint", Said("copy_of", Link(paper.id)))
    both = cite(paper, 1) + cite(reprint, 1)
    person = add_record(vault, kind="person", said=[Said("name", Text("A. B."), both)])
    (field,) = sheet(vault, ref=person).fields
    assert (field.values[0].origins.least, field.values[0].origins.most) == (1, 1)


def test_a_reprint_only_inferred_leaves_a_range(vault: Vault) -> None:
    paper = source(vault, "One paper")
    like = source(vault, "Alike", Said("copy_of", Link(paper.id), certainty="inferred"))
    both = cite(paper, 1) + cite(like, 1)
    person = add_record(vault, kind="person", said=[Said("name", Text("A. B."), both)])
    (field,) = sheet(vault, ref=person).fields
    assert (field.values[0].origins.least, field.values[0].origins.most) == (1, 2)


def test_what_leads_to_a_record_is_told_with_words_for_parts(vault: Vault) -> None:
    person = add_record(vault, kind="person", said=[Said("name", Text("Safar O."))])
    incident = add_record(
        vault,
        kind="incident",
        said=[
            Said("title", Text("A search at night")),
            Said("when", When(UncertainDate("2016-05"))),
        ],
    )
    add_record(
        vault,
        kind="act",
        said=[
            Said("victim", Link(person.id)),
            Said("incident", Link(incident.id)),
            Said("act", TermValue("house_search")),
        ],
    )
    (leading,) = sheet(vault, ref=person).leading
    ((_ref, words),) = leading.records
    assert "A search at night" in words
