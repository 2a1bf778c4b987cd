"""Two offices, no network, a stick between them: nothing lost, leaked or overwritten."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from casefiles.errors import (
    ArchiveDamaged,
    ArchiveNotForUs,
    ArchiveRefused,
    NotARecipient,
    NotUnderstood,
    OutputRefused,
)
from casefiles.exchange.archive import open_archive
from casefiles.exchange.partners import State
from casefiles.ledger.entries import everything
from casefiles.model.ids import Ref
from casefiles.model.judgment import Aspect, Judgment
from casefiles.model.sensitivity import Sensitivity
from casefiles.model.values import Link, Text
from casefiles.operations import history, judging, receiving, sharing
from casefiles.operations.erasing import erase_for_good
from casefiles.operations.recording import Said, add_record, add_values
from casefiles.operations.sharing import Shared
from casefiles.release.audience import Audience
from casefiles.seal.age_keys import PrivateKey
from casefiles.seal.envelope import open_bytes
from casefiles.vault import Vault
from tests.casefiles.operations.offices import ARTICLE, NAMES, Offices, made_once, offices

__all__ = ["made_once", "offices"]


def _share(
    sender: Vault, to: str, path: Path, *refs: Ref, audience: Audience = Audience.PARTNER
) -> Shared:
    return sharing.share(sender, refs=refs, recipients=[to], audience=audience, target=path)


def _titles(vault: Vault, kind: str) -> list[str]:
    return [summary.title for summary in vault.reader.all_of(kind)]


def _plain(vault: Vault, path: Path) -> bytes:
    return open_bytes(path.read_bytes(), [vault.identity.receiving_key])


def _judgments(vault: Vault) -> list[Judgment]:
    return [one.entry for one in everything(vault.ledger) if isinstance(one.entry, Judgment)]


def test_what_is_shared_arrives_as_one_step_that_can_be_undone(offices: Offices) -> None:
    shared = _share(offices.a, "Office B", offices.stick("x.age"), offices.refs["zafar"])
    assert shared.counts == {"person": 2, "relation": 1, "incident": 1, "act": 1, "source": 1}
    received = receiving.receive(offices.b, shared.path)
    assert received.taken
    assert received.preview.state is State.VERIFIED
    assert received.preview.weighed.records() == shared.counts
    assert _titles(offices.b, "person") == [NAMES["child"], NAMES["zafar"]]
    assert offices.b.verify() == ()
    assert [line.past.act for line in history.lines(offices.b)] == ["receive"]
    history.undo(offices.b)
    assert offices.b.reader.counts() == {}
    history.redo(offices.b)
    assert _titles(offices.b, "incident") == ["The raid"]


def test_receiving_twice_changes_nothing(offices: Offices) -> None:
    shared = _share(offices.a, "Office B", offices.stick("x.age"), offices.refs["zafar"])
    receiving.receive(offices.b, shared.path)
    head = offices.b.ledger.head
    assert receiving.preview(offices.b, shared.path).received_before
    assert not receiving.receive(offices.b, shared.path).taken
    assert offices.b.ledger.head == head


def test_sending_again_sends_the_same_ids(offices: Offices) -> None:
    for name in ("x.age", "y.age"):
        shared = _share(offices.a, "Office B", offices.stick(name), offices.refs["zafar"])
        assert receiving.receive(offices.b, shared.path).taken is (name == "x.age")
    assert len(_titles(offices.b, "person")) == 2


def test_every_recipient_gets_ids_of_their_own(offices: Offices) -> None:
    key = PrivateKey.new()
    _share(offices.a, "Office B", offices.stick("x.age"), offices.refs["zafar"])
    _share(offices.a, key.recipient.text, offices.stick("y.age"), offices.refs["zafar"])
    with offices.stick("x.age").open("rb") as one, offices.stick("y.age").open("rb") as other:
        ours = open_archive(one, offices.b.identity.receiving_key)
        theirs = open_archive(other, key)
    assert len(ours.lines) == len(theirs.lines)
    for ids in ("id", "subject"):
        first = {getattr(line.entry, ids) for line in ours.lines}
        assert first.isdisjoint(getattr(line.entry, ids) for line in theirs.lines)
    assert {one.salt for one in ours.lines}.isdisjoint(one.salt for one in theirs.lines)


def test_no_local_id_time_author_or_withheld_name_leaves(offices: Offices) -> None:
    refs = (offices.refs["zafar"], offices.refs["testimony"])
    shared = _share(offices.a, "Office B", offices.stick("x.age"), *refs, audience=Audience.PUBLIC)
    plain = _plain(offices.b, shared.path)
    words = [NAMES["child"], NAMES["informant"], "Whisperova", "Kidra", "+992", "for us alone"]
    words += ["Nigora", "scan of N", str(offices.folder)]
    for word in words:
        assert word.encode() not in plain
    for kept in everything(offices.a.ledger):
        assert kept.entry.id.hex().encode() not in plain
        assert kept.salt.hex().encode() not in plain
    for ref in offices.refs.values():
        assert ref.id.hex().encode() not in plain
    made = {line.past.made_at for line in history.lines(offices.a)}
    assert not any(time.encode() in plain for time in made)


def test_who_may_not_be_known_leaves_no_trace_and_a_protected_person_a_stand_in(
    offices: Offices,
) -> None:
    shared = _share(
        offices.a,
        "Office B",
        offices.stick("x.age"),
        offices.refs["zafar"],
        audience=Audience.PUBLIC,
    )
    receiving.receive(offices.b, shared.path)
    stand_in, zafar = _titles(offices.b, "person")
    assert zafar == NAMES["zafar"]
    assert stand_in.startswith("Person ")
    assert offices.b.reader.counts()["relation"] == 1
    told = shared.withheld
    assert (told.statements, told.records, told.naming) == (2, 1, 1)


def test_a_document_leaves_only_if_chosen_and_if_its_words_name_nobody(offices: Offices) -> None:
    _share(offices.a, "Office B", offices.stick("x.age"), offices.refs["zafar"])
    assert ARTICLE not in _plain(offices.b, offices.stick("x.age"))
    chosen = (offices.refs["article"], offices.refs["testimony"])
    shared = _share(offices.a, "Office B", offices.stick("y.age"), *chosen)
    assert shared.withheld.files == 2
    receiving.receive(offices.b, shared.path)
    assert offices.b.get_file(hashlib.sha256(ARTICLE).digest()) == ARTICLE
    assert b"Told to us by" not in _plain(offices.b, shared.path)
    assert offices.b.verify() == ()
    article = next(one.ref for one in offices.b.reader.all_of("source") if one.title == "Detained")
    assert offices.b.reader.text_of(article) == ARTICLE.decode()


def test_what_comes_back_joins_what_it_left_from(offices: Offices) -> None:
    zafar = offices.refs["zafar"]
    _share(offices.a, "Office B", offices.stick("x.age"), zafar, audience=Audience.PUBLIC)
    receiving.receive(offices.b, offices.stick("x.age"))
    theirs = next(one for one in offices.b.reader.all_of("person") if one.title == NAMES["zafar"])
    hidden = next(one for one in offices.b.reader.all_of("person") if one != theirs)
    add_values(offices.b, ref=theirs.ref, said=[Said("occupation", Text("teacher"))])
    add_values(offices.b, ref=hidden.ref, said=[Said("occupation", Text("pupil"))])
    friend = add_record(offices.b, kind="person", said=[Said("name", Text("Umed Friendov"))])
    tie = [Said("who", Link(friend.id)), Said("whose", Link(theirs.ref.id))]
    add_record(offices.b, kind="relation", said=tie)

    counts = dict(offices.a.reader.counts())
    _share(offices.b, "Office A", offices.stick("back.age"), theirs.ref)
    received = receiving.receive(offices.a, offices.stick("back.age"))
    assert received.taken
    assert received.preview.counts()["clashing"] == 0
    told = offices.a.reader.statements(zafar)
    assert [one.claim.value for one in told["occupation"]] == [Text("teacher")]
    child = offices.a.reader.statements(offices.refs["child"])
    assert [one.claim.value for one in child["occupation"]] == [Text("pupil")]
    assert "description" not in child
    after = offices.a.reader.counts()
    assert after == counts | {
        "person": counts["person"] + 1,
        "relation": counts["relation"] + 1,
        "submission": 1,
    }
    # And there and back again: neither desk learns anything new from its own words.
    _share(offices.a, "Office B", offices.stick("z.age"), zafar, audience=Audience.PUBLIC)
    assert not receiving.receive(offices.b, offices.stick("z.age")).taken
    assert not receiving.receive(offices.a, offices.stick("back.age")).taken
    assert offices.a.verify() == ()


def test_what_was_withdrawn_since_is_proposed_to_be_withdrawn_there(offices: Offices) -> None:
    zafar = offices.refs["zafar"]
    slip = add_values(offices.a, ref=zafar, said=[Said("occupation", Text("smith"))])[0]
    _share(offices.a, "Office B", offices.stick("x.age"), zafar)
    receiving.receive(offices.b, offices.stick("x.age"))
    judging.withdraw(offices.a, ref=zafar, claim=slip, reason="a slip")
    _share(offices.a, "Office B", offices.stick("y.age"), zafar)
    received = receiving.receive(offices.b, offices.stick("y.age"))
    assert received.preview.counts()["proposals"] == 1
    (proposed,) = _judgments(offices.b)
    assert (proposed.aspect, proposed.verdict, proposed.reason) == (
        Aspect.STANDING,
        "withdrawn",
        "a slip",
    )
    theirs = next(one for one in offices.b.reader.all_of("person") if one.title == NAMES["zafar"])
    assert "occupation" in offices.b.reader.statements(theirs.ref)
    with offices.b.step("adopt") as step:
        step.judge(Aspect.ADOPTION, proposed.id, "adopted")
    assert "occupation" not in offices.b.reader.statements(theirs.ref)


def test_what_was_erased_comes_back_only_if_asked(offices: Offices) -> None:
    a, zafar = offices.a, offices.refs["zafar"]
    own = sharing.card(a).recipient.text
    for audience, name in ((Audience.INTERNAL, "in.age"), (Audience.PARTNER, "out.age")):
        _share(a, own, offices.stick(name), zafar, audience=audience)
    erase_for_good(a, refs=[zafar])
    assert a.reader.resolve(zafar.id) is None
    for name in ("out.age", "in.age"):
        seen = receiving.preview(a, offices.stick(name))
        assert seen.counts()["erased"] > 0
        head = a.ledger.head
        with pytest.raises(ArchiveRefused, match="erased"):
            receiving.receive(a, offices.stick(name))
        assert a.ledger.head == head
    assert receiving.receive(a, offices.stick("in.age"), bring_back_erased=True).taken
    assert a.reader.title(zafar) == NAMES["zafar"]
    assert not receiving.receive(a, offices.stick("in.age")).taken
    assert a.verify() == ()
    erase_for_good(a, refs=[zafar])
    assert a.reader.resolve(zafar.id) is None
    assert a.verify() == ()


def test_what_a_partner_says_of_an_erased_record_does_not_bring_it_back(offices: Offices) -> None:
    zafar = offices.refs["zafar"]
    _share(offices.a, "Office B", offices.stick("x.age"), zafar)
    receiving.receive(offices.b, offices.stick("x.age"))
    theirs = next(one for one in offices.b.reader.all_of("person") if one.title == NAMES["zafar"])
    add_values(offices.b, ref=theirs.ref, said=[Said("occupation", Text("teacher"))])
    _share(offices.b, "Office A", offices.stick("back.age"), theirs.ref)
    erase_for_good(offices.a, refs=[zafar])
    with pytest.raises(ArchiveRefused, match="erased"):
        receiving.receive(offices.a, offices.stick("back.age"))
    assert not any(b"teacher" in repr(one).encode() for one in everything(offices.a.ledger))


def test_for_another_desk_of_ours_everything_stays_as_it_is(offices: Offices) -> None:
    zafar = offices.refs["zafar"]
    judging.protect(offices.a, refs=[offices.refs["raid"]], level=Sensitivity.PARTNER)
    shared = _share(
        offices.a, "Office B", offices.stick("x.age"), zafar, audience=Audience.INTERNAL
    )
    assert shared.withheld.statements == shared.withheld.records == 0
    assert receiving.receive(offices.b, shared.path).taken
    for name in ("zafar", "child", "informant", "raid"):
        ref = offices.refs[name]
        assert offices.b.reader.statements(ref) != {}
        assert offices.b.reader.title(ref) == offices.a.reader.title(ref)
    summary = offices.b.reader.summary(offices.refs["raid"])
    assert summary is not None
    assert summary.sensitivity is Sensitivity.PARTNER
    _share(offices.b, "Office A", offices.stick("y.age"), zafar, audience=Audience.INTERNAL)
    assert receiving.preview(offices.a, offices.stick("y.age")).received_before
    assert offices.b.verify() == ()


def test_a_passphrase_archive_opens_with_the_key_file_beside_it(offices: Offices) -> None:
    shared = sharing.share(
        offices.a,
        refs=[offices.refs["zafar"]],
        passphrase="six words said by telephone tonight",
        audience=Audience.PARTNER,
        target=offices.folder,
    )
    assert shared.key_file is not None
    assert shared.key_file.name == shared.path.name.replace(".age", ".key.age")
    with pytest.raises(ArchiveNotForUs):
        receiving.receive(offices.b, shared.path, passphrase="another")
    with pytest.raises(ArchiveNotForUs):
        receiving.receive(offices.b, shared.path)
    words = "six words said by telephone tonight"
    assert receiving.receive(offices.b, shared.path, passphrase=words).taken
    shared.key_file.unlink()
    with pytest.raises(ArchiveDamaged, match="key file"):
        receiving.receive(offices.b, shared.path, passphrase=words)


def test_the_age_command_and_tar_open_it(offices: Offices, tmp_path: Path) -> None:
    refs = [offices.refs["zafar"], offices.refs["article"]]
    shared = _share(offices.a, "Office B", offices.stick("x.age"), *refs)
    keys = tmp_path / "keys.txt"
    keys.write_text(offices.b.identity.receiving_key.text + "\n")
    command = ["age", "-d", "-i", str(keys), str(shared.path)]
    plain = subprocess.run(command, capture_output=True, check=True).stdout
    listed = _tar(plain, "-tf", "-").decode().split()
    assert listed[:5] == [
        *("MANIFEST.json", "MANIFEST.sig", "README.txt", "schema.json", "entries.jsonl"),
    ]
    assert listed[5:] == [f"files/{hashlib.sha256(ARTICLE).hexdigest()}", "padding"]
    manifest = json.loads(_tar(plain, "-xOf", "-", "MANIFEST.json"))
    for name, told in manifest["members"].items():
        data = _tar(plain, "-xOf", "-", name)
        assert (told["size"], told["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    entries = _tar(plain, "-xOf", "-", "entries.jsonl").decode().splitlines()
    assert json.loads(entries[0]) == {"parvanda": 1, "entries": len(entries) - 1}
    assert any(NAMES["zafar"] in line for line in entries)


def _tar(data: bytes, *arguments: str) -> bytes:
    run = subprocess.run(["tar", *arguments], input=data, capture_output=True, check=True)
    assert run.stderr == b""
    return run.stdout


def test_nothing_is_overwritten_and_nothing_is_left_behind(offices: Offices) -> None:
    path = offices.stick("x.age")
    path.write_bytes(b"something else")
    head = offices.a.ledger.head
    with pytest.raises(NotUnderstood, match="not overwritten"):
        _share(offices.a, "Office B", path, offices.refs["zafar"])
    with pytest.raises(NotUnderstood, match="folder"):
        _share(offices.a, "Office B", offices.stick("no") / "x.age", offices.refs["zafar"])
    with pytest.raises(NotARecipient):
        _share(offices.a, "Office C", offices.stick("y.age"), offices.refs["zafar"])
    with pytest.raises(NotARecipient):
        _share(offices.a, "age1nobody", offices.stick("y.age"), offices.refs["zafar"])
    assert path.read_bytes() == b"something else"
    assert [one.name for one in offices.folder.iterdir()] == ["x.age"]
    assert offices.a.ledger.head == head


def test_who_nobody_may_know_of_cannot_be_shared(offices: Offices) -> None:
    with pytest.raises(OutputRefused, match="may not leave"):
        _share(offices.a, "Office B", offices.stick("x.age"), offices.refs["informant"])
    assert list(offices.folder.iterdir()) == []


def test_what_left_stands_in_the_history_and_does_not_leave_itself(offices: Offices) -> None:
    shared = _share(offices.a, "Office B", offices.stick("x.age"), offices.refs["zafar"])
    (line,) = history.lines(offices.a, limit=1)
    assert line.past.act == "share"
    (submission,) = offices.a.reader.all_of("submission")
    assert submission.sensitivity is Sensitivity.INTERNAL
    said = offices.a.reader.statements(submission.ref)
    assert said["digest"][0].claim.value == Text(
        hashlib.sha256(shared.path.read_bytes()).hexdigest()
    )
    assert said["addressee_name"][0].claim.value == Text("Office B")
    plan = sharing.plan(offices.a, refs=[offices.refs["zafar"]], audience=Audience.INTERNAL)
    assert "submission" not in plan.counts


def test_unsigned_archives_say_that_nobody_signed(offices: Offices) -> None:
    shared = sharing.share(
        offices.a,
        refs=[offices.refs["zafar"]],
        recipients=["Office B"],
        audience=Audience.PARTNER,
        target=offices.stick("x.age"),
        signed=False,
    )
    seen = receiving.preview(offices.b, shared.path)
    assert seen.sender is None
    assert seen.state is State.UNKNOWN
    assert b"Office A" not in _plain(offices.b, shared.path)
    assert receiving.receive(offices.b, shared.path).taken
