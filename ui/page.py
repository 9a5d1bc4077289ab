"""The chat page: what is on it, and what happens when somebody asks."""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.errors import GroundwireError
from index.search import Index
from rag.assistant import Assistant
from rag.compose import summarise
from ui import texts
from ui.conversation import render_conversation
from ui.corpus_editor import CorpusEditor
from ui.filter_bar import found_articles, render_filters, render_in_force
from ui.markup import escape
from ui.reader import empty_reader
from ui.suggestions import Asks, Suggestions
from ui.turn import Turn, read_source, take_turn

# Read when gradio is imported: nothing is reported to anybody, and no model hub is asked.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
from gradio.events import Dependency, api

from ui.corpus_tab import build_corpus_tab, build_start, show_start
from ui.offer_events import wire_offers

_AT_ONCE = 4  # questions answered at the same time; the others wait in line
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_HERE = Path(__file__).parent


def build_page(
    assistant: Assistant,
    quoting: Callable[[Index], Asks] = Assistant,
    editor: CorpusEditor | None = None,
) -> gr.Blocks:
    """Return the page that asks `assistant`. Each browser tab has a conversation of its own.

    The questions that the page offers are tried on what `quoting` makes of an index.
    Whoever opens the page may change the corpus through `editor`; without one, nobody may.
    """
    page = gr.Blocks(title=texts.NAME, analytics_enabled=False, fill_width=True)
    with page:
        turns = gr.State(())
        with gr.Row(elem_id="gw-top"):
            top = gr.HTML(_header(assistant), elem_id="gw-header", apply_default_css=False)
            new = gr.Button(texts.NEW_CONVERSATION, elem_id="gw-new", size="sm")
        with gr.Tabs(elem_id="gw-tabs"):
            with gr.Tab(texts.ASK_TAB, elem_id="gw-ask-tab"), gr.Row(elem_id="gw-room"):
                with gr.Column(elem_id="gw-talk"):
                    start = build_start(assistant, editor)
                    talk = gr.HTML(
                        render_conversation(()),
                        elem_id="gw-conversation",
                        apply_default_css=False,
                        js_on_load=_words() + _script("page.js"),
                    )
                    offers = gr.HTML("", elem_id="gw-offers", apply_default_css=False)
                    filters = _filters(assistant)
                    force = gr.HTML(
                        _in_force(assistant, None), elem_id="gw-force", apply_default_css=False
                    )
                    with gr.Row(elem_id="gw-form"):
                        question = _question_box()
                        send = gr.Button(texts.ASK, variant="primary", elem_id="gw-send")
                with gr.Column(elem_id="gw-source"):
                    reader = gr.HTML(empty_reader(), elem_id="gw-reader", apply_default_css=False)
            with gr.Tab(texts.CORPUS, elem_id="gw-corpus-tab"):
                stamp = build_corpus_tab(assistant, page, editor, start)
        asked = _wire(assistant, turns, talk, reader, question, send, new, filters)
        anew = [page.load, stamp.change]
        wire_offers(assistant, Suggestions(quoting), anew, asked, new, turns, filters, offers)

        def open_anew(chosen: str) -> tuple[str, gr.HTML, str, str]:
            return *_opened(assistant, chosen), show_start(assistant, editor)

        # It may be indexed anew while the page is served.
        gr.on(anew, open_anew, filters, [top, filters, force, start], **_QUIET)

        def show_force(chosen: str) -> str:
            return _in_force(assistant, chosen)

        filters.input(show_force, filters, force, queue=False, trigger_mode="always_last", **_QUIET)
    return page


def _filters(assistant: Assistant) -> gr.HTML:
    def find_articles(words: str) -> list[dict[str, str]]:
        return found_articles(assistant.articles, words)

    return gr.HTML(
        "",  # what is chosen, as JSON
        html_template="${controls}",
        controls=_controls(assistant),
        js_on_load=_script("filters.js"),
        server_functions=[find_articles],
        elem_id="gw-filters",
        apply_default_css=False,
    )


