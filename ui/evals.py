"""`groundwire eval`: run cases against an index, draft new ones, take over others'."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from corpus.errors import CasesError, SettingsError
from ui.opening import assistant_of, home_of, settings_of
from ui.options import ChromaOption, IndexOption, ModelOption, RerankerOption
from ui.writable import require_writable

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
OutOption = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write the cases here. [default: stdout]")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]


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
    Beside it: groundwire eval new, import and schema.
    """
    from eval.baseline import compare, gated
    from eval.bench.conditions import conditions
    from eval.judge import as_llama_index
    from eval.judge import judge as judged
    from eval.measures import MEASURES
    from eval.report.json_report import load_baseline
    from eval.running import run_cases
    from ui.eval_output import Finished, Outputs
    from ui.models import llm_of
    from ui.terminal import progress_bar

    case_file = _case_file(cases, tag or (), case or ())
    outputs = Outputs(json, junit, html, markdown)
    outputs.check(case_file.file)
    past = load_baseline(baseline) if baseline else None
    settings = settings_of(index=index, chroma=chroma, model=model, reranker=reranker)
    llm = llm_of(settings) if judge else None
    if judge and llm is None:
        raise SettingsError("--judge takes a language model: set llm_base_url and llm_model")
    assistant = assistant_of(settings)
    with progress_bar() as progress:
        try:
            done = run_cases(case_file.case_set, assistant, progress)
        except CasesError as error:
            raise case_file.located(error) from None
        judgements = judged(done, as_llama_index(llm), progress) if llm else None
    comparison = compare(done, past, MEASURES) if past is not None else None
    done = gated(done, comparison) if comparison else done
    under = conditions(settings.model, settings.chunking, settings.reranker, settings.checker)
    outputs.write(Finished(done, case_file, under, comparison, judgements))
    raise typer.Exit(0 if done.passed else 1)


@app.command()
def new(
    index: IndexOption = None,
    chroma: ChromaOption = None,
    number: Annotated[int, typer.Option("--number", "-n", min=1, help="How many cases.")] = 20,
    out: OutOption = None,
    append: Annotated[
        bool, typer.Option("--append", help="Add to the cases of a file that is there.")
    ] = False,
    force: ForceOption = False,
    seed: Annotated[int, typer.Option(help="Another seed draws other sentences.")] = 0,
) -> None:
    """Draft cases out of what the index holds, for a person to mend; English articles only.

    Each asks for a figure, a day, a place or a speaker of one sentence. Drafts are skipped until
    their line `draft: true` is deleted.
    """
    from eval.casefile import load_cases
    from eval.caseyaml import DRAFTS_HEAD, appended, written
    from eval.drafts import draft_cases
    from index.search import indexed

    kept = load_cases(out) if append and out else None
    _check_out(out, append=append, force=force)
    entries, stories = indexed(home_of(settings_of(index=index, chroma=chroma)))
    known = kept.case_set.cases if kept else ()
    articles = [entry.article for entry in entries]
    drafts = draft_cases(articles, number, known=known, stories=stories, seed=seed)
    if kept:
        _write(appended(kept.file, drafts), out)
    else:
        _write(written(drafts, DRAFTS_HEAD), out)
    typer.echo(_drafted(len(drafts), number, out), err=True)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="Questions as JSONL; see docs/cases.md.")],
    out: OutOption = None,
    tag: Annotated[
        list[str] | None, typer.Option(help="Tag the cases with this; repeat it for more.")
    ] = None,
    force: ForceOption = False,
) -> None:
    """Take over questions with short answers, one JSON object a line: id, question, answer.

    Those with `answer_in_corpus` false become drafts: a corpus may hold an answer in other words.
    """
    from eval.caseyaml import written
    from eval.importing import import_cases

    _check_out(out, append=False, force=force)
    cases = import_cases(file, tag or ())
    _write(written(cases, f"# Imported from {file.name}.\n"), out)
    drafts = sum(case.draft for case in cases)
    typer.echo(f"{len(cases)} cases, {drafts} of them drafts", err=True)


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
    case_file = case_file.only(tags, ids)
    if all(case.draft for case in case_file.case_set.cases):
        raise CasesError(
            f"{case_file.file}: every case is a draft: mend some, and delete their `draft: true`"
        )
    return case_file


def _check_out(out: Path | None, *, append: bool, force: bool) -> None:
    if append and (out is None or force):
        raise SettingsError("--append takes --out FILE, the file to add to, and no --force")
    require_writable("--out", out)
    if out and out.exists() and not (append or force):
        raise SettingsError(f"--out {out} is there already: add --force or --append")


def _write(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text, nl=False)
        return
    from eval.report.files import write

    write(text, out)


def _drafted(count: int, wanted: int, out: Path | None) -> str:
    few = "" if count == wanted else f" of the {wanted} asked for: the articles hold no more"
    return f"{count} drafts{few}{f'; now mend {out}' if out else ''}"
