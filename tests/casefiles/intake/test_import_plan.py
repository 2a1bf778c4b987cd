"""A plan accounts for every file and takes nothing in; a corrected one is checked anew."""

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casefiles.errors import Cancelled, NotUnderstood, UnreadableFile
from casefiles.intake import files
from casefiles.intake.duplicates import Fingerprint, fingerprint
from casefiles.intake.plan import NothingKnown, plan_import, read_plan, take
from casefiles.intake.plan_json import to_json
from casefiles.intake.planned import ImportPlan, Standing

STORY = "The council of Aylen heard the three families and gave no answer about their letters. "
LONG = " ".join(f"{STORY} Sentence {number} of it said something else." for number in range(30))
PAGE = f"Monthly Archives: May 2018\n\nNorthern Post: “A town waits”\n\n{LONG}\n\n\n4 May 2018\n"
OTHER = f"Tag Archives: letters\n\nNorthern Post: “A town waits”\n\n{LONG}\n"


class Vault:
    """What a vault would answer, from real digests and fingerprints."""

    def __init__(self, *held: bytes) -> None:
        self._held = held

    def has_file(self, sha256: str) -> bool:
        return any(hashlib.sha256(data).hexdigest() == sha256 for data in self._held)

    def fingerprints(self) -> Iterator[tuple[str, Fingerprint]]:
        for number, data in enumerate(self._held):
            yield f"source {number}", fingerprint(data.decode(errors="replace"))


def planned(folder: Path, **options: Any) -> ImportPlan:
    return plan_import([folder], options.pop("known", NothingKnown()), **options)


def by_name(plan: ImportPlan) -> dict[str, Standing]:
    return {os.path.basename(file.path): file.standing for file in plan.files}


def test_every_file_gets_one_line_whatever_became_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "b.txt").write_text(PAGE)
    (tmp_path / "c.txt").write_text("held already")
    (tmp_path / "d.txt").write_bytes(b"\x00\x01binary")
    (tmp_path / "e.txt").touch()
    (tmp_path / ".hidden").write_text("hidden")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "f.txt").write_text("A letter from Aylen.")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "old.parvanda").mkdir()
    plan = planned(tmp_path, known=Vault(b"held already"))
    assert by_name(plan) == {
        ".hidden": Standing.LEFT_OUT,
        "a.txt": Standing.NEW,
        "b.txt": Standing.SAME,
        "c.txt": Standing.HERE,
        "d.txt": Standing.UNREADABLE,
        "f.txt": Standing.NEW,
        "e.txt": Standing.UNREADABLE,
        "old.parvanda": Standing.LEFT_OUT,
        "pipe": Standing.UNREADABLE,
    }
    account = plan.account()
    assert len(account) == len(plan.files)
    assert account[1].endswith(
        "a.txt: new, 1 article (utf-8). Lines in no article (page furniture): 1."
    )
    assert f"the same bytes as {tmp_path}/a.txt" in account[2]
    assert all(": " in line and line.endswith(".") for line in account)


def test_the_digest_is_that_of_the_original_bytes(tmp_path: Path) -> None:
    data = "\ufeffone\r\ntwo\r\n".encode("utf-16-le")
    (tmp_path / "a.txt").write_bytes(data)
    (file,) = planned(tmp_path).files
    assert (file.sha256, file.size) == (hashlib.sha256(data).hexdigest(), len(data))
    taken = take(file)
    assert (taken.data, taken.text.text) == (data, "one\ntwo\n")


def test_a_file_that_changed_since_the_plan_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    (file,) = planned(tmp_path).files
    (tmp_path / "a.txt").write_text(PAGE + "more")
    with pytest.raises(UnreadableFile, match="changed since"):
        take(file)


