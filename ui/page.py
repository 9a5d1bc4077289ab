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
from ui.kept.keeping import Keeping
from ui.line import Line
from ui.markup import escape
from ui.reader import empty_reader
from ui.suggestions import Asks, Suggestions
from ui.turn import Turn, read_source, take_turn

# Read when gradio is imported: nothing is reported to anybody, and no model hub is asked.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
from gradio.events import Dependency

from ui.api import build_api
from ui.briefing_tab import build_briefing_tab
from ui.corpus_tab import build_corpus_tab, build_start, show_start, stamp_of, wire_news
from ui.filter_controls import build_filters
from ui.kept.events import build_list, list_button, owner, rating_parts, wire_list
from ui.offer_events import wire_offers

# Questions answered at the same time; the others wait in line. Each takes a core: more of them at
# once are all as slow, and one that needs longer is overtaken by many (groundwire bench load).
_AT_ONCE = min(4, max(2, os.cpu_count() or 2))
_SEEN_WAITING = 24  # of the page, those answered among them; each holds a thread of Gradio's 40
_SESSIONS = 500  # visits that are kept, the latest: with its conversation one takes half a megabyte
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_HERE = Path(__file__).parent


def build_page(
    assistant: Assistant,
    quoting: Callable[[Index], Asks] = Assistant,
    editor: CorpusEditor | None = None,
    keeping: Keeping | None = None,
) -> gr.Blocks:
    """Return the page that asks `assistant`. Each browser tab has a conversation of its own.

    The questions that the page offers are tried on what `quoting` makes of an index.
    Whoever opens the page may change the corpus through `editor`; without one, nobody may.
    Conversations and feedback are kept by `keeping`; without it, nothing is.
    """
    rating = rating_parts(keeping)
    page = gr.Blocks(title=texts.NAME, analytics_enabled=False, fill_width=True)
    page.state_session_capacity = _SESSIONS
    with page:
        turns, stamp = gr.State(()), gr.State(stamp_of(assistant))
        # The corpus may be changed on this page, or elsewhere while it is served.
        anew = [page.load, stamp.change]
        with gr.Row(elem_id="gw-top"):
            top = gr.HTML(_header(assistant), elem_id="gw-header", apply_default_css=False)
            if keeping:
                list_button()
            new = gr.Button(texts.NEW_CONVERSATION, elem_id="gw-new", size="sm")
        with gr.Tabs(elem_id="gw-tabs") as tabs:
            with gr.Tab(texts.ASK_TAB, elem_id="gw-ask-tab"), gr.Row(elem_id="gw-room"):
                kept = build_list(keeping) if keeping else None
                with gr.Column(elem_id="gw-talk"):
                    start = build_start(assistant, editor)
                    talk = gr.HTML(
                        render_conversation(()),
                        elem_id="gw-conversation",
                        apply_default_css=False,
                        js_on_load=_words() + _script("page.js") + rating.script,
                        server_functions=rating.functions,
                    )
                    offers = gr.HTML("", elem_id="gw-offers", apply_default_css=False)
                    filters, _ = build_filters(assistant, anew, "gw", "#gw-question textarea")
                    with gr.Row(elem_id="gw-form"):
                        question = _question_box()
                        send = gr.Button(texts.ASK, variant="primary", elem_id="gw-send")
                with gr.Column(elem_id="gw-source"):
                    reader = gr.HTML(empty_reader(), elem_id="gw-reader", apply_default_css=False)
            with gr.Tab(texts.BRIEFING, elem_id="gw-brief-tab"):
                build_briefing_tab(assistant, anew)
            with gr.Tab(texts.CORPUS, elem_id="gw-corpus-tab"):
                build_corpus_tab(assistant, page, editor, start, stamp)
        line = Line(_AT_ONCE)
        asked = _wire(assistant, line, turns, talk, reader, question, send, new, filters, keeping)
        if keeping and kept:
            wire_list(keeping, assistant, kept, asked, (turns, talk, reader))
        build_api(assistant, page, line, _AT_ONCE)
        wire_offers(assistant, Suggestions(quoting), anew, asked, new, turns, filters, offers)

        def open_anew() -> tuple[str, str]:
            return _header(assistant), show_start(assistant, editor)

        gr.on(anew, open_anew, None, [top, start], **_QUIET)
        wire_news(assistant, stamp, asked, tabs)
    return page


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
    line: Line,
    turns: gr.State,
    talk: gr.HTML,
    reader: gr.HTML,
    question: gr.Textbox,
    send: gr.Button,
    new: gr.Button,
    filters: gr.HTML,
    keeping: Keeping | None,
) -> Dependency:
    def reply(
        words: str, before: Sequence[Turn], chosen: str, request: gr.Request | None = None
    ) -> Iterator[tuple[Any, ...]]:
        if keeping is None:
            yield from _reply(assistant, line, words, tuple(before), chosen)
            return
        steps = _reply(assistant, line, words, keeping.own(owner(request), before), chosen)
        yield from keeping.keep_answer(steps, owner(request), chosen)

    asked: Dependency = gr.on(
        [question.submit, send.click],
        reply,
        [question, turns, filters],
        [turns, talk, reader],
        concurrency_limit=_SEEN_WAITING,
        trigger_mode="always_last",  # what is sent while an answer is on its way is asked after it
        **_QUIET,
    )
    talk.click(_open_source, turns, reader, queue=False, **_QUIET)
    new.click(_start_anew, None, [turns, talk, reader, question], cancels=[asked], **_QUIET)
    return asked


def _reply(
    assistant: Assistant, line: Line, words: str, before: tuple[Turn, ...], chosen: str
) -> Iterator[tuple[Any, ...]]:
    """Show the question at once, where it stands in line, and the answer, its source opened."""
    kept = gr.skip()
    if not words.strip():
        yield kept, kept, kept
        return
    turn = Turn(words)
    with line.place() as place:
        yield kept, render_conversation((*before, turn)), kept
        for ahead in place.waiting():
            yield kept, render_conversation((*before, Turn(words, waiting=ahead))), kept
        for turn in take_turn(assistant, words, before, chosen):
            if turn.draft:
                yield kept, render_conversation((*before, turn)), kept
    after = (*before, turn)
    if turn.answer is None:
        yield after, render_conversation(after), kept
        return
    first = turn.answer.citations[0].n if turn.answer.citations else None
    source = read_source(after, len(before), first) if first is not None else empty_reader()
    yield after, render_conversation(after), source


def _open_source(turns: Sequence[Turn], chosen: gr.EventData) -> Any:  # noqa: ANN401 -- or skip
    turn, _, n = str(chosen.cites).partition("-")
    known = turn.isdecimal() and n.isdecimal()
    return read_source(turns, int(turn), int(n)) if known else gr.skip()


def _start_anew() -> tuple[tuple[Turn, ...], str, str, str]:
    return (), render_conversation(()), empty_reader(), ""


def _header(assistant: Assistant) -> str:
    try:
        line = texts.indexed(summarise(assistant.index.articles.values()))
    except GroundwireError as error:
        line = str(error)
    skip = f'<a class="gw-skip" href="#gw-question">{texts.SKIP}</a>'
    return f'{skip}<header><h1>{texts.NAME}</h1><p class="gw-indexed">{escape(line)}</p></header>'
