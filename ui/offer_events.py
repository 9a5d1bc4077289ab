"""When the page offers questions: as it opens, and after each answer."""

from collections.abc import Callable, Sequence
from typing import Any

import gradio as gr
from gradio.events import Dependency

from corpus.errors import GroundwireError
from rag.assistant import Assistant
from ui.asking import render_offers
from ui.filtering import chosen_of
from ui.suggestions import Suggestions
from ui.turn import Turn, past

_EVENTS: dict[str, Any] = {
    "concurrency_limit": 1,  # nobody's answer waits for more than one of these
    "concurrency_id": "offers",
    "show_progress": "hidden",
    "api_visibility": "private",
}


def wire_offers(
    assistant: Assistant,
    suggestions: Suggestions,
    anew: Sequence[Callable[..., Dependency]],
    asked: Dependency,
    new: gr.Button,
    turns: gr.State,
    filters: gr.HTML,
    offers: gr.HTML,
) -> None:
    """Show in `offers` what can be asked first, and after each answer what can be asked next.

    `anew` are the events after which the corpus may be another.
    """

    def offer_opening() -> str:
        return _offered(0, lambda: suggestions.opening(assistant.index))

    def offer_following(turns: Sequence[Turn], chosen: str) -> str:
        answer = turns[-1].answer if turns else None
        if answer is None:
            return ""
        last = answer
        return _offered(
            len(turns),
            lambda: suggestions.following(assistant.index, last, past(turns), chosen_of(chosen)),
        )

    def offer_anew(turns: Sequence[Turn], chosen: str) -> str:
        return offer_following(turns, chosen) if turns else offer_opening()

    gr.on(anew, offer_anew, [turns, filters], offers, **_EVENTS)
    new.click(offer_opening, None, offers, **_EVENTS)
    asked.then(offer_following, [turns, filters], offers, **_EVENTS)


def _offered(turns: int, find: Callable[[], Sequence[str]]) -> str:
    try:
        return render_offers(find(), turns)
    except GroundwireError:  # what is wrong is said where it is asked
        return ""
