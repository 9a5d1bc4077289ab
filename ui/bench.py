"""`groundwire bench`: what the search finds and costs, how that grows, what the check catches."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import SettingsError
from ui.options import CheckerOption, ModelOption, RerankerOption
from ui.writable import require_writable

if TYPE_CHECKING:
    from eval.bench.datasets import DataSet
    from ui.settings import Settings

app = typer.Typer(
    name="bench",
    help="Measure the search and the check on real data sets, given as folders.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)

DataOption = Annotated[
    Path, typer.Option("--data", help="A data set, or a folder with some at any depth.")
]
SetOption = Annotated[
    list[str] | None,
    typer.Option("--set", help="Only the sets of this name or pattern, below DATA; repeatable."),
]
IndexOption = Annotated[
    Path | None,
    typer.Option("--index", help="Keep the indexes here, and take those that are there."),
]
JsonOption = Annotated[
    Path | None, typer.Option("--json", help="Write the results here. [default: nowhere]")
]


@app.command()
def search(
    data: DataOption,
    sets: SetOption = None,
    index: IndexOption = None,
    model: ModelOption = None,
    reranker: RerankerOption = None,
    sample: Annotated[
        int, typer.Option(min=2, help="Passages that the bare encoder is timed on.")
    ] = 2000,
    json: JsonOption = None,
) -> None:
    """Search for the questions of each data set, beside plain BM25, cosine and their fusion.

    A set is a folder with corpus.jsonl.gz and either questions.jsonl (news) or queries.jsonl
    and qrels.tsv (conversations). Each corpus is indexed first, and timed, unless --index names
    a folder that holds its index.
    """
    from eval.bench.datasets import load_sets
    from eval.bench.indexing import bare_encoder
    from eval.bench.report import conversations, set_to_dict, summary_to_dict
    from eval.bench.search import Setup, run_set
    from ui.bench_tables import print_set, print_summary
    from ui.models import embedder_of, reranker_of
    from ui.terminal import progress_bar

    found = load_sets(data, sets or ())
    settings = _settings(model, reranker)
    with report_to("search", settings, json) as report, _indexes(index) as places:
        embedder = embedder_of(settings)
        embedder.embed(["load the model"], kind="query")
        encode, chosen = bare_encoder(embedder.model), reranker_of(settings)
        setup = Setup(embedder, encode, settings.chunking, sample, chosen)
        results = []
        report["sets"], report["summary"] = [], {}
        for each in found:
            with progress_bar() as progress:
                results.append(run_set(each, _place(places, each), setup, progress))
            print_set(results[-1])
            report["sets"].append(set_to_dict(results[-1]))
            _write(report, json)  # what is measured stays, should a later set fail
        if conversations(results):
            report["summary"] = summary_to_dict(results)
            print_summary(results)


@app.command()
def answers(
    data: DataOption,
    sets: SetOption = None,
    index: IndexOption = None,
    model: ModelOption = None,
    json: JsonOption = None,
) -> None:
    """Answer the questions of news sets, in short and at length, and those of CLAPnq.

    A news set is a folder with corpus.jsonl.gz and questions.jsonl; CLAPnq one with
    answerable.jsonl.gz and unanswerable.jsonl.gz. Each corpus is indexed first, unless --index
    names a folder that holds its index. The selector has read CLAPnq's questions, so that it does
    better there than on others: docs/answers.md has the figures of one that has not.
    """
    from eval.bench.answers import records_of
    from eval.bench.answers_report import answers_to_dict, figures
    from eval.bench.answers_sets import answer_sets
    from ui.bench_tables import print_answers
    from ui.models import embedder_of, selector_of
    from ui.terminal import progress_bar

    found, settings = answer_sets(data, sets or ()), _settings(model)
    with report_to("answers", settings, json) as report, _indexes(index) as places:
        embedder, selector = embedder_of(settings), selector_of(settings)
        report["sets"] = []
        for each in found:
            with progress_bar() as progress:
                assistant = each.assistant(places, embedder, settings.chunking, selector, progress)
                records = records_of(assistant, each, progress)
            result = figures(each.name, records)
            print_answers(result)
            report["sets"].append(answers_to_dict(result, records))
            _write(report, json)


@app.command()
def growth(
    data: DataOption,
    sets: SetOption = None,
    sizes: Annotated[
        str, typer.Option(help="Numbers of passages, by commas.")
    ] = "5000,10000,20000,40000",
    synthetic: Annotated[
        int, typer.Option(min=0, help="A last size, filled up with shuffled articles; 0: none.")
    ] = 200_000,
    model: ModelOption = None,
    json: JsonOption = None,
) -> None:
    """Index and search the first passages of one data set, size by size, with random vectors.

    Times leave encoding out but for the query's, which is measured once with the real model and
    added. Where the set has too few passages, its articles come again with their words shuffled.
    """
    from dataclasses import asdict
    from tempfile import TemporaryDirectory

    from eval.bench.growth import run_growth
    from ui.bench_tables import print_growth
    from ui.models import embedder_of
    from ui.terminal import progress_bar

    numbers = _numbers(sizes) + ([synthetic] if synthetic else [])
    one, settings = _one_set(data, sets), _settings(model)
    with report_to("growth", settings, json) as report, TemporaryDirectory() as folder:
        report |= {"set": one.name, "sizes": []}
        rows = []
        with progress_bar() as progress:
            for row in run_growth(
                one, numbers, Path(folder), embedder_of(settings), settings.chunking, progress
            ):
                rows.append(row)
                report["sizes"].append(asdict(row))
                _write(report, json)
        print_growth(rows)


@app.command()
def change(
    data: DataOption,
    sets: SetOption = None,
    index: IndexOption = None,
    model: ModelOption = None,
    json: JsonOption = None,
) -> None:
    """Change one article of a data set, three times another, and see when it is found again."""
    from dataclasses import asdict
    from tempfile import TemporaryDirectory

    from eval.bench.change import median_seconds, run_change
    from ui.bench_tables import print_changes
    from ui.models import embedder_of
    from ui.terminal import progress_bar

    one, settings = _one_set(data, sets), _settings(model)
    with (
        report_to("change", settings, json) as report,
        _indexes(index) as places,
        TemporaryDirectory() as folder,
    ):
        with progress_bar() as progress:
            place, embedder = _place(places, one), embedder_of(settings)
            changes = list(
                run_change(one, place, Path(folder), embedder, settings.chunking, progress)
            )
        report |= {
            "set": one.name,
            "median_seconds": median_seconds(changes),
            "changes": [asdict(change) for change in changes],
        }
        print_changes(changes)


@app.command()
def claims(data: DataOption, checker: CheckerOption = None, json: JsonOption = None) -> None:
    """Tell claims that their evidence supports from others, beside plain word overlap.

    DATA holds claims.jsonl.gz: id, set, claim, evidence and supported; at least two sets. What
    judges a set is fitted on the other sets. --checker adds a model of your own.
    """
    from eval.bench.claims import load_claims, run_claims
    from eval.bench.claims_report import claims_to_dict, figures
    from ui.bench_tables import print_claims
    from ui.models import checker_of
    from ui.terminal import progress_bar

    found, settings = load_claims(data), _settings(None, checker=checker)
    with report_to("claims", settings, json) as report:
        chosen = checker_of(settings)
        with progress_bar() as progress:
            records = run_claims(found, chosen, progress)
        print_claims(figures(records))
        report |= claims_to_dict(records)


@app.command()
def disagreement(
    data: Annotated[Path, typer.Option("--data", help="The folder of ramdocs.jsonl.gz.")],
    model: ModelOption = None,
    json: JsonOption = None,
) -> None:
    """Ask questions whose documents disagree, and see whether the answer shows it.

    Each question is asked of its own documents alone. The shares are given for all questions and
    for either half of them.
    """
    from dataclasses import asdict

    from eval.bench.ramdocs import halves, load_questions, run_questions
    from ui.bench_tables import print_disagreement
    from ui.models import embedder_of, selector_of
    from ui.terminal import progress_bar

    questions, settings = load_questions(data), _settings(model)
    with report_to("disagreement", settings, json) as report:
        with progress_bar() as progress:
            models = embedder_of(settings), selector_of(settings)
            records = list(run_questions(questions, *models, progress))
        results = halves(records)
        report["results"] = {name: asdict(result) for name, result in results.items()}
        report["records"] = [asdict(record) for record in records]
        print_disagreement(results)


@contextmanager
def report_to(benchmark: str, settings: "Settings", file: Path | None) -> Iterator[dict[str, Any]]:
    """Yield the report to fill in, with its conditions; write it to `file`, if one is given.

    Raises SettingsError at once if it cannot be written: not after the hours a run may take.
    """
    from eval.bench.conditions import conditions

    report: dict[str, Any] = {"benchmark": benchmark}
    report["conditions"] = conditions(
        settings.model,
        settings.chunking,
        settings.reranker,
        settings.checker,
        selector=settings.selector,
    )
    require_writable("--json", file)
    yield report
    _write(report, file)


def _write(report: dict[str, Any], file: Path | None) -> None:
    from ui.terminal import write_json

    if file:
        write_json(report, file)


@contextmanager
def _indexes(folder: Path | None) -> Iterator[Path]:
    """Yield the folder where indexes are kept: the one given, or one that goes afterwards."""
    from tempfile import TemporaryDirectory

    if folder:
        yield folder
    else:
        with TemporaryDirectory() as temporary:
            yield Path(temporary)


def _place(places: Path, data: "DataSet") -> Path:
    return places / data.name.replace("/", "-")


def _one_set(data: Path, patterns: list[str] | None) -> "DataSet":
    from eval.bench.datasets import load_sets

    found = load_sets(data, patterns or ())
    if len(found) > 1:
        names = ", ".join(each.name for each in found)
        raise SettingsError(f"{data} holds several data sets: choose one with --set: {names}")
    return found[0]


def _numbers(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts or not all(part.isdecimal() and int(part) > 0 for part in parts):
        raise SettingsError(f"--sizes {text!r}: write whole numbers, such as 5000,10000")
    return [int(part) for part in parts]


def _settings(
    model: str | None, reranker: str | None = None, checker: str | None = None
) -> "Settings":
    from ui.settings import load_settings

    return load_settings(model=model, reranker=reranker, checker=checker)
