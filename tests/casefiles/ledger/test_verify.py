"""What `verify` finds: each planted fault is told, and by the name of what it hit."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import text

from casefiles.ledger import files, history
from casefiles.ledger.ledger import Ledger
from casefiles.ledger.verify import verify
from casefiles.model.claim import Citation
from casefiles.model.dates import UncertainDate
from casefiles.model.ids import EntryId, Ref
from casefiles.model.judgment import Aspect, pair
from casefiles.model.values import FileValue, Link, Text, When
from tests.casefiles.ledger.dumps import made, opened


@dataclass(frozen=True)
class Filled:
    """A ledger with something in every table, and what the faults are planted on."""

    path: Path
    ledger: Ledger
    person: Ref
    other: Ref
    name: EntryId
    file: bytes

    def plant(self, statement: str) -> None:
        """Change rows behind the ledger's back."""
        given: dict[str, bytes] = {
            "person": self.person.id,
            "other": self.other.id,
            "name": self.name,
        }
        used = {key: bytes(value) for key, value in given.items() if f":{key}" in statement}
        with self.ledger.database.writing() as connection:
            changed = connection.execute(text(statement), used).rowcount
        assert changed, "the fault was not planted"

    def told(self) -> list[str]:
        return [str(damage) for damage in verify(self.ledger)]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """The file from which each test gets its copy."""
    path = tmp_path_factory.mktemp("template") / "ledger.db"
    ledger = made(path)
    digest = files.put(ledger.database, b"an original")
    with ledger.step("add", author="N.") as step:
        person, other = step.create("person"), step.create("person")
        source = step.create("source")
        name = step.say(person.id, "name", Text("Zafar"), citations=[Citation(source.id)])
        step.say(person.id, "born", When(UncertainDate.parse("1970")))
        step.say(source.id, "author_person", Link(other.id))
        step.say(source.id, "original", FileValue(digest, "a.txt", "text/plain", 11))
    for weight in ("preferred", "rejected"):
        with ledger.step("weigh", author="N.") as step:
            step.judge(Aspect.WEIGHT, name, weight, "a reason")
    with ledger.step("keep_apart", author="N.") as step:
        step.judge(Aspect.IDENTITY, pair(person.id, other.id), "different")
        step.judge(Aspect.SENSITIVITY, other.id, "2")
    with ledger.step("change", author="N.") as step:
        step.say(other.id, "name", Text("Sadriddin"))
    history.undo(ledger, author="N.")
    assert verify(ledger) == ()
    ledger.database.close()
    return Filled(path, ledger, person, other, name, digest)


@pytest.fixture
def filled(template: Filled, tmp_path: Path) -> Iterator[Filled]:
    shutil.copy(template.path, tmp_path / "ledger.db")
    ledger = opened(tmp_path / "ledger.db")
    yield replace(template, ledger=ledger)
    ledger.database.close()


Named = Callable[[Filled], str]


def person(filled: Filled) -> str:
    return filled.person.id.hex()


def step_one(_filled: Filled) -> str:
    return "step 1"


