"""`groundwire eval new`, `import` and `import-feedback`: cases drafted, or taken over."""

from pathlib import Path
from typing import Annotated

import typer

from corpus.errors import CasesError, SettingsError
from ui.opening import home_of, settings_of
from ui.options import ChromaOption, IndexOption, day_of
from ui.writable import require_writable

OutOption = Annotated[
    Path | None, typer.Option("--out", "-o", help="Write the cases here. [default: stdout]")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]


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


def import_feedback(
    out: OutOption = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", help="File of conversations. [default: that of the page]"),
    ] = None,
    since: Annotated[str | None, typer.Option(help="Only what was said from this day on.")] = None,
    index: IndexOption = None,
    force: ForceOption = False,
) -> None:
    """Draft cases out of the thumbs up and down that readers gave answers on the page.

    What was found good is what a case expects; of the rest the question is kept, with the reason,
    for a person to fill in. Drafts are skipped until their line `draft: true` is deleted.
    """
    from eval.caseyaml import written
    from eval.feedback_drafts import HEAD, feedback_drafts
    from ui.kept.database import Database
    from ui.kept.ratings import Ratings

    _check_out(out, append=False, force=force)
    file = store or settings_of(index=index).conversations_file
    if file is None:
        raise SettingsError("no conversations are kept (setting: conversations): give --store FILE")
    left_out: list[str] = []
    ratings = Ratings(Database(file, create=False))
    feedback = ratings.feedback(day_of(since, "--since"), left_out.append)
    drafts = feedback_drafts(feedback, left_out.append)
    for line in left_out:
        typer.echo(line, err=True)
    if not drafts:
        none = "no feedback that can be read" if left_out else "no feedback"
        raise CasesError(f"{file} holds {none}{f' since {since}' if since else ''}")
    hints = {draft.case.id: draft.hint for draft in drafts}
    _write(written([draft.case for draft in drafts], HEAD, hints), out)
    typer.echo(_counted(len(drafts), len(left_out), out), err=True)


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


def _counted(count: int, left_out: int, out: Path | None) -> str:
    others = f", {left_out} left out" if left_out else ""
    return (
        f"{count} draft{'' if count == 1 else 's'}{others}{f'; now fill in {out}' if out else ''}"
    )


def _drafted(count: int, wanted: int, out: Path | None) -> str:
    few = "" if count == wanted else f" of the {wanted} asked for: the articles hold no more"
    return f"{count} drafts{few}{f'; now mend {out}' if out else ''}"
