"""`groundwire eval`: run cases against an index; beside it, write new ones."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from corpus.errors import CasesError, SettingsError
from ui.eval_cases import import_, import_feedback, new
from ui.opening import assistant_of, settings_of
from ui.options import ChromaOption, IndexOption, ModelOption, RerankerOption

if TYPE_CHECKING:
    from eval.casefile import CaseFile

_RUN = "run"


class _RunUnlessNamed(TyperGroup):
    """Commands of which `run` is meant where none is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 -- typer's own
        named = bool(args) and args[0] in self.commands
        return super().parse_args(ctx, args if named else [_RUN, *args])


app = typer.Typer(
    name="eval",
    help="Run grounding cases (`groundwire eval CASES`), or draft or import some.",
    cls=_RunUnlessNamed,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

CasesArgument = Annotated[
    Path | None, typer.Argument(help="Case file. [default: the cases of corpus/articles]")
]


def _file(name: str, what: str) -> Any:  # noqa: ANN401 -- an annotation's metadata
    return typer.Option(name, help=f"Write {what} here. [default: nowhere]")


@app.command(_RUN)
def run(
    cases: CasesArgument = None,
    index: IndexOption = None,
    chroma: ChromaOption = None,
    model: ModelOption = None,
    reranker: RerankerOption = None,
    json: Annotated[Path | None, _file("--json", "the results, for baselines,")] = None,
    junit: Annotated[Path | None, _file("--junit", "JUnit XML")] = None,
    html: Annotated[Path | None, _file("--html", "a report to open in a browser")] = None,
    markdown: Annotated[Path | None, _file("--markdown", "a summary")] = None,
    baseline: Annotated[
        Path | None, typer.Option(help="JSON of an earlier run: fail on what got worse.")
    ] = None,
    tag: Annotated[
        list[str] | None, typer.Option(help="Only cases with this tag; repeat it for more.")
    ] = None,
    case: Annotated[
        list[str] | None, typer.Option(help="Only the case of this id; repeat it for more.")
    ] = None,
    judge: Annotated[
        bool, typer.Option("--judge", help="Ask the language model too; it gates nothing.")
    ] = False,
) -> None:
    """Ask the questions of CASES, and check the answers against what is expected of them.

    The word `run` may be left out. Exits 0 if every gate holds, 1 if one fails, 2 if it cannot run.
    Beside it: groundwire eval new, import, import-feedback and schema.
    """
    from eval.baseline import compare, gated
    from eval.bench.conditions import conditions
    from eval.judge import as_llama_index
    from eval.judge import judge as judged
    from eval.measures import MEASURES
    from eval.report.json_report import load_baseline
    from eval.running import run_cases
    from ui.eval_output import Finished, Outputs
    from ui.github import commands_stopped, tell_github
    from ui.models import llm_of
    from ui.terminal import progress_bar

    case_file = _case_file(cases, tag or (), case or ())
    outputs = Outputs(json, junit, html, markdown)
    outputs.check(case_file.file, baseline)
    past = load_baseline(baseline) if baseline else None
    settings = settings_of(index=index, chroma=chroma, model=model, reranker=reranker)
    llm = llm_of(settings) if judge else None
    if judge and llm is None:
        raise SettingsError("--judge takes a language model: set llm_base_url and llm_model")
    assistant = assistant_of(settings, count_tokens=True)
    with commands_stopped():
        with progress_bar() as progress:
            try:
                done = run_cases(case_file.case_set, assistant, progress)
            except CasesError as error:
                raise case_file.located(error) from None
            judgements = judged(done, as_llama_index(llm), progress) if llm else None
        comparison = compare(done, past, MEASURES) if past is not None else None
        done = gated(done, comparison) if comparison else done
        under = conditions(
            settings.model,
            settings.chunking,
            settings.reranker,
            settings.checker,
            selector=settings.selector,
        )
        finished = Finished(done, case_file, under, comparison, judgements)
        outputs.write(finished)
    tell_github(finished)
    raise typer.Exit(0 if done.passed else 1)


app.command()(new)
app.command("import")(import_)
app.command("import-feedback")(import_feedback)


@app.command()
def schema() -> None:
    """Print the JSON Schema of case files, which editors complete and check them by."""
    from eval.schema import json_schema

    typer.echo(json_schema(), nl=False)


def _case_file(cases: Path | None, tags: Sequence[str], ids: Sequence[str]) -> "CaseFile":
    """Return the cases asked for, with the thresholds of the project in the current directory."""
    from eval.casefile import load_cases
    from eval.cases import SHIPPED
    from eval.thresholds import with_project_thresholds

    case_file = load_cases(cases or SHIPPED)
    if cases:
        case_file = with_project_thresholds(case_file, Path.cwd())
    for note in case_file.notes:
        typer.echo(note, err=True)
    return case_file.only(tags, ids)