def test_links_lead_nowhere_and_loops_end(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("not asked for")
    (inside / "loop").symlink_to(inside)
    (inside / "away").symlink_to(outside)
    (inside / "file").symlink_to(outside / "secret.txt")
    (inside / "nowhere").symlink_to("nothing")
    plan = planned(inside)
    assert set(by_name(plan).values()) == {Standing.LEFT_OUT}
    assert len(plan.files) == 4


def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A letter.")
    (tmp_path / "link").symlink_to("a.txt")
    plan = plan_import([tmp_path / "link", tmp_path / "a.txt"], NothingKnown())
    assert by_name(plan) == {"a.txt": Standing.NEW}


def test_a_link_put_in_place_of_a_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("kept")
    (tmp_path / "a.txt").symlink_to("secret")
    with pytest.raises(UnreadableFile):
        files.read(str(tmp_path / "a.txt"), 100)


@contextmanager
def nobody() -> Iterator[None]:
    """Without the rights of root, where the tests have them: permissions mean nothing to root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_without_permission_and_one_that_is_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A letter.")
    (tmp_path / "a.txt").chmod(0)
    with nobody():
        plan = plan_import([tmp_path / "a.txt"], NothingKnown())
    assert "no permission" in plan.account()[0]
    missing = plan_import([tmp_path / "missing.txt"], NothingKnown())
    assert "There is no such file." in missing.account()[0]


def test_a_reprint_on_another_page_is_a_copy_and_takes_its_date(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE.replace("\n\n\n4 May 2018", ""))
    (tmp_path / "b.txt").write_text(OTHER)
    first, second = planned(tmp_path).files
    (copy,) = second.articles[0].copies
    assert (copy.known, copy.file, copy.article) == ("", 0, 0)
    assert copy.likeness.resemblance == 1.0
    assert first.articles[0].copies == ()
    assert second.articles[0].draft.date_text == "2018-05"
    assert second.articles[0].draft.remarks[-1] == "The date is that of its copy in this import."


def test_a_copy_of_a_text_in_the_vault_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OTHER)
    plan = planned(tmp_path, known=Vault(PAGE.encode(), b"something else"))
    (copy,) = plan.files[0].articles[0].copies
    assert copy.known == "source 0"
    assert copy.likeness.containment_a_in_b > 0.95
    assert "new, 1 article, 1 of them a copy" in plan.account()[0]


def test_progress_is_told_and_stopping_stops(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(f"Letter {number}.")
    told: list[tuple[int, int, str]] = []
    planned(tmp_path, progress=lambda *said: told.append(said))
    assert [said[:2] for said in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled):
        planned(tmp_path, cancelled=lambda: True)


def test_never_splitting_plans_one_article_a_file(tmp_path: Path) -> None:
    text = PAGE + OTHER.partition("\n\n")[2].replace("waits", "waits again") + "\n\n\n5 May 2018"
    (tmp_path / "a.txt").write_text(text)
    assert planned(tmp_path).articles == 2
    assert planned(tmp_path, split="never").articles == 1


def test_names_that_steer_a_terminal_are_shown_escaped(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\u202etxt.exe").write_text("A letter.")
    (line,) = planned(tmp_path).account()
    assert "\\u001b[2J\\u202etxt.exe: new" in line


def test_a_name_that_is_no_text_survives_the_plan(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")).write_text("A letter.")
    plan = planned(tmp_path)
    assert read_plan(to_json(plan), NothingKnown()) == plan
    to_json(plan).encode("utf-8")


def test_a_plan_written_and_read_back_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    (tmp_path / "c.txt").write_text(PAGE)
    plan = planned(tmp_path)
    assert read_plan(to_json(plan), NothingKnown()) == plan


def corrected(folder: Path, change: Callable[[dict[str, Any]], object]) -> str:
    (folder / "a.txt").write_text(PAGE)
    plan = json.loads(to_json(planned(folder)))
    change(plan)
    return json.dumps(plan)


PICTURE = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PICTURE, "image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image"),
        (b"\0\0\0\x18ftypheic", "image"),
        (b"ID3\x04\0\0", "audio"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio"),
        (b"\0\0\0\x20ftypM4A ", "audio"),
        (b"\0\0\0\x18ftypisom", "video"),
        (b"\x1aE\xdf\xa3\x01\0\0\0\0\0\0\x1fwebm", "video"),
    ],
)
def test_pictures_sound_and_films_are_to_be_kept_as_they_are(
    tmp_path: Path, data: bytes, kind: str
) -> None:
    (tmp_path / "бозор.bin").write_bytes(data)
    plan = planned(tmp_path)
    [file] = plan.files
    assert (file.standing, file.encoding, plan.articles) == (Standing.SEALED, kind, 1)
    assert file.articles[0].draft.title == "бозор"
    assert read_plan(to_json(plan), NothingKnown()) == plan
    assert read_plan(to_json(plan), Vault(data)).files[0].standing is Standing.HERE


@pytest.mark.parametrize(
    "text", ["GIF89a — a format of pictures.", "See ftyp boxes.", "яычество", "ID3\x03 tags"]
)
def test_a_text_that_begins_as_a_picture_does_is_a_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_bytes((text + " И вот о чём он. " * 30).encode("cp1251", "replace"))
    assert by_name(planned(tmp_path)) == {"a.txt": Standing.NEW}


@pytest.mark.parametrize("articles", [[], ["twice"]])
def test_a_file_kept_as_it_is_is_one_source(tmp_path: Path, articles: list[str]) -> None:
    (tmp_path / "a.png").write_bytes(PICTURE)
    plan = json.loads(to_json(planned(tmp_path)))
    plan["files"][0]["articles"] *= 2 * len(articles)
    with pytest.raises(NotUnderstood):
        read_plan(json.dumps(plan), NothingKnown())


def test_titles_dates_and_lines_can_be_corrected(tmp_path: Path) -> None:
    def change(plan: dict[str, Any]) -> None:
        (article,) = plan["files"][0]["articles"]
        article.update(title="A town waited", authors=["Ana Lind"], date="2018-05-04?", end_line=5)
        second = {**article, "title": None, "outlet": " ", "start_line": 8, "end_line": 8}
        plan["files"][0]["articles"].append(second)

    plan = read_plan(corrected(tmp_path, change), NothingKnown())
    first, second = (article.draft for article in plan.files[0].articles)
    assert (first.title, first.authors, first.date_text) == (
        "A town waited", ("Ana Lind",), "2018-05-04?",
    )  # fmt: skip
    assert (second.title, second.outlet) == (None, None)
    text = take(plan.files[0]).text.text
    assert text[first.start : first.end].endswith(LONG.rstrip())
    assert text[second.start : second.end] == "4 May 2018"


def test_a_file_that_came_into_the_vault_meanwhile_is_here(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    plan = read_plan(to_json(planned(tmp_path)), Vault(PAGE.encode()))
    assert by_name(plan) == {"a.txt": Standing.HERE}
    assert plan.articles == 0


def test_a_corrected_plan_of_another_file_is_refused(tmp_path: Path) -> None:
    plan = corrected(tmp_path, lambda plan: plan)
    (tmp_path / "a.txt").write_text(OTHER)
    with pytest.raises(UnreadableFile, match="changed since"):
        read_plan(plan, NothingKnown())


def _file(**fields: object) -> Callable[[dict[str, Any]], object]:
    return lambda plan: plan["files"][0].update(fields)


def _article(**fields: object) -> Callable[[dict[str, Any]], object]:
    return lambda plan: plan["files"][0]["articles"][0].update(fields)


@pytest.mark.parametrize(
    "change",
    [
        lambda plan: plan.update(format="another"),
        lambda plan: plan.update(version=2),
        lambda plan: plan.update(files={}),
        lambda plan: plan["files"].append(3),
        lambda plan: plan["files"].append(plan["files"][0]),
        _file(path=""),
        _file(path="a\0b"),
        _file(path=["a"]),
        _file(sha256="00"),
        _file(sha256="Z" * 64),
        _file(standing="perhaps"),
        _file(standing="left out"),
        _file(standing=[]),
        _file(size=-1),
        _file(lines=True),
        _file(notes="one"),
        _file(articles={}),
        _file(surprise=1),
        _article(title=3),
        _article(title="two\nlines"),
        _article(title="half \ud800"),
        _article(title="x" * 3000),
        _article(authors="Ana Lind"),
        _article(authors=[1]),
        _article(date="yesterday"),
        _article(date="2018-13"),
        _article(posted="2018-02-30"),
        _article(start_line=0),
        _article(start_line=5, end_line=4),
        _article(end_line=9),
        _article(end_line=10**30),
        _article(start_line=1.5),
        _article(start=3),
    ],
)
def test_a_plan_that_cannot_be_meant_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    plan = corrected(tmp_path, change)
    with pytest.raises(NotUnderstood):
        read_plan(plan, NothingKnown())


@pytest.mark.parametrize(
    "untrusted_json",
    [
        "",
        "[]",
        "null",
        "{",
        "[" * 100_000,
        '{"format": NaN}',
        '{"a": 1, "a": 1}',
        "9" * 9999,
    ],
)
def test_what_is_no_plan_is_refused(untrusted_json: str) -> None:
    with pytest.raises(NotUnderstood):
        read_plan(untrusted_json, NothingKnown())


def test_a_plan_whose_first_of_two_same_files_was_removed_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE)
    (tmp_path / "b.txt").write_text(PAGE)
    plan = planned(tmp_path)
    assert "no longer in this plan" in replace(plan, files=plan.files[1:]).account()[0]