def _controls(assistant: Assistant) -> str:
    try:
        articles = assistant.index.articles
        return render_filters(articles) if articles else ""
    except GroundwireError:  # the header says it
        return ""


def _in_force(assistant: Assistant, chosen: str | None) -> str:
    try:
        index = assistant.index
        return render_in_force(index, chosen) if index.articles else ""
    except GroundwireError:
        return ""


def _opened(assistant: Assistant, chosen: str) -> tuple[str, gr.HTML, str]:
    controls = gr.HTML(value=chosen, controls=_controls(assistant))
    return _header(assistant), controls, _in_force(assistant, chosen)


def _words() -> str:
    """Return what the script says, as a constant of it."""
    words = {"copied": texts.COPIED, "notCopied": texts.NOT_COPIED}
    return f"const TEXTS = {json.dumps(words)};\n"


def _script(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label=texts.QUESTION,
        placeholder=texts.QUESTION_HINT,
        show_label=False,
        container=False,
        lines=1,  # with one line, Enter sends and Shift+Enter breaks the line
        max_lines=6,
        autofocus=True,
        elem_id="gw-question",
    )


def _wire(
    assistant: Assistant,
    turns: gr.State,
    talk: gr.HTML,
    reader: gr.HTML,
    question: gr.Textbox,
    send: gr.Button,
    new: gr.Button,
    filters: gr.HTML,
) -> Dependency:
    def reply(words: str, before: Sequence[Turn], chosen: str) -> Iterator[tuple[Any, ...]]:
        yield from _reply(assistant, words, tuple(before), chosen)

    def ask(question: str) -> dict[str, Any]:
        return _ask(assistant, question)

    asked: Dependency = gr.on(
        [question.submit, send.click],
        reply,
        [question, turns, filters],
        [turns, talk, reader, question],
        concurrency_limit=_AT_ONCE,
        trigger_mode="once",
        **_QUIET,
    )
    talk.click(_open_source, turns, reader, queue=False, **_QUIET)
    new.click(_start_anew, None, [turns, talk, reader, question], cancels=[asked], **_QUIET)
    api(ask, api_name="ask", concurrency_limit=_AT_ONCE)
    return asked


def _reply(
    assistant: Assistant, words: str, before: tuple[Turn, ...], chosen: str
) -> Iterator[tuple[Any, ...]]:
    """Show the question at once and the answer when it is there, its first source opened."""
    kept = gr.skip()
    if not words.strip():
        yield kept, kept, kept, kept
        return
    turn = Turn(words)
    yield kept, render_conversation((*before, turn)), kept, ""
    for turn in take_turn(assistant, words, before, chosen):
        if turn.draft:
            yield kept, render_conversation((*before, turn)), kept, kept
    after = (*before, turn)
    if turn.answer is None:  # the question goes back into its box, to be mended
        yield after, render_conversation(after), kept, words
        return
    first = turn.answer.citations[0].n if turn.answer.citations else None
    source = read_source(after, len(before), first) if first is not None else empty_reader()
    yield after, render_conversation(after), source, kept


def _open_source(turns: Sequence[Turn], chosen: gr.EventData) -> Any:  # noqa: ANN401 -- or skip
    turn, _, n = str(chosen.cites).partition("-")
    known = turn.isdecimal() and n.isdecimal()
    return read_source(turns, int(turn), int(n)) if known else gr.skip()


def _start_anew() -> tuple[tuple[Turn, ...], str, str, str]:
    return (), render_conversation(()), empty_reader(), ""


def _ask(assistant: Assistant, question: str) -> dict[str, Any]:
    try:
        return assistant.ask(question).to_dict()
    except GroundwireError as error:
        raise gr.Error(str(error), print_exception=False) from error


def _header(assistant: Assistant) -> str:
    try:
        line = texts.indexed(summarise(assistant.index.articles.values()))
    except GroundwireError as error:
        line = str(error)
    skip = f'<a class="gw-skip" href="#gw-question">{texts.SKIP}</a>'
    return f'{skip}<header><h1>{texts.NAME}</h1><p class="gw-indexed">{escape(line)}</p></header>'
