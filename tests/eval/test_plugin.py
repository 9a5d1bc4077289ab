"""The pytest plugin, in pytest runs of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CONFTEST = """
from datetime import date

import pytest

from corpus.article import Article
from eval.memory import memory_index
from index.embedder import HashingEmbedder
from rag.assistant import Assistant

ARTICLES = [
    Article("a", "a.txt", "Minister Ada Berg said that nine ferries will sail to Bergen."),
    Article("b", "b.txt", "The choir of Narvik sang in the old church all night."),
]


@pytest.fixture(scope="session")
def assistant():
    return Assistant(memory_index(ARTICLES, HashingEmbedder(), dense=True))
"""
CASES = """\
cases:
  - id: ferries
    question: How many ferries will sail to Bergen?
    facts: [nine ferries]
    cites: [a.txt]
    tags: [number]

  - id: wrong
    question: How many ferries will sail to Bergen?
    facts: [ten ferries]

  - id: gap
    question: How many ferries will sail to Bergen?
    facts: [ten ferries]
    tags: [known-gap]

  - id: talk
    turns:
      - question: How many ferries will sail to Bergen?
      - question: And to Narvik?
        facts: [seven]

  - id: draft
    question: Who sang in Narvik?
    facts: [the choir]
    draft: true
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):  # noqa: ANN201
    """Return a way to run pytest with the plugin that is installed, and no other."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeconftest(CONFTEST)
    pytester.makefile(".yaml", cases=CASES)

    def run(*arguments: str) -> pytest.RunResult:
        return pytester.runpytest_inprocess(
            "-p", "groundwire", "-p", "no:cacheprovider", *arguments
        )

    return run


def test_each_case_is_a_test(run) -> None:  # noqa: ANN001
    result = run("--groundwire-cases", "cases.yaml", "-rxs", "-v")

    result.assert_outcomes(passed=1, failed=2, xfailed=1, skipped=1)
    result.stdout.fnmatch_lines(
        [
            "cases.yaml::ferries PASSED*",
            "cases.yaml:8: wrong: How many ferries will sail to Bergen?",
            "fact missing: ten ferries",
            "The answer:",
            "?1? a.txt: Minister Ada Berg said that nine ferries will sail to Bergen.",
            "cases.yaml:17: talk/2: And to Narvik?",
            "XFAIL cases.yaml::gap - *known gap: fact missing: ten ferries*",
            "SKIPPED*a draft: delete its `draft: true`",
        ]
    )
    result.stdout.no_fnmatch_line("*plugin.py*")


def test_cases_are_chosen_by_id_and_tag(run) -> None:  # noqa: ANN001
    one = run("cases.yaml::ferries", "--groundwire-cases", "./cases.yaml", "-k", "ferries")

    one.assert_outcomes(passed=1, deselected=4)
    run("--groundwire-cases", "cases.yaml", "-k", "number").assert_outcomes(passed=1, deselected=4)


def test_a_file_that_is_named_twice_is_run_once(run) -> None:  # noqa: ANN001
    result = run("cases.yaml", "--groundwire-cases", "cases.yaml", "-k", "ferries")

    result.assert_outcomes(passed=1, deselected=4)


def test_what_breaks_a_hard_gate_fails_even_a_known_gap(
    run,  # noqa: ANN001
    pytester: pytest.Pytester,
) -> None:
    broken = """
@pytest.fixture(scope="session")
def assistant():
    class Crashing(Assistant):
        def ask(self, question, **options):
            raise RuntimeError("out of order")

    return Crashing(memory_index(ARTICLES, HashingEmbedder(), dense=True))
"""
    pytester.makeconftest(CONFTEST.partition("@pytest")[0] + broken)

    result = run("--groundwire-cases", "cases.yaml", "-k", "gap")

    result.assert_outcomes(failed=1, deselected=4)
    result.stdout.fnmatch_lines(["crash: RuntimeError: out of order"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases: [", "*cases.yaml:1: not valid YAML: *"),
        ("cases:\n- {id: a, question: Who, fact: [x]}", "*:2: case 'a': fact: is no field: did*"),
    ],
)
def test_a_broken_case_file_is_one_line(
    run,  # noqa: ANN001
    pytester: pytest.Pytester,
    text: str,
    said: str,
) -> None:
    pytester.makefile(".yaml", cases=text)

    result = run("--groundwire-cases", "cases.yaml")

    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines([said])
    result.stdout.no_fnmatch_line("*Traceback*")


def test_a_case_over_another_corpus_is_one_line(
    run,  # noqa: ANN001
    pytester: pytest.Pytester,
) -> None:
    pytester.makefile(".yaml", cases="cases:\n- {id: a, question: Who, cites: [gone.txt]}")

    result = run("--groundwire-cases", "cases.yaml")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*case 'a' cites gone.txt*"])
    result.stdout.no_fnmatch_line("*Error*running.py*")


def test_answers_can_be_asked_for_in_tests_of_ones_own(
    run,  # noqa: ANN001
    pytester: pytest.Pytester,
) -> None:
    pytester.makepyfile(
        """
        from dataclasses import replace

        import pytest

        from eval.plugin import assert_grounded as check


        def test_grounded(answer, assistant, assert_grounded):
            given = answer("How many ferries will sail to Bergen?")
            assert "nine ferries" in given.text
            assert_grounded(given)
            check(given, assistant)


        def test_broken(answer, assistant):
            given = answer("And to Bergen?", previous=["How many ferries will sail to Narvik?"])
            cited = [replace(one, quote=one.quote.upper()) for one in given.citations]
            with pytest.raises(AssertionError, match="quotes: "):
                check(replace(given, citations=tuple(cited)), assistant)
        """
    )

    run().assert_outcomes(passed=2)


def test_without_an_index_the_reason_is_one_line(
    run,  # noqa: ANN001
    pytester: pytest.Pytester,
) -> None:
    pytester.makeconftest("")
    result = run("--groundwire-cases", "cases.yaml", "-k", "ferries")

    result.assert_outcomes(errors=1, deselected=4)
    result.stdout.fnmatch_lines(["*no index at *.groundwire*"])


def test_a_run_that_does_not_use_it_is_left_alone(run, pytester: pytest.Pytester) -> None:  # noqa: ANN001
    pytester.makeconftest("")
    pytester.makepyfile("def test_mine():\n    pass\n")

    run("-W", "error").assert_outcomes(passed=1)


def test_nothing_else_is_imported_until_it_is_used() -> None:
    code = (
        "import sys, pytest; known = set(sys.modules); import eval.plugin; "
        "print(*sorted(set(sys.modules) - known))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.split() == ["eval", "eval.plugin"]


def test_the_plugin_is_told_to_pytest() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert project["entry-points"]["pytest11"] == {"groundwire": "eval.plugin"}
