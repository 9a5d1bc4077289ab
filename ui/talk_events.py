"""What happens in the conversation: a question is asked, a source opened, or all begun anew."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import Dependency

from rag.assistant import Assistant
from ui import texts
from ui.conversation import render_conversation
from ui.kept.events import articles_of, owner
from ui.kept.keeping import Keeping
from ui.line import Line
from ui.markup import escape
from ui.reader import empty_reader
from ui.turn import Turn, place_of, read_source, take_turn

_SEEN_WAITING = 24  # of the page, those answered among them; each holds a thread of Gradio's 40
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
_SCRIPT = Path(__file__).with_name("outbox.js")


@dataclass(frozen=True, slots=True)
class Room:
    """The parts of the page that a conversation is in."""

    turns: gr.State
    talk: gr.HTML
    reader: gr.HTML
    outbox: gr.HTML
    filters: gr.HTML
    new: gr.Button

    @property
    def shown(self) -> list[gr.State | gr.HTML]:
        """What another conversation replaces: its turns, they as HTML, and the source."""
        return [self.turns, self.talk, self.reader]


def build_outbox() -> gr.HTML:
    """Put where the page is being built what sends its questions, one after another.

    It takes a question as it is when it is sent, and shows it until its turn comes.
    """
    words = {"next": texts.NEXT_QUESTION, "drop": texts.TAKE_BACK}
    return gr.HTML(
        f'<ul class="gw-waiting" aria-label="{escape(texts.ASKED_NEXT)}" aria-live="polite"></ul>',
        elem_id="gw-outbox",
        apply_default_css=False,
        js_on_load=f"const OUTBOX = {json.dumps(words)};\n{_SCRIPT.read_text(encoding='utf-8')}",
    )


def wire_talk(
    assistant: Assistant, line: Line, room: Room, keeping: Keeping | None = None
) -> Dependency:
    """Let `assistant` answer in the `room` what waits in `line`; return the event of asking."""

    def known(
        turns: Sequence[Turn], sent: gr.EventData, request: gr.Request | None
    ) -> tuple[Turn, ...]:
        if keeping is None:
            return tuple(turns)
        whose, talk = owner(request), _said(sent, "talk")
        return keeping.recalled(whose, turns, talk, lambda: articles_of(assistant))

    def reply(
        turns: Sequence[Turn], chosen: str, sent: gr.EventData, request: gr.Request | None = None
    ) -> Iterator[tuple[Any, ...]]:
        before = known(turns, sent, request)
        steps = _reply(assistant, line, _said(sent, "question"), before, chosen)
        yield from keeping.keep_answer(steps, owner(request), chosen) if keeping else steps

    def open_source(
        turns: Sequence[Turn], sent: gr.EventData, request: gr.Request | None = None
    ) -> Any:  # noqa: ANN401 -- or skip
        cites = _said(sent, "cites")
        turn, _, n = cites.partition("-")
        if not (turn.isdecimal() and n.isdecimal()):
            return gr.skip()
        before = known(turns, sent, request)
        place = place_of(before, int(turn), _said(sent, "turn"))
        return read_source(before, place, int(n), cites)

    asked: Dependency = room.outbox.submit(
        reply,
        [room.turns, room.filters],
        room.shown,
        concurrency_limit=_SEEN_WAITING,
        trigger_mode="multiple",  # the outbox sends one after another
        **_QUIET,
    )
    tell_page(asked.success, "gw-answered")
    for over in (asked.then, asked.failure):  # the first also where the server is gone
        tell_page(over, "gw-over")
    room.talk.click(open_source, room.turns, room.reader, queue=False, **_QUIET)
    begun = room.new.click(_start_anew, None, room.shown, cancels=[asked], **_QUIET)
    tell_moved(begun)
    return asked


def tell_moved(event: Dependency) -> None:
    """Let the outbox send again after `event`, which opens another conversation."""
    for over in (event.then, event.failure):
        tell_page(over, "gw-moved")


def tell_page(when: Callable[..., Dependency], name: str) -> None:
    """Let the page's scripts hear `name` as an event of the document."""
    js = f"() => void document.dispatchEvent(new Event('{name}'))"
    when(None, None, None, js=js, api_visibility="private")


def _said(sent: gr.EventData, name: str) -> str:
    """Return what a script sent as `name`; empty for what it would not send."""
    value = getattr(sent, name, "")
    return value if isinstance(value, str) else ""


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


def _start_anew() -> tuple[tuple[Turn, ...], str, str]:
    return (), render_conversation(()), empty_reader()
