"""The conversation as HTML: questions, statements with their markers, and lists of sources."""

from collections.abc import Iterable, Sequence

from rag import messages
from rag.answer import Answer, Citation, Statement, Status
from rag.markers import as_text
from ui import texts
from ui.answer_markdown import answer_markdown
from ui.asking import ask_button, without_words
from ui.head import render_head
from ui.kept.rating_bar import render_rating
from ui.markup import clip, escape, label
from ui.turn import Turn
from ui.verdict import all_verbatim, render_verdict


def render_conversation(turns: Sequence[Turn]) -> str:
    """Return all `turns`, or what the page is for if there are none."""
    inner = "".join(_turn(turn, number) for number, turn in enumerate(turns)) or _welcome()
    name = f'aria-label="{texts.CONVERSATION}"'
    return f'<section class="gw-turns" {name} tabindex="0">{inner}</section>'


def _welcome() -> str:
    details = "".join(f"<li>{escape(line)}</li>" for line in texts.WELCOME_DETAILS)
    return f'<div class="gw-welcome"><h2>{escape(texts.WELCOME)}</h2><ul>{details}</ul></div>'


def _turn(turn: Turn, number: int) -> str:
    question = f'<h2 class="gw-question">{label(turn.question)}</h2>'
    within = f'<p class="gw-within">{label(texts.within(turn.within))}</p>' if turn.within else ""
    said = f"{question}{within}{_reply(turn, number)}{render_rating(turn)}"
    return f'<article class="gw-turn">{said}</article>'


def _reply(turn: Turn, number: int) -> str:
    if turn.problem is not None:
        return _panel("gw-problem", texts.PROBLEM, turn.problem)
    if turn.answer is None:
        return _draft(turn)
    if turn.answer.status is Status.INSUFFICIENT:
        reason = turn.answer.reason or ""
        panel = _panel("gw-refusal", messages.THE_CORPUS_DOES_NOT_SAY, reason)
        return _understood(turn.answer) + panel + _nearest(turn.answer, number)
    return _understood(turn.answer) + _answer(turn.answer, number)


def _nearest(answer: Answer, number: int) -> str:
    if not answer.statements:
        return ""
    head = f'<p class="gw-nearest">{escape(messages.NEAREST)}</p>'
    return head + _answer(answer, number)


def _draft(turn: Turn) -> str:
    state = texts.DRAFT if turn.draft else texts.SEARCHING
    if turn.waiting is not None:
        state = texts.waiting(turn.waiting)
    head = f'<p class="gw-searching">{escape(state)}</p>'
    draft = f'<p class="gw-draft"><bdi>{escape(turn.draft)}</bdi></p>' if turn.draft else ""
    return head + draft


def _answer(answer: Answer, number: int) -> str:
    by_number = {citation.n: citation for citation in answer.citations}
    verbatim = all_verbatim(answer.statements)
    statements = "".join(
        _statement(item, by_number, number, "" if verbatim else render_verdict(item))
        for item in answer.statements
    )

    def markers(numbers: Iterable[int]) -> str:
        shown = "".join(_marker(by_number[n], number) for n in numbers)
        return f'<span class="gw-cites">{shown}</span>'

    head = render_head(answer, markers)
    sources = "".join(_source(group, number) for group in _by_article(answer.citations))
    return (
        f'<div class="gw-answer">{head}{statements}</div>{_checked(verbatim)}{_notes(answer)}'
        f'<ul class="gw-sources" aria-label="{texts.SOURCES}">{sources}</ul>'
        f"{_same_story(answer)}{_left_out(answer)}{_copy(answer)}"
    )


def _checked(verbatim: bool) -> str:
    return f'<p class="gw-all-verbatim">{escape(texts.ALL_VERBATIM)}</p>' if verbatim else ""


def _copy(answer: Answer) -> str:
    words = escape(answer_markdown(answer))
    return (
        f'<p class="gw-actions"><button type="button" class="gw-copy" data-copy="{words}">'
        f"{texts.COPY}</button></p>"
    )


def _understood(answer: Answer) -> str:
    lines = ""
    if answer.standalone_question != answer.question:
        words = escape(texts.understood_as(clip(answer.standalone_question)))
        lines = f'<p class="gw-understood"><bdi>{words}</bdi></p>'
    if answer.understood:
        words = escape(clip(texts.times_and_sources(messages.understood_line(answer.understood))))
        asked = answer.standalone_question
        again = "".join(_without(asked, item.words) for item in answer.understood if item.words)
        lines += f'<p class="gw-taken"><bdi>{words}</bdi> {again}</p>'
    return lines


def _without(question: str, words: str) -> str:
    """Return a button that asks `question` again without its `words` of time or source."""
    shorter = without_words(question, words)
    if not shorter:
        return ""
    return ask_button(texts.ask_without(clip(words)), shorter, "gw-again")


def _notes(answer: Answer) -> str:
    return "".join(_note(note) for note in answer.notes)


def _note(note: str) -> str:
    return f'<p class="gw-note"><bdi>{escape(clip(note))}</bdi></p>'


def _same_story(answer: Answer) -> str:
    articles = len({citation.article_id for citation in answer.citations})
    words = messages.same_story(articles, answer.sources)
    return f'<p class="gw-same">{escape(words)}</p>' if words else ""


def _left_out(answer: Answer) -> str:
    words = messages.left_out(answer.corpus)
    return f'<p class="gw-left-out">{escape(words)}</p>' if words else ""


def _statement(
    statement: Statement, citations: dict[int, Citation], number: int, verdict: str
) -> str:
    markers = "".join(_marker(citations[n], number) for n in statement.citations)
    speaker = ""
    if statement.speaker:
        said = escape(clip(messages.said_by(statement.speaker)))
        speaker = f' <span class="gw-speaker"><bdi>{said}</bdi></span>'
    told = escape(as_text(statement.text))  # a source's own [7] is no citation
    words = f'<bdi>{told}</bdi>{speaker} <span class="gw-cites">{markers}</span>'
    return f"<p>{words} {verdict}</p>{_note(statement.note) if statement.note else ''}"


def _source(citations: Sequence[Citation], number: int) -> str:
    first = citations[0]
    markers = "".join(_marker(citation, number) for citation in citations)
    title = f'<span class="gw-title">{label(first.title)}</span>' if first.title else ""
    names = clip(texts.also_in(first.also_in)) if first.also_in else ""
    others = f'<span class="gw-reprints"><bdi>{escape(names)}</bdi></span>' if names else ""
    return (
        f'<li><span class="gw-cites">{markers}</span><span class="gw-about">'
        f'<span class="gw-outlet">{label(texts.source_name(first))}</span>'
        f'<span class="gw-date">{texts.day_of(first)}</span>{title}{others}</span></li>'
    )


def _marker(citation: Citation, number: int) -> str:
    spoken = texts.citation(citation, clip(texts.source_name(citation)))
    return (
        f'<button type="button" class="gw-marker" data-cites="{number}-{citation.n}" '
        f'aria-label="{escape(spoken)}">[{citation.n}]</button>'
    )


def _by_article(citations: Sequence[Citation]) -> list[list[Citation]]:
    groups: dict[str, list[Citation]] = {}
    for citation in citations:
        groups.setdefault(citation.article_id, []).append(citation)
    return list(groups.values())


def _panel(look: str, heading: str, words: str) -> str:
    return (
        f'<div class="{look}"><p class="gw-panel-head">{escape(heading)}</p>'
        f"<p><bdi>{escape(words)}</bdi></p></div>"
    )
