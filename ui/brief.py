"""`groundwire brief`: what the articles hold on a topic, as text or as a file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ui.opening import assistant_of, settings_of
from ui.options import ChromaOption, IndexOption, ModelOption, RerankerOption, day_of
from ui.writable import require_writable

if TYPE_CHECKING:
    from ui.export.export import Format


def brief(
    topic: Annotated[str, typer.Argument(help="What the briefing is about.")],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            help="Write it here; the ending .md, .docx, .pdf or .html says as what. "
            "[default: Markdown on stdout]",
        ),
    ] = None,
    index: IndexOption = None,
    chroma: ChromaOption = None,
    model: ModelOption = None,
    reranker: RerankerOption = None,
    after: Annotated[str | None, typer.Option(help="Only articles from this day on.")] = None,
    before: Annotated[str | None, typer.Option(help="Only articles up to this day.")] = None,
    outlet: Annotated[
        list[str] | None, typer.Option(help="Only articles of this outlet; repeat it for more.")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            help="The day from which it looks back. [default: the newest article's date, at most "
            "today]"
        ),
    ] = None,
    length: Annotated[
        Literal["short", "full"], typer.Option(help="One or two pages, as PDF; or up to four.")
    ] = "short",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Write a briefing on TOPIC, each sentence with its source. Dates are YYYY-MM-DD.

    A file that is there is replaced.
    """
    from index.filters import Filters
    from rag.briefing.briefing import Length
    from rag.briefing.scope import check_topic
    from rag.question import check_day
    from ui import texts
    from ui.terminal import print_json, progress_bar

    topic = check_topic(topic)
    format_ = _format(out)
    filters = Filters(
        day_of(after, "--after"), day_of(before, "--before"), outlets=tuple(outlet or ())
    )
    filters.check_dates()
    day = day_of(as_of, "--as-of")
    check_day(day)
    assistant = assistant_of(
        settings_of(index=index, chroma=chroma, model=model, reranker=reranker)
    )
    from eval.report.files import write
    from rag.briefing.build import brief as build
    from ui.export.export import Format, export, links_of

    with progress_bar() as show:
        briefing = build(
            assistant.index,
            topic,
            filters=filters,
            as_of=day,
            length=Length(length),
            writer=assistant.writer,
            progress=lambda step, share: show(texts.BRIEFING, round(100 * share), 100),
        )
        show(texts.BRIEFING, 100, 100)
    if json:
        print_json(briefing.to_dict())
    if out is None and json:
        return
    content = export(briefing, format_ or Format.MARKDOWN, links_of(briefing, assistant.articles))
    if out is None:
        sys.stdout.write(content.decode())
    else:
        write(content, out)
        if briefing.reason:
            print(f"{out}: {briefing.reason}", file=sys.stderr)


def _format(out: Path | None) -> "Format | None":
    """Return the format of the file `out`, if there is to be one, and it can be written.

    Raises SettingsError.
    """
    if out is None:
        return None
    from ui.export.export import format_of

    found = format_of(out)
    require_writable("-o", out)
    return found
