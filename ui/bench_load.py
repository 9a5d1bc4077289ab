"""`groundwire bench load`: many users at once on a served page."""

from dataclasses import asdict
from itertools import cycle, islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.errors import CorpusError
from ui.bench import JsonOption, report_to
from ui.opening import home_of, settings_of
from ui.options import IndexOption

if TYPE_CHECKING:
    from eval.bench.load import Load
    from ui.settings import Settings


def load(
    index: IndexOption = None,
    users: Annotated[int, typer.Option(min=1, max=500, help="How many ask at once.")] = 20,
    questions: Annotated[int, typer.Option(min=1, help="How many they ask together.")] = 1000,
    page: Annotated[
        bool, typer.Option("--page", help="Ask as browsers do, not as programs over the API.")
    ] = False,
    json: JsonOption = None,
) -> None:
    """Serve the page on the index, and ask it as many users at once until all is asked.

    The questions are drawn from the articles; if there are too few, they come again. A single
    user's median is measured first, in the same run, and the server's memory at each 100.
    """
    from eval.bench.load import ALONE, run_load
    from eval.bench.visitors import by_api, by_page, index_arguments, megabytes_of, served
    from ui.terminal import progress_bar

    settings = settings_of(index=index)
    asked = _questions(settings, questions + ALONE)
    with report_to("load", settings, json) as report:
        with served(*index_arguments(index)) as (url, process), progress_bar() as progress:
            found = run_load(
                lambda: (by_page if page else by_api)(url),
                list(islice(cycle(asked), questions + ALONE)),
                users,
                lambda: megabytes_of(process),
                progress,
            )
        report |= {"as": "page" if page else "api", "distinct_questions": len(asked)}
        report |= _record(found)
        _print(found)


def _questions(settings: "Settings", most: int) -> list[str]:
    from eval.drafts import draft_cases
    from index.search import indexed

    entries, stories = indexed(home_of(settings))
    drafts = draft_cases([entry.article for entry in entries], most, stories=stories)
    if not drafts:
        raise CorpusError("no question can be drawn from the articles: index others")
    return [draft.question for draft in drafts if draft.question]


def _record(found: "Load") -> dict[str, Any]:
    derived = ("alone_median", "p50", "p95", "ratio", "per_second", "shares", "overtaken")
    return {
        "users": found.users,
        "questions": len(found.asked),
        "errors": dict(found.errors),
        **{name: getattr(found, name) for name in derived},
        "memory": [asdict(each) for each in found.memory],
    }


def _print(found: "Load") -> None:
    from ui.terminal import print_line

    least, most = found.shares
    lines = [
        f"{len(found.asked)} questions of {found.users} users at once: "
        f"{sum(found.errors.values())} errors, {found.per_second:.1f} answers a second",
        f"waited: median {found.p50:.2f} s, p95 {found.p95:.2f} s, which is {found.ratio:.1f} "
        f"times a single answer ({found.alone_median:.3f} s)",
        f"answers of a user: {least} to {most}; a question was overtaken by {found.overtaken} at "
        "most",
        "memory in MB after questions: "
        + ", ".join(f"{each.questions}: {each.megabytes:.0f}" for each in found.memory),
        *(f"{count} times: {error}" for error, count in found.errors.most_common(3)),
    ]
    for line in lines:
        print_line(line)
