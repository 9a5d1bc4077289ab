"""The briefing tab: a topic, what to search in, and the briefing that comes of it."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import gradio as gr
from gradio.events import Dependency

from corpus.errors import GroundwireError
from rag.assistant import Assistant
from rag.briefing.briefing import Length
from rag.briefing.build import brief
from ui import texts
from ui.briefing_view import render_briefing, render_hint, render_problem
from ui.filter_controls import build_filters
from ui.filtering import chosen_of

_SCRIPT = Path(__file__).with_name("briefing.js")


def build_briefing_tab(assistant: Assistant, anew: Sequence[Callable[..., Dependency]]) -> None:
    """Put the tab where the page is being built; `anew` is as for `build_filters`."""
    with gr.Row(elem_id="gw-brief-form"):
        topic = gr.Textbox(
            label=texts.TOPIC, placeholder=texts.TOPIC_HINT, max_lines=1, elem_id="gw-brief-topic"
        )
        length = gr.Radio(
            [(texts.LENGTHS[each], each.value) for each in Length],
            value=Length.SHORT.value,
            label=texts.LENGTH,
            elem_id="gw-brief-length",
        )
        build = gr.Button(texts.BUILD, variant="primary", elem_id="gw-brief-build")
    filters, _ = build_filters(assistant, anew, "gw-brief", "#gw-brief-topic :is(input, textarea)")
    shown = gr.HTML(
        render_hint(),
        elem_id="gw-briefing",
        apply_default_css=False,
        js_on_load=_SCRIPT.read_text(encoding="utf-8"),
    )

    def build_briefing(
        topic: str,
        length: str,
        chosen: str,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 -- how Gradio is asked for one
    ) -> str:
        def tell(step: str, share: float) -> None:
            progress(share, desc=texts.BRIEFING_STEPS.get(step, step))

        return briefing_html(assistant, topic, length, chosen, tell)

    gr.on(
        [topic.submit, build.click],
        build_briefing,
        [topic, length, filters],
        shown,
        concurrency_limit=1,  # it takes a core for seconds: questions come first
        trigger_mode="once",
        show_progress="full",
        api_visibility="private",
    )


def briefing_html(
    assistant: Assistant,
    topic: str,
    length: str,
    chosen: str | None,
    tell: Callable[[str, float], object],
) -> str:
    """Return a briefing on `topic` for the page, or in one line why there is none.

    `length` is of Length, `chosen` is what the page sends of the filters; `tell` hears each step.
    """
    try:
        index, asked = assistant.index, chosen_of(chosen)
        briefing = brief(
            index,
            topic,
            filters=asked.filters,
            as_of=asked.as_of,
            length=Length(length),
            writer=assistant.writer,
            progress=tell,
        )
        tell("write", 0.95)
        return render_briefing(briefing, index.articles)
    except GroundwireError as error:
        return render_problem(str(error))
    except Exception:  # a defect must not take the page with it
        logging.getLogger(__name__).exception("a briefing could not be built")
        return render_problem(texts.INTERNAL_ERROR)
