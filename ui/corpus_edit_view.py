"""Putting articles in and taking them out, as HTML: the controls, the progress, the results."""

from collections import Counter
from collections.abc import Sequence

from corpus.article import Article
from corpus.readers import READERS
from index.change import IndexReport
from ui import corpus_texts as texts
from ui.jobs import Step
from ui.markup import clip, escape, label
from ui.outcomes import Outcome, State, TakenOut

_LISTED = 100  # of what an indexing run skipped
_ORDER = (State.SKIPPED, State.INDEXED, State.UNCHANGED)


def render_start(editable: bool, on_its_tab: bool = False) -> str:
    """Return what to do while nothing is indexed; `on_its_tab`, files can be chosen beside it."""
    if not editable:
        return (
            f'<div class="gw-empty"><h2>{texts.NOTHING_YET}</h2>'
            f"<p>{escape(texts.BY_COMMAND)}</p></div>"
        )
    own = f' <button type="button" data-own>{texts.OWN_ARTICLES}</button>'
    return (
        f'<div class="gw-empty"><h2>{texts.NOTHING_YET}</h2><p>{texts.WHAT_TO_DO}</p>'
        '<p class="gw-choose">'
        f'<button type="button" class="gw-sample" data-sample>{texts.SAMPLE}</button>'
        f"{'' if on_its_tab else own}</p></div>"
    )


def render_add(most_bytes: int, folder: str) -> str:
    """Return where files are dropped or chosen; `folder` is where copies are kept."""
    accepted = ",".join(READERS)
    details = escape(texts.details(most_bytes // 1_000_000, tuple(READERS), folder))
    return (
        f'<section class="gw-add" aria-label="{texts.ADD}"><p class="gw-choose">'
        f'<button type="button" data-choose="files">{texts.CHOOSE_FILES}</button> '
        f'<button type="button" data-choose="folder">{texts.CHOOSE_FOLDER}</button> '
        f"<span>{texts.OR_DROP}</span></p>"
        f'<p class="gw-add-details">{details}</p>'
        f'<input type="file" name="files" multiple hidden accept="{accepted}" '
        f'aria-label="{texts.CHOOSE_FILES}">'
        f'<input type="file" name="folder" webkitdirectory hidden '
        f'aria-label="{texts.CHOOSE_FOLDER}">'
        '<div class="gw-sending" hidden><p></p>'
        f'<progress aria-label="{texts.SENDING}"></progress></div></section>'
    )


def render_working(step: Step | None) -> str:
    """Return how far an indexing run is."""
    words = texts.working(step.name, step.done, step.total) if step else texts.STARTING
    at = f' value="{step.done}" max="{step.total}"' if step and step.total else ""
    return (
        f'<div class="gw-working" aria-live="off"><p>{escape(words)}</p>'
        f'<progress aria-label="{escape(words)}"{at}></progress></div>'
    )


def render_problem(words: str) -> str:
    """Return why something was not done."""
    return f'<p class="gw-problem">{escape(words)}</p>'


def render_done(words: str, undo: TakenOut | None = None) -> str:
    """Return what was done, and how to undo it."""
    button = ""
    if undo and undo.key:
        button = f' <button type="button" data-put-back="{escape(undo.key)}">{texts.UNDO}</button>'
    return f'<div class="gw-done">{label(words)}{button}</div>'


def render_report(report: IndexReport) -> str:
    """Return what an indexing run did, and what it skipped."""
    rows = "".join(
        _row(
            State.SKIPPED,
            one.file,
            [texts.at_line(one.line, one.reason) if one.line else one.reason],
        )
        for one in report.skipped[:_LISTED]
    )
    rest = len(report.skipped) - _LISTED
    more = f"<p>{texts.more_skipped(rest)}</p>" if rest > 0 else ""
    listed = _list(rows) + more if rows else ""
    return f'<div class="gw-done"><p>{escape(texts.report(report))}</p>{listed}</div>'


def render_outcomes(outcomes: Sequence[Outcome], left: str | None) -> str:
    """Return what became of each file, those left out first; `left` says what was not sent."""
    count = Counter(outcome.state for outcome in outcomes)
    tally = texts.tally(
        *(count[state] for state in (State.INDEXED, State.UNCHANGED, State.SKIPPED))
    )
    listed = sorted(outcomes, key=lambda outcome: _ORDER.index(outcome.state))
    rows = "".join(map(_outcome, listed))
    more = f"<p>{escape(left)}</p>" if left else ""
    return f'<div class="gw-done"><p>{escape(tally)}</p>{more}{_list(rows)}</div>'


def render_remove(article: Article) -> str:
    """Return the control that takes `article` out."""
    name = clip(article.title or article.file)
    return (
        f'<button type="button" class="gw-remove" data-remove="{escape(article.id)}" '
        f'data-name="{escape(name)}" aria-label="{escape(texts.remove(name))}">'
        f"{texts.REMOVE}</button>"
    )


def render_tools(out: Sequence[TakenOut], empty: bool) -> str:
    """Return what can be done to the corpus as a whole: index it again, put back what is out."""
    again = (
        ""
        if empty
        else f'<p><button type="button" data-reindex>{texts.REINDEX}</button> '
        f"<span>{texts.REINDEX_DETAILS}</span></p>"
    )
    rows = "".join(
        f'<li>{label(one.name)} <button type="button" data-put-back="{escape(one.key or "")}" '
        f'aria-label="{escape(texts.put_back(clip(one.name)))}">{texts.PUT_BACK}</button></li>'
        for one in out
    )
    listed = (
        f'<details class="gw-out"><summary>{texts.list_taken_out(len(out))}</summary>'
        f"<ul>{rows}</ul></details>"
        if out
        else ""
    )
    return f'<div class="gw-tools">{again}{listed}</div>' if again or listed else ""


def _outcome(outcome: Outcome) -> str:
    sent = outcome.sent
    words = [texts.passages(outcome.passages)] if outcome.passages else []
    if sent.file and outcome.passages and sent.file != sent.name:
        words.append(texts.kept_as(sent.file))
    return _row(outcome.state, sent.name, [*words, *outcome.reasons[:_LISTED]])


def _row(state: State, name: str, words: Sequence[str]) -> str:
    told = f" – {label('; '.join(words))}" if words else ""
    return (
        f'<li><span class="gw-state gw-{state}">{state}</span> '
        f"<span>{label(name)}{told}</span></li>"
    )


def _list(rows: str) -> str:
    return f'<ul class="gw-outcomes" aria-label="{texts.RESULT}" tabindex="0">{rows}</ul>'
