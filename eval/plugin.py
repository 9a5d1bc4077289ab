"""The pytest plugin: cases as tests, and an assistant to ask in tests of one's own.

It is loaded in every pytest run of an environment that Groundwire is installed in. Without
--groundwire-cases it does nothing, and whatever takes time to import is imported when it is used.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from eval.cases import Case
    from eval.outcome import Broken, Outcome
    from eval.running import Asked
    from rag.answer import Answer


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flags."""
    group = parser.getgroup("groundwire")
    group.addoption(
        "--groundwire-cases",
        action="append",
        default=[],
        metavar="FILE",
        help="run the cases of this file as tests; repeat it for more",
    )
    group.addoption(
        "--groundwire-index",
        default=".groundwire",
        metavar="DIR",
        help="the index that the assistant answers from [default: .groundwire]",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Have the case files collected, wherever they are."""
    named = config.getoption("--groundwire-cases")
    config.args.extend(file for file in named if file not in config.args)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "CaseModule | None":
    """Take the case files that were named."""
    named = parent.config.getoption("--groundwire-cases")
    here = parent.config.invocation_params.dir
    if not any((here / file).resolve() == file_path.resolve() for file in named):
        return None
    return CaseModule.from_parent(parent, path=file_path)


class CaseModule(pytest.File):
    """A case file."""

    def collect(self) -> Iterator["CaseItem"]:
        """Yield a test for each case; drafts are skipped."""
        from corpus.errors import CasesError
        from eval.casefile import load_cases

        try:
            case_file = load_cases(self.path)
        except CasesError as error:
            raise self.CollectError(str(error)) from None
        for case in case_file.case_set.cases:
            item: CaseItem = CaseItem.from_parent(self, name=case.id, callobj=_check(case))
            item.line = case_file.lines[case.id] - 1
            item.extra_keyword_matches.update(case.tags)
            if case.draft:
                item.add_marker(pytest.mark.skip(reason="a draft: delete its `draft: true`"))
            yield item


class CaseItem(pytest.Function):
    """A case as a test: it uses the `assistant` fixture, so that a conftest.py can give another."""

    line = 0

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the case stands."""
        return self.path, self.line, self.name

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> Any:  # type: ignore[override]  # noqa: ANN401 -- pytest's own
        """Return what is wrong with the answer; no traceback, which would be this plugin's."""
        from corpus.errors import GroundwireError

        if isinstance(excinfo.value, (CaseFailedError, GroundwireError)):
            return f"{self.nodeid.partition('::')[0]}:{self.line + 1}: {excinfo.value}"
        return super().repr_failure(excinfo)


class CaseFailedError(AssertionError):
    """The answers to a case lack something that is expected, or are not grounded."""


def _check(case: "Case") -> Callable[["Asked"], None]:
    """Return the test of `case`."""

    def check(assistant: "Asked") -> None:
        from eval.cases import CaseSet
        from eval.running import run_cases

        wrong = [o for o in run_cases(CaseSet(cases=(case,)), assistant).outcomes if not o.passed]
        if not wrong:
            return
        message = "\n\n".join(map(_told, wrong))
        if case.gates or any(outcome.broken for outcome in wrong):
            raise CaseFailedError(message)
        pytest.xfail(f"known gap: {'; '.join(p for outcome in wrong for p in outcome.problems)}")

    return check


def _told(outcome: "Outcome") -> str:
    lines = [f"{outcome.id}: {outcome.turn.question}"]
    lines += [*map(_broken_told, outcome.broken), *outcome.problems]
    if outcome.answer:
        lines += ["", "The answer:", *outcome.answer.text.splitlines()]
        lines += [f"[{c.n}] {c.file}: {c.quote}" for c in outcome.answer.citations]
    return "\n".join(lines)


def _broken_told(broken: "Broken") -> str:
    from eval.report.reading import proof

    shown = (f"  {what.lower()}: {words}" for what, words in proof(broken))
    return "\n".join([f"{broken.gate}: {broken.message}", *shown])


@pytest.fixture(scope="session")
def assistant(pytestconfig: pytest.Config) -> Any:  # noqa: ANN401 -- whatever can be asked
    """Open the index of --groundwire-index with the default model, once for the whole run.

    For another model or index, write a fixture of this name in a conftest.py.
    """
    from corpus.errors import GroundwireError
    from rag.assistant import Assistant

    try:
        place = pytestconfig.invocation_params.dir / pytestconfig.getoption("--groundwire-index")
        return Assistant.open(place)
    except GroundwireError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture
def answer(assistant: Any) -> Callable[..., "Answer"]:  # noqa: ANN401
    """Return the function that asks: Assistant.ask, with all that it takes."""
    ask: Callable[..., Answer] = assistant.ask
    return ask


@pytest.fixture(name="assert_grounded")
def _assert_grounded(assistant: Any) -> Callable[["Answer"], None]:  # noqa: ANN401
    """Return the function that fails unless an answer of the assistant keeps the hard gates."""

    def check(answer: "Answer") -> None:
        __tracebackhide__ = True
        assert_grounded(answer, assistant)

    return check


def assert_grounded(answer: "Answer", assistant: "Asked") -> None:
    """Raise AssertionError unless `answer`, given by `assistant`, keeps the hard gates.

    Each marker resolves, each quote is exact, and what a statement states is in what it cites.
    """
    from eval.hard_gates import broken

    __tracebackhide__ = True
    if found := broken(answer, assistant.index.articles):
        raise AssertionError("\n".join(map(_broken_told, found)))
