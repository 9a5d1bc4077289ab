"""The command line. Heavy imports stand inside the commands, so that --help is instant."""

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from typer.exceptions import TyperException

from corpus.errors import GroundwireError, SettingsError
from ui import bench, evals
from ui.bench_load import load
from ui.brief import brief
from ui.opening import (
    assistant_of,
    editor_of,
    home_of,
    keeping_of,
    page_uploads_of,
    settings_of,
    uploads_of,
)
from ui.options import ChromaOption, IndexOption, ModelOption, RerankerOption, day_of

_INTERRUPTED = 130  # what typer makes of Ctrl+C

app = typer.Typer(
    name="groundwire",
    help="Ask a folder of articles; every sentence of the answer is cited to its source.\n\n"
    "Start with: groundwire index FOLDER, then groundwire ask QUESTION or groundwire serve. "
    "Settings come from groundwire.toml, GROUNDWIRE_* variables and flags, in that order.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


app.command()(brief)
app.add_typer(evals.app)
bench.app.command()(load)
app.add_typer(bench.app)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"groundwire {version('groundwire')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show it.")
    ] = False,
) -> None:
    pass


JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]


@app.command()
def index(
    paths: Annotated[list[Path], typer.Argument(help="Folders or files of articles.")],
    index: IndexOption = None,
    chroma: ChromaOption = None,
    model: ModelOption = None,
    rebuild: Annotated[bool, typer.Option(help="Write everything anew.")] = False,
    json: JsonOption = False,
) -> None:
    """Make the index mirror the articles under PATHS; only what is new or changed is embedded.

    Reads .txt, .md, .html, .pdf, .docx, .jsonl and .jsonl.gz. Articles that are no longer under
    PATHS leave the index; those put in on the page stay, and those taken out there stay out. A run
    that is stopped changes nothing.
    """
    from index.writer import update_index
    from ui.models import embedder_of
    from ui.terminal import print_json, print_report, progress_bar

    settings = settings_of(index=index, chroma=chroma, model=model)
    home, uploads = home_of(settings), uploads_of(settings)
    with progress_bar() as progress:
        report = update_index(
            home,
            paths,
            embedder_of(settings),
            also=(lambda: ()) if settings.chroma else uploads.roots,
            chunking=settings.chunking,
            rebuild=rebuild,
            progress=progress,
        )
    if json:
        print_json(report)
    print_report(report, home)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")],
    index: IndexOption = None,
    chroma: ChromaOption = None,
    model: ModelOption = None,
    reranker: RerankerOption = None,
    after: Annotated[str | None, typer.Option(help="Only articles from this day on.")] = None,
    before: Annotated[str | None, typer.Option(help="Only articles up to this day.")] = None,
    undated: Annotated[
        bool, typer.Option(help="With --after or --before: keep articles without a date.")
    ] = False,
    outlet: Annotated[
        list[str] | None, typer.Option(help="Only articles of this outlet; repeat it for more.")
    ] = None,
    article: Annotated[
        list[str] | None,
        typer.Option(help="Only this article, by id or file name; repeat it for more."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            help="The day from which you look back: “last week” counts from it, and news of the "
            "days before it comes first. [default: the newest article's date, "
            "at most today]"
        ),
    ] = None,
    previous: Annotated[
        list[str] | None,
        typer.Option(help="An earlier question of the conversation; repeat it, oldest first."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Answer QUESTION from the index, each sentence with its source. Dates are YYYY-MM-DD."""
    from index.filters import Filters
    from rag.question import check, check_day
    from ui.terminal import draft_view, print_answer, print_json

    check(question)  # before the model is loaded, which takes seconds
    for turn in previous or ():
        try:
            check(turn)
        except SettingsError as error:
            raise SettingsError(f"--previous: {error}") from None
    settings = settings_of(index=index, chroma=chroma, model=model, reranker=reranker)
    filters = Filters(
        day_of(after, "--after"),
        day_of(before, "--before"),
        outlets=tuple(outlet or ()),
        articles=tuple(article or ()),
        undated=undated,
    )
    day = day_of(as_of, "--as-of")
    check_day(day)
    assistant = assistant_of(settings)
    from rag.assistant import finished

    with draft_view() as show:
        steps = assistant.stream(question, previous=previous or (), filters=filters, as_of=day)
        answer = finished(steps, show)
    if json:
        print_json(answer.to_dict())
    else:
        print_answer(answer)


@app.command()
def serve(
    index: IndexOption = None,
    chroma: ChromaOption = None,
    model: ModelOption = None,
    reranker: RerankerOption = None,
    host: Annotated[str | None, typer.Option(help="Address. [default: 127.0.0.1]")] = None,
    port: Annotated[int | None, typer.Option(help="Port. [default: 7860]")] = None,
    edit: Annotated[
        bool | None,
        typer.Option(
            "--edit/--no-edit",
            help="Whether people may put in and take out articles on the page. [default: only if "
            "no other computer reaches it]",
        ),
    ] = None,
    conversations: Annotated[
        str | None,
        typer.Option(help="File to keep conversations in, or off. [default: beside the index]"),
    ] = None,
    mcp: Annotated[
        bool, typer.Option("--mcp", help="Offer ask, search and article as MCP tools too.")
    ] = False,
) -> None:
    """Serve the chat page in the browser until interrupted.

    There need be no index yet: articles can be put in on the page.
    """
    from ui.tools import PATH, require_mcp

    if mcp:
        require_mcp()  # before the model is loaded, which takes seconds
    settings = settings_of(
        index=index,
        chroma=chroma,
        model=model,
        reranker=reranker,
        host=host,
        port=port,
        edit=edit,
        conversations=conversations,
    )
    uploads = page_uploads_of(settings)
    assistant = assistant_of(settings, even_empty=True)
    editor = editor_of(settings, assistant, uploads) if uploads else None
    from ui import texts
    from ui.page import build_page
    from ui.serve import serve as serve_page
    from ui.upload_route import upload_route

    keeping = keeping_of(settings)
    serve_page(
        build_page(assistant, editor=editor, keeping=keeping),
        settings.host,
        settings.port,
        lambda url: typer.echo(texts.served_at(url, f"{url}{PATH}" if mcp else None)),
        [upload_route(editor)] if editor else [],
        hostnames=settings.hostnames,
        known_browsers=keeping is not None,
        mcp=mcp,
    )


@app.command()
def articles(
    index: IndexOption = None, chroma: ChromaOption = None, json: JsonOption = False
) -> None:
    """List what is indexed, with what each article states of itself."""
    from index.search import indexed
    from ui.terminal import article_records, print_articles, print_json

    entries, stories = indexed(home_of(settings_of(index=index, chroma=chroma)))
    if json:
        print_json(article_records(entries, stories))
    else:
        print_articles(entries, stories)


def main() -> None:
    """Run the command line; print every error as one line and exit with 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal may not know every character
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(standalone_mode=False)
    except TyperException as error:
        message = error.format_message().replace("Value error, ", "")
        if message.startswith("Usage:"):  # no command was given
            print(message, file=sys.stderr)
            raise SystemExit(2) from None
        _fail(f"{message} (see groundwire --help)")
    except GroundwireError as error:
        _fail(str(error))
    except OSError as error:  # the last door: a full disk under stdout, say
        _fail(f"{error.filename or 'output'}: {error.strerror or error}")
    if code == _INTERRUPTED:
        _fail("interrupted; an index that was being written is as it was before", code)
    raise SystemExit(code)


def _fail(message: str, code: int = 2) -> NoReturn:
    print(f"groundwire: {' '.join(message.split())}", file=sys.stderr)
    raise SystemExit(code) from None
