"""The top level, the two commands, the origins of carried files, and what the tree may not hold."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {
    *("app", "resources", "casefiles", "tests", "pyproject.toml", "README.md"),
    *("Makefile", "ARCHITECTURE.md", "CHANGELOG.md", "LICENSE"),
    *("requirements.lock", "requirements-dev.lock"),
    *(".ci", ".gitignore", ".editorconfig"),
}
BYTES = {".png", ".ttf", ".otf", ".pdf", ".age", ".gz", ".db", ".mo"}
# Put together from halves, so that this file does not find itself.
WORDS_OF_A_MACHINE = re.compile(
    "|".join(
        [
            "python" + "hosted",
            "pypi.org" + "/simple",
            "registry" + r"\.npm",
            "deb" + r"\.debian",
            "file" + ":///",
            *(rf"(?<![\w.~])/{folder}/" for folder in ("work", "root", "farm", "home", "Users")),
        ]
    )
)


def _tracked() -> list[Path]:
    """Files that are tracked, or would be: a new file counts before it is added."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return sorted(path for path in paths if path.is_file())


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_top_level_is_the_agreed_one() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in _tracked()} == TOP_LEVEL


@pytest.mark.parametrize("command", ["run", "test"])
def test_the_commands_of_the_readme_exist(command: str) -> None:
    assert f"make {command}" in _text("README.md")
    called = re.search(rf"^{command}:\n\t@bash (\.ci/\w+)$", _text("Makefile"), re.MULTILINE)
    assert called
    script = ROOT / called[1]
    assert f"bash {called[1]}" in _text("README.md")
    syntax = subprocess.run(["bash", "-n", str(script)], capture_output=True, check=False)
    assert syntax.returncode == 0


def test_ci_runs_the_command_of_the_readme() -> None:
    assert re.search(r"^test:\n\t@bash \.ci/test$", _text("Makefile"), re.MULTILINE)
    assert _text(".ci/run").splitlines()[-1].startswith("exec bash ")
    assert _text(".ci/run").rstrip().endswith('/test"')


def test_every_carried_file_has_an_origin() -> None:
    folders = set(re.findall(r"^\| `([\w/.-]+)` ", _text("resources/ORIGINS.md"), re.MULTILINE))
    for path in _tracked():
        name = path.relative_to(ROOT)
        if name.parts[0] == "resources" and len(name.parts) > 2:
            assert f"{name.parts[1]}/" in folders or str(name) in folders, f"{name} has no origin"


def test_origins_name_nothing_that_is_gone() -> None:
    for folder in re.findall(r"^\| `([\w/.-]+)` ", _text("resources/ORIGINS.md"), re.MULTILINE):
        assert (ROOT / "resources" / folder).exists(), folder


def test_settings_of_all_tools_stand_in_pyproject() -> None:
    tools = tomllib.loads(_text("pyproject.toml"))["tool"]
    assert {"ruff", "mypy", "pytest", "importlinter"} <= set(tools)
    strays = ("mypy.ini", "setup.cfg", "tox.ini", "pytest.ini", "ruff.toml", ".importlinter")
    assert not [name for name in strays if (ROOT / name).exists()]
    assert tools["mypy"]["strict"] is True


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_its_hashes(name: str) -> None:
    pins = re.split(r"\n(?=\S)", _text(name).strip())
    for pin in pins:
        assert re.match(r"[a-z0-9-]+==[\w.]+ ", pin), pin
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", pin), pin


def test_the_lock_holds_what_is_asked_for() -> None:
    project = tomllib.loads(_text("pyproject.toml"))
    groups = project["dependency-groups"]
    wanted = {
        "requirements.lock": [*project["project"]["dependencies"], *groups["build"]],
        "requirements-dev.lock": [*project["project"]["dependencies"], *groups["dev"]],
    }
    for lock, requirements in wanted.items():
        locked = set(re.findall(r"^([a-z0-9-]+)==", _text(lock), re.MULTILINE))
        assert {re.split(r"[<>=]", r)[0].lower() for r in requirements} <= locked
    assert _versions("requirements.lock").items() <= _versions("requirements-dev.lock").items()


def _versions(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", _text(lock), re.MULTILINE))


def test_nothing_of_a_machine_or_a_registry_is_in_the_tree() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {hit[0]}"
        for path in _tracked()
        if path.suffix not in BYTES
        for hit in [WORDS_OF_A_MACHINE.search(path.read_text(encoding="utf-8", errors="replace"))]
        if hit
    ]
    assert not found


@pytest.mark.parametrize(
    "planted", ["see https://files.python" + "hosted.org", "open('/" + "work/main')"]
)
def test_the_look_for_machines_sees_a_planted_one(planted: str) -> None:
    assert WORDS_OF_A_MACHINE.search(planted)
