"""The list of conversations and the thumbs on the page: what is on it, and what happens."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import Dependency

from corpus.article import Article
from corpus.errors import ConversationsError, GroundwireError
from rag.assistant import Assistant
from ui.conversation import render_conversation
from ui.kept import texts
from ui.kept.browser import owner_of
from ui.kept.desk import Desk, Reply
from ui.kept.keeping import Keeping
from ui.kept.listing import render_panel
from ui.turn import Turn, read_first

_HERE = Path(__file__).parent
_WORDS = {"unreachable": texts.UNREACHABLE}


def owner(request: gr.Request | None) -> str | None:
    """Return whose the `request` is; None if that is not known."""
    return owner_of(_cookies(request)) if request else None


def list_button() -> gr.Button:
    """Put the button that shows the list where the page is being built."""
    return gr.Button(texts.CONVERSATIONS, elem_id="gw-kept-button", size="sm")


@dataclass(frozen=True, slots=True)
class RatingParts:
    """What the thumbs need where the conversation is: a script behind its own, and its server."""

    script: str = ""
    functions: list[Callable[..., Reply]] = field(default_factory=list)


def rating_parts(keeping: Keeping | None) -> RatingParts:
    """Return what the thumbs need; nothing where nothing is kept."""
    if keeping is None:
        return RatingParts()
    return RatingParts(_script("rating.js"), [_served(Desk(keeping).rate)])


def build_list(keeping: Keeping) -> gr.HTML:
    """Put the list where the page is being built; a script shows it."""
    desk = Desk(keeping)
    functions = [desk.find, desk.rename, desk.delete, desk.export]
    return gr.HTML(
        "",
        html_template=render_panel(),
        js_on_load=_script("kept.js"),
        server_functions=[_served(function) for function in functions],
        elem_id="gw-kept-panel",
        apply_default_css=False,
    )


def wire_list(
    keeping: Keeping,
    assistant: Assistant,
    listed: gr.HTML,
    asked: Dependency,
    shown: Sequence[gr.State | gr.HTML],
) -> Dependency:
    """Show a conversation that is chosen: in `shown` are its turns, they as HTML, and the reader.

    What is being answered at the time is dropped. Returns the event of opening.
    """

    def open_kept(chosen: gr.EventData, request: gr.Request) -> tuple[tuple[Turn, ...], str, str]:
        whose = owner(request)
        try:
            if whose is None:
                raise ConversationsError(texts.NO_COOKIE)
            turns = keeping.reopened(whose, str(chosen.conversation), articles_of(assistant))
        except GroundwireError as error:
            raise gr.Error(str(error), print_exception=False) from error
        return turns, render_conversation(turns), read_first(turns)

    opened: Dependency = listed.click(
        open_kept,
        None,
        list(shown),
        cancels=[asked],
        show_progress="hidden",
        api_visibility="private",
    )
    return opened


def articles_of(assistant: Assistant) -> Mapping[str, Article]:
    """Return the articles that kept answers cite from; none if there is no index to read."""
    try:
        return assistant.index.articles
    except GroundwireError:  # what was answered from an index that is gone can be read again
        return {}


def _served(answer: Callable[[object, Mapping[str, str]], Reply]) -> Callable[..., Reply]:
    """Return `answer` as Gradio calls it: with what a script sends, and its request."""

    def served(asked: Any, request: gr.Request) -> Reply:  # noqa: ANN401 -- a browser's word
        return answer(asked, _cookies(request))

    served.__name__ = answer.__name__
    return served


def _cookies(request: gr.Request) -> Mapping[str, str]:
    # Gradio hands over its own wrapper, which reads a cookie named "get" as a method, or what is
    # wrapped.
    cookies: Mapping[str, str] = (getattr(request, "request", None) or request).cookies
    return cookies


def _script(name: str) -> str:
    words = f"const KEPT = {json.dumps(_WORDS)};\n"
    return words + (_HERE / name).read_text(encoding="utf-8")
