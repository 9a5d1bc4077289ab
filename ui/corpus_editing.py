"""When somebody puts articles in, takes them out or indexes all again: what the page does."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

import gradio as gr

from corpus.errors import GroundwireError, IndexBusyError
from corpus.readers import READERS
from index.intake import Progress
from ui import corpus_texts
from ui.corpus_edit_view import (
    render_add,
    render_done,
    render_outcomes,
    render_problem,
    render_report,
    render_working,
)
from ui.corpus_editor import CorpusEditor
from ui.corpus_told import sent, text, told
from ui.jobs import followed
from ui.outcomes import Outcome, TakenOut
from ui.texts import INTERNAL_ERROR
from ui.upload_route import MOST_BYTES, MOST_FILES, PATH

T = TypeVar("T")

_Shown = tuple[Any, ...]
"""What happened, as HTML; the table; what changes whenever the index did."""
_EVENTS: dict[str, Any] = {
    "concurrency_limit": 8,  # they wait for each other, and see that they do
    "concurrency_id": "corpus",
    "trigger_mode": "multiple",  # else what is sent while one is at work would be dropped
    "show_progress": "hidden",
    "api_visibility": "private",
}
_SCRIPT = Path(__file__).with_name("add.js")


def build_adding(editor: CorpusEditor) -> gr.HTML:
    """Put where files are dropped or chosen on the page that is being built."""
    limits = {"bytes": MOST_BYTES, "files": MOST_FILES, "endings": list(READERS), "path": PATH}
    words = {
        "sending": corpus_texts.SENDING,
        "notSent": corpus_texts.NOT_SENT,
    }
    constants = f"const LIMITS = {json.dumps(limits)};\nconst TEXTS = {json.dumps(words)};\n"
    return gr.HTML(
        render_add(MOST_BYTES, str(editor.uploads.root)),
        elem_id="gw-add",
        apply_default_css=False,
        js_on_load=constants + _SCRIPT.read_text(encoding="utf-8"),
    )


def wire_editing(
    editor: CorpusEditor,
    render: Callable[[str | None], str],
    stamp: Callable[[], str],
    add: gr.HTML,
    table: gr.HTML,
    start: gr.HTML,
    shown: list[gr.components.Component],
) -> None:
    """Do on `editor` what is asked for in `add`, `table` and `start`.

    `render` returns the table for a view, `stamp` what changes whenever the index does. `shown` are
    three: what shows what happens, the table, and what gets that stamp.
    """
    does = _Editing(editor, render, stamp)
    add.submit(does.put_in, None, shown, **_EVENTS)
    table.submit(does.add_sample, None, shown, **_EVENTS)
    start.submit(does.start_with_sample, None, [start, *shown], **_EVENTS)
    table.delete(does.remove, None, shown, **_EVENTS)
    table.undo(does.put_back, None, shown, **_EVENTS)
    table.retry(does.reindex, None, shown, **_EVENTS)


class _Editing:
    """What happens at each event: the steps that are shown."""

    def __init__(
        self,
        editor: CorpusEditor,
        render: Callable[[str | None], str],
        stamp: Callable[[], str],
    ) -> None:
        self._editor, self._render, self._stamp, self._turn = editor, render, stamp, Lock()

    def put_in(self, asked: gr.EventData) -> Iterator[_Shown]:
        files, left = sent(asked), told(asked, "left")
        more = corpus_texts.too_many(left, MOST_FILES) if isinstance(left, int) and left else None

        def result(outcomes: list[Outcome]) -> str:
            return render_outcomes(outcomes, more)

        arrived = sum(one.file is not None for one in files)
        yield from self._steps(
            lambda progress: self._editor.add(files, progress), result, asked, arrived
        )

    def add_sample(self, asked: gr.EventData) -> Iterator[_Shown]:
        yield from self._steps(self._editor.add_sample, render_report, asked)

    def start_with_sample(self, asked: gr.EventData) -> Iterator[_Shown]:
        for shown in self.add_sample(asked):
            yield shown[0], *shown

    def remove(self, asked: gr.EventData) -> Iterator[_Shown]:
        id = text(asked, "id")
        yield from self._steps(lambda progress: self._editor.remove(id, progress), _out, asked)

    def put_back(self, asked: gr.EventData) -> Iterator[_Shown]:
        key = text(asked, "key")

        def job(progress: Progress) -> str:
            name = next((out.name for out in self._editor.taken_out() if out.key == key), None)
            report = self._editor.put_back(key, progress)
            if name is None or report.skipped:
                return render_report(report)
            return render_done(corpus_texts.back_again(name))

        yield from self._steps(job, str, asked)

    def reindex(self, asked: gr.EventData) -> Iterator[_Shown]:
        yield from self._steps(self._editor.reindex, render_report, asked)

    def _steps(
        self,
        job: Callable[[Progress], T],
        result: Callable[[T], str],
        asked: gr.EventData,
        arrived: int = 0,
    ) -> Iterator[_Shown]:
        """Do `job`, showing where it is and in the end what `result` says, or what went wrong.

        `arrived` files are kept even then.
        """
        kept, view = gr.skip(), text(asked, "view")
        yield render_working(None), kept, kept
        steps = followed(lambda progress: self._in_turn(job, progress))
        while True:
            try:
                step = next(steps)
            except StopIteration as end:
                yield result(end.value), self._render(view), self._stamp()
                return
            except Exception as error:
                yield render_problem(_problem(error, arrived)), self._render(view), kept
                return
            yield render_working(step), kept, kept

    def _in_turn(self, job: Callable[[Progress], T], progress: Progress) -> T:
        """Do `job` when no other one is done on this page."""
        if not self._turn.acquire(blocking=False):
            progress("waiting", 0, 0)
            self._turn.acquire()
        try:
            return job(progress)
        finally:
            self._turn.release()


def _out(out: TakenOut | None) -> str:
    if out is None:
        return render_problem(corpus_texts.GONE_ALREADY)
    return render_done(corpus_texts.taken_out(out.name), out)


def _problem(error: Exception, arrived: int) -> str:
    if isinstance(error, IndexBusyError):
        return corpus_texts.busy_but_kept(arrived) if arrived else corpus_texts.BUSY
    if isinstance(error, GroundwireError):
        return corpus_texts.failed_but_kept(str(error)) if arrived else str(error)
    logging.getLogger(__name__).error("the corpus could not be changed", exc_info=error)
    return INTERNAL_ERROR
