"""What the page shows while somebody changes the corpus, and when it cannot be changed."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from corpus.article import Skipped
from corpus.errors import CorpusError, IndexBusyError
from index.change import IndexReport
from index.intake import Progress
from rag.assistant import Assistant
from ui.outcomes import Outcome, Sent, State, TakenOut
from ui.uploads import Uploads

pytestmark = [
    pytest.mark.usefixtures("quiet_gradio"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
SAME = {"__type__": "update"}  # as gradio says that a part of the page stays as it is
REPORT = IndexReport(1, 0, 0, 0, 4, 5, 20, 3, (Skipped("<b>.pdf", "is broken", 2),))


class Editor:
    """Does nothing, says that it did, or fails as it is told to."""

    def __init__(self, uploads: Uploads, error: Exception | None = None) -> None:
        self.uploads, self.error = uploads, error
        self.sent: Sequence[Sent] = ()

    def add(self, sent: Sequence[Sent], progress: Progress) -> list[Outcome]:
        self._fail()
        self.sent = sent
        return [
            Outcome(one, State.INDEXED if one.file else State.SKIPPED, 3 if one.file else 0)
            for one in sent
        ]

    def remove(self, id: str, progress: Progress) -> TakenOut | None:
        self._fail()
        return TakenOut("file:a.txt", "<i>A</i>") if id == "pledge" else None

    def put_back(self, key: str, progress: Progress) -> IndexReport:
        self._fail()
        return REPORT

    def add_sample(self, progress: Progress) -> IndexReport:
        return self.put_back("", progress)

    def reindex(self, progress: Progress) -> IndexReport:
        return self.put_back("", progress)

    def taken_out(self) -> list[TakenOut]:
        return [TakenOut("file:<b>.txt", "<b>.txt")]

    def _fail(self) -> None:
        if self.error:
            raise self.error


@pytest.fixture
def happen(assistant: Assistant, tmp_path: Any) -> Any:  # noqa: ANN401
    """Return a function that lets an event happen and returns what is shown in the end."""

    def run(name: str, error: Exception | None = None, **told: object) -> tuple[Any, ...]:
        import gradio as gr

        from ui.page import build_page  # gradio leaves things open already when it is imported

        editor: Any = Editor(Uploads(tmp_path / "uploads"), error)
        page = build_page(assistant, editor=editor)
        event = next(fn.fn for fn in page.fns.values() if fn.fn and fn.fn.__name__ == name)
        steps: Iterator[tuple[Any, ...]] = event(gr.EventData(None, told))
        first, *_, last = steps
        assert "Starting" in first[0]
        return last

    return run


SENT = [
    {"name": "good.txt", "file": "good (2).txt", "problem": None},
    {"name": "<script>.exe", "file": None, "problem": "no type"},
]


def test_files_put_in_are_told_one_by_one_and_the_table_follows(happen: Any) -> None:  # noqa: ANN401
    shown, table, stamp = happen("put_in", sent=json.dumps(SENT), left=3, view='{"words": "home"}')

    assert "1 indexed, 1 skipped" in shown
    assert "3 passages; kept as good (2).txt" in shown
    assert "3 files were not sent" in shown
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
    assert "1 of 4 articles" in table
    assert stamp != SAME


@pytest.mark.parametrize("sent", [None, 7, "", "[", '[{"name": 1}]', '{"name": "a"}'])
def test_what_makes_no_sense_is_nothing(happen: Any, sent: object) -> None:  # noqa: ANN401
    shown, _, _ = happen("put_in", sent=sent, left="many")

    assert "indexed" not in shown


def test_an_article_taken_out_can_be_put_back_at_once(happen: Any) -> None:  # noqa: ANN401
    shown, table, _ = happen("remove", id="pledge")

    assert "“&lt;i&gt;A&lt;/i&gt;” is out of the index." in shown
    assert 'data-put-back="file:a.txt">Undo' in shown
    assert "Taken out (1)" in table
    assert "no longer in the index" in happen("remove", id="nothing")[0]
    assert "no longer in the index" in happen("remove")[0]


@pytest.mark.parametrize("name", ["add_sample", "put_back", "reindex"])
def test_a_run_says_what_it_did_and_what_it_skipped(happen: Any, name: str) -> None:  # noqa: ANN401
    shown, _, stamp = happen(name)

    assert "5 articles in 20 passages: 1 added, 4 unchanged" in shown
    assert "&lt;b&gt;.pdf" in shown
    assert "line 2: is broken" in shown
    assert stamp != SAME


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (IndexBusyError("locked"), "Somebody else is indexing"),
        (CorpusError("the <folder> is gone"), "the &lt;folder&gt; is gone"),
        (KeyError("secret"), "Something went wrong inside Groundwire"),
    ],
)
def test_what_goes_wrong_is_one_line_and_nothing_else_changes(
    happen: Any,  # noqa: ANN401
    error: Exception,
    words: str,
) -> None:
    for name in ("remove", "reindex", "put_in"):
        shown, _, stamp = happen(name, error, sent=json.dumps(SENT))
        assert words in shown
        assert "secret" not in shown
        assert stamp == SAME


def test_what_arrived_while_somebody_else_was_indexing_is_said_to_be_kept(
    happen: Any,  # noqa: ANN401
) -> None:
    shown, _, _ = happen("put_in", IndexBusyError("locked"), sent=json.dumps(SENT))

    assert "The file is kept and is indexed with the next “Index all again”." in shown


def test_who_comes_second_on_the_page_sees_it_and_then_has_a_turn(
    assistant: Assistant,
    tmp_path: Any,  # noqa: ANN401
) -> None:
    import gradio as gr

    from ui.page import build_page

    going, go_on = Event(), Event()

    class Slow(Editor):
        def reindex(self, progress: Progress) -> IndexReport:
            going.set()
            go_on.wait()
            return REPORT

    editor: Any = Slow(Uploads(tmp_path / "uploads"))
    events = {fn.fn.__name__: fn.fn for fn in build_page(assistant, editor=editor).fns.values()
              if fn.fn}  # fmt: skip
    first = events["reindex"](gr.EventData(None, {}))
    assert "Starting" in next(first)[0]
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(list, first)
        going.wait()
        second = events["remove"](gr.EventData(None, {"id": "pledge"}))
        next(second)
        assert "Somebody else is indexing: this comes next …" in next(second)[0]
        go_on.set()
        assert "out of the index" in list(second)[-1][0]
        assert "1 added" in slow.result()[-1][0]
