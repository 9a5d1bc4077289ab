"""The workflows of this project, and those that the docs offer: what they run is there."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.core import TyperGroup
from typer.main import get_command

from ui.cli import app

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
DOCS = [ROOT / "docs" / "ci.md", ROOT / "docs" / "cases.md"]


def load(text: str) -> Any:  # noqa: ANN401
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- makes text of everything


def blocks(file: Path, language: str) -> list[str]:
    text = file.read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def offered() -> Iterator[tuple[str, dict[str, Any]]]:
    """The workflows in the docs: GitHub's have jobs, GitLab's a script."""
    for file in DOCS:
        for block in blocks(file, "yaml"):
            data = load(block)
            if "jobs" in data:
                yield "github", data
            elif any(isinstance(job, dict) and "script" in job for job in data.values()):
                yield "gitlab", data


def scripts() -> Iterator[str]:
    """All shell lines of the workflows and the docs."""
    workflows = [load(file.read_text(encoding="utf-8")) for file in WORKFLOWS]
    for kind, data in [*(("github", one) for one in workflows), *offered()]:
        if kind == "github":
            steps = (step for job in data["jobs"].values() for step in job["steps"])
            yield from (step["run"] for step in steps if "run" in step)
        else:
            yield from (line for job in data.values() for line in job["script"])
    for file in DOCS:
        yield from blocks(file, "sh")


def commands(program: str) -> list[list[str]]:
    """The arguments of each call of `program`."""
    lines = (line for script in scripts() for line in script.splitlines())
    words = (shlex.split(line, comments=True) for line in lines)
    return [line[1:] for line in words if line[:1] == [program]]


def test_this_project_has_a_workflow_of_its_own() -> None:
    (file,) = WORKFLOWS
    workflow = load(file.read_text(encoding="utf-8"))
    steps = workflow["jobs"]["test"]["steps"]

    assert set(workflow["on"]) == {"push", "pull_request"}
    assert workflow["permissions"] == {"contents": "read"}
    assert all(("uses" in step) != ("run" in step) for step in steps)
    assert [
        step["run"].split('"')[0].strip() for step in steps if "make" in step.get("run", "")
    ] == [
        "make testmodel",
        "make test EVAL_FLAGS=",
    ]


def test_the_docs_offer_one_for_github_and_one_for_gitlab() -> None:
    assert [kind for kind, _ in offered()] == ["github", "gitlab"]


def test_what_make_is_asked_for_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    asked = [word for words in commands("make") for word in words]

    assert asked
    for word in asked:
        name, sets, _ = word.partition("=")
        assert re.search(
            rf"^{re.escape(name)} \?=" if sets else rf"^{re.escape(name)}:", makefile, re.M
        )


@pytest.mark.parametrize("words", commands("groundwire"), ids=" ".join)
def test_what_groundwire_is_asked_for_can_be_asked(words: list[str]) -> None:
    command: Any = get_command(app)
    words = words[: words.index(">")] if ">" in words else words
    while isinstance(command, TyperGroup):
        name = words[0] if words and words[0] in command.commands else "run"
        words = words[1:] if words[:1] == [name] else words
        command = command.commands[name]
    context = command.make_context("groundwire", list(words))  # raises for what it does not know

    assert context.command is command


def test_the_flags_of_the_plugin_are_those_in_the_docs() -> None:
    plugin = (ROOT / "eval" / "plugin.py").read_text(encoding="utf-8")
    flags = [word for words in commands("pytest") for word in words if word.startswith("--")]

    assert flags
    assert all(f'"{flag}"' in plugin for flag in flags)