_FAULTS: dict[str, tuple[str, Named]] = {
    "words of a claim": (
        "UPDATE claim SET body = replace(body, 'Zafar', 'Safar') WHERE id = :name",
        person,
    ),
    "a claim moved to another record": (
        "UPDATE claim SET subject = :other WHERE id = :name",
        lambda filled: filled.other.id.hex(),
    ),
    "a claim moved to another property": (
        "UPDATE claim SET property = 1 + property % 3 WHERE id = :name",
        person,
    ),
    "a property called otherwise": (
        "UPDATE property_name SET name = 'note' WHERE name = 'name'",
        person,
    ),
    "words and commitment of a claim": (
        (
            "UPDATE claim SET body = replace(body, 'Z', 'S'), commitment = randomblob(32)"
            " WHERE id = :name"
        ),
        person,
    ),
    "a claim moved to another Step": ("UPDATE claim SET step = 2 WHERE id = :name", step_one),
    "the verdict of a judgment": (
        "UPDATE judgment SET body = replace(body, 'preferred', 'rejected') WHERE step = 2",
        lambda filled: filled.name.hex(),
    ),
    "a judgment made a partner's": (
        "UPDATE judgment SET partners = 1 WHERE step = 2",
        lambda filled: filled.name.hex(),
    ),
    "a judgment turned on another claim": (
        "UPDATE judgment SET target = :other WHERE step = 2",
        lambda filled: filled.other.id.hex(),
    ),
    "what a judgment supersedes": ("DELETE FROM supersedes", lambda _filled: "supersedes"),
    "a deleted claim": ("DELETE FROM claim WHERE id = :name", step_one),
    "a deleted judgment": ("DELETE FROM judgment WHERE step = 2", lambda _filled: "step 2"),
    "the act of a Step": ("UPDATE step SET act = 'erase' WHERE number = 1", step_one),
    "the author of a Step": ("UPDATE step SET author = 'X.' WHERE number = 1", step_one),
    "the time of a Step": ("UPDATE step SET made_at = '1999' WHERE number = 1", step_one),
    "the detail of a Step": ("UPDATE step SET detail = '{}' WHERE number = 1", step_one),
    "the digest of a Step": ("UPDATE step SET digest = zeroblob(32) WHERE number = 1", step_one),
    "the title of a record": ("UPDATE record SET title = 'Safar' WHERE id = :person", person),
    "a record out of the lists": ("DELETE FROM record WHERE id = :person", person),
    "the protection of a record": (
        "UPDATE record SET sensitivity = 0 WHERE sensitivity = 2",
        lambda filled: filled.other.id.hex(),
    ),
    "a column of a kind's table": ("UPDATE person SET name = 'S.' WHERE id = :person", person),
    "a row out of a kind's table": ("DELETE FROM person WHERE id = :person", person),
    "a row too many in a kind's table": (
        "INSERT INTO person(id) VALUES (x'00112233445566778899aabbccddeeff')",
        lambda _filled: "no entry speaks of",
    ),
    "a link": ("UPDATE link SET object = :person", lambda _filled: "does not show its entries"),
    "a link too many": (
        "INSERT INTO link(subject, claim, property, object) VALUES (:person, :name, 1, :other)",
        person,
    ),
    "a date": ("UPDATE dated SET earliest = 1", person),
    "a citation": ("DELETE FROM cited", person),
    "how a claim is weighed": (
        "UPDATE claim_state SET weight = 'open'",
        lambda filled: filled.name.hex(),
    ),
    "who was kept apart": (
        "UPDATE identity SET verdict = 'same'",
        lambda filled: min(filled.person.id, filled.other.id).hex(),
    ),
    "whether a Step was undone": ("DELETE FROM step_state", lambda _filled: "5"),
    "a Step shown as undone": ("INSERT INTO step_state VALUES (1)", lambda _filled: "1"),
    "the bytes of a file": (
        "UPDATE chunk SET data = zeroblob(11)",
        lambda filled: filled.file.hex(),
    ),
    "a file": ("DELETE FROM chunk", lambda filled: filled.file.hex()),
}


@pytest.mark.parametrize("fault", _FAULTS)
def test_a_planted_fault_is_found_and_named(filled: Filled, fault: str) -> None:
    statement, named = _FAULTS[fault]
    filled.plant(statement)
    told = filled.told()
    assert told
    assert any(named(filled) in line for line in told), told


def test_a_step_taken_out_of_the_middle_is_found(filled: Filled) -> None:
    filled.plant("DELETE FROM supersedes")
    with filled.ledger.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM judgment WHERE step = 3")
        connection.exec_driver_sql("DELETE FROM step WHERE number = 3")
    filled.ledger.rebuild()
    assert any("before step 4" in line for line in filled.told())


def test_two_steps_that_changed_places_are_found(filled: Filled) -> None:
    with filled.ledger.database.writing() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for old, new in ((2, 99), (3, 2), (99, 3)):
            for table, column in (("step", "number"), ("judgment", "step")):
                connection.exec_driver_sql(
                    f"UPDATE {table} SET {column} = {new} WHERE {column} = {old}"
                )
    told = filled.told()
    assert any("step 2" in line for line in told)
    assert any("step 3" in line for line in told)


def test_a_tail_cut_off_is_found_by_who_remembers_the_head(filled: Filled) -> None:
    head = filled.ledger.head
    with filled.ledger.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM judgment WHERE step = 6")
        connection.exec_driver_sql("DELETE FROM step WHERE number = 6")
    filled.ledger.rebuild()
    assert verify(filled.ledger) == ()
    assert verify(filled.ledger, head=head) != ()


def test_a_whole_ledger_has_no_damage_and_ends_in_its_head(filled: Filled) -> None:
    assert verify(filled.ledger, head=filled.ledger.head) == ()


def test_rebuilding_mends_what_is_shown_but_not_what_was_written(filled: Filled) -> None:
    filled.plant("UPDATE record SET title = 'Safar' WHERE id = :person")
    filled.ledger.rebuild()
    assert filled.told() == []
    filled.plant("DELETE FROM claim WHERE id = :name")
    filled.ledger.rebuild()
    assert filled.told()
