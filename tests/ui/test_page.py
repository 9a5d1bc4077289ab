"""The page's events, without a browser: the API, the steps of an answer, what goes wrong."""

from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article
from corpus.errors import IndexStorageError, SettingsError
from index.filters import Filters
from index.search import Index
from rag.answer import Answer
from rag.assistant import Assistant
from rag.drafting.writer import Writer
from rag.followup import PastTurn
from rag.llm.model import ScriptedModel
from rag.verify.fault import CheckKind, Fault
from ui.kept.browser import COOKIE, new_id
from ui.kept.keeping import Keeping
from ui.outcomes import TakenOut
from ui.turn import Turn, take_turn
from ui.uploads import Uploads

pytestmark = [
    pytest.mark.usefixtures("quiet_gradio"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
DRAFTED = "In Paris, 26 countries pledged to join the reassurance force, said Macron"
FAULT = Fault(CheckKind.NAME, "Whales", "“Whales” is not in the source")
QUESTION = "Macron said that 26 countries pledged to join the reassurance force?"


class Broken:
    """An assistant that raises, and remembers the questions before."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.articles: dict[str, Article] = {}
        self.previous: Sequence[PastTurn] = ()
        self.filters: Filters | None = None
        self.as_of: date | None = None

    def stream(
        self,
        question: str,
        *,
        previous: Sequence[PastTurn] = (),
        filters: Filters | None = None,
        as_of: date | None = None,
    ) -> Generator[str, None, Answer]:
        self.previous, self.filters, self.as_of = previous, filters, as_of
        yield "A draft."
        raise self.error

    def ask(self, question: str, **_: object) -> Answer:
        raise self.error


API = ["ask", "search", "article"]


class Uneditable:
    """As much of an editor as the page asks before anything is changed."""

    uploads = Uploads(Path("uploads"))

    def taken_out(self) -> list[TakenOut]:
        return []


def answered(assistant: Assistant, question: str, before: Sequence[Turn] = ()) -> Turn:
    """Return the turn as it is in the end."""
    *_, turn = take_turn(assistant, question, before)
    return turn


def events(assistant: Assistant, **given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the page's event functions by name."""
    from ui.page import build_page  # gradio leaves things open already when it is imported

    return {fn.fn.__name__: fn for fn in build_page(assistant, **given).fns.values() if fn.fn}


def asked(
    handlers: dict[str, Any],
    question: str,
    turns: Sequence[Turn] = (),
    request: object = None,
    talk: str = "",
) -> Iterator[tuple[Any, ...]]:
    """Ask as the page's script does, which shows the conversation `talk`."""
    import gradio as gr

    sent = gr.EventData(None, {"question": question, "talk": talk})
    steps: Iterator[tuple[Any, ...]] = handlers["reply"].fn(turns, "", sent, request)
    return steps


def of_browser(id: str) -> Any:  # noqa: ANN401 -- a gradio.Request
    """Return the request of the browser with this id in its cookie."""
    import gradio as gr
    from starlette.requests import Request

    headers = [(b"cookie", f"get=x; {COOKIE}={id}".encode())]
    return gr.Request(Request({"type": "http", "headers": headers}))


def test_only_the_api_can_be_called_from_outside(assistant: Assistant, tmp_path: Path) -> None:
    editor: Any = Uneditable()
    keeping = Keeping(tmp_path / "kept.sqlite", "1")
    for given in ({}, {"editor": editor}, {"keeping": keeping}):
        found = events(assistant, **given).values()
        assert [fn.api_name for fn in found if fn.api_visibility != "private"] == API


def test_without_an_editor_nothing_on_the_page_changes_the_corpus(assistant: Assistant) -> None:
    editor: Any = Uneditable()
    changing = {"put_in", "add_sample", "start_with_sample", "remove", "put_back", "reindex"}

    assert not changing & events(assistant).keys()
    assert changing <= events(assistant, editor=editor).keys()


def test_ask_returns_the_answer_as_json_ready_data(assistant: Assistant) -> None:
    found = events(assistant)["ask"].fn(QUESTION)

    expected = assistant.ask(QUESTION).to_dict()
    assert found | {"timings_ms": {}} == expected | {"timings_ms": {}}


def test_ask_says_in_one_line_what_is_wrong_with_a_question(assistant: Assistant) -> None:
    import gradio as gr

    with pytest.raises(gr.Error) as raised:
        events(assistant)["ask"].fn("   ")

    assert "question is empty" in raised.value.message
    assert raised.value.print_exception is False


def test_a_defect_is_one_line_for_the_api_too(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import gradio as gr

    ask = events(assistant)["ask"].fn
    monkeypatch.setattr(assistant, "ask", Broken(KeyError("secret")).ask)
    with pytest.raises(gr.Error, match="Something went wrong inside") as raised:
        ask(QUESTION)

    assert "secret" not in raised.value.message
    assert "KeyError" in caplog.text


def test_who_waits_sees_how_many_are_before(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    import ui.page

    monkeypatch.setattr(ui.page, "_AT_ONCE", 1)
    handlers = events(assistant)
    monkeypatch.setattr(assistant, "stream", Broken(SettingsError("no")).stream)
    first, second, third = (asked(handlers, QUESTION) for _ in range(3))
    for each in (first, second, third):
        assert "Searching" in next(each)[1]

    assert "A draft." in next(first)[1]
    assert "yours is the next question" in next(second)[1]
    assert "Waiting: 1 question before yours" in next(third)[1]
    first.close()
    assert "A draft." in next(second)[1]
    second.close()
    assert "A draft." in next(third)[1]
    third.close()


def test_the_question_shows_at_once_and_then_the_answer_with_its_first_source(
    assistant: Assistant,
) -> None:
    pending, done = asked(events(assistant), QUESTION)

    assert QUESTION in pending[1]
    assert "Searching" in pending[1]
    turns, talk, reader = done
    assert [turn.question for turn in turns] == [QUESTION]
    assert 'data-cites="0-1"' in talk
    assert "26 countries pledged" in reader


def test_a_draft_is_shown_as_one_until_the_answer_takes_its_place(
    make_index: Callable[[Sequence[Article]], Index], articles: dict[str, Article]
) -> None:
    model = ScriptedModel(f"{DRAFTED} [1]. Whales <b>sing</b> in the harbour of Narvik [1].")
    writer = Writer(model, lambda text, cited: [] if DRAFTED in text else [FAULT])
    assistant = Assistant(make_index(list(articles.values())), writer)

    first, *drafts, done = asked(events(assistant), QUESTION)

    assert "Searching" in first[1]
    assert drafts
    for _, talk, _ in drafts:
        assert "Draft, not checked yet" in talk
        assert 'class="gw-marker"' not in talk
    assert "Whales sing" in drafts[-1][1]
    assert "Draft" not in done[1]
    assert "Whales sing" not in done[1]
    assert DRAFTED in done[1]
    assert "“Whales” is not in the source" in done[1]


def test_nothing_happens_without_words(assistant: Assistant) -> None:
    (only,) = asked(events(assistant), "  \n ")

    assert all(part == {"__type__": "update"} for part in only)


def test_a_question_that_cannot_be_answered_returns_to_its_box(assistant: Assistant) -> None:
    _, (turns, talk, _) = asked(events(assistant), '?"?' * 20)

    assert turns[0].answer is None
    assert "the question has no words" in talk
    assert "gw-problem" in talk  # by which a script knows that it is to be mended


def test_follow_ups_are_asked_with_the_questions_before_that_were_answered(
    assistant: Assistant,
) -> None:
    broken: Any = Broken(SettingsError("no"))
    before = [answered(assistant, QUESTION), Turn("refused", problem="no")]

    answered(broken, "And in March?", before)

    (past,) = broken.previous
    assert past.question == QUESTION
    assert "26 countries" in past.answer


def test_an_answer_is_shown_with_the_articles_it_was_made_from(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index is asked once whether there is a newer one: a second might lack what is cited."""
    checks: list[bool] = []

    def is_current(index: Index) -> bool:
        checks.append(True)
        return True

    monkeypatch.setattr(Index, "is_current", is_current)

    turn = answered(assistant, QUESTION)

    assert turn.articles
    assert len(checks) == 1


def test_an_error_that_we_know_is_shown_as_it_is() -> None:
    broken: Any = Broken(IndexStorageError("the index is damaged: do this"))

    assert answered(broken, "Who?").problem == "the index is damaged: do this"


def test_a_defect_shows_one_clear_line_and_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    broken: Any = Broken(KeyError("secret"))

    problem = answered(broken, "Who?").problem

    assert problem is not None
    assert "Something went wrong inside Groundwire" in problem
    assert "secret" not in problem
    assert "KeyError" in caplog.text


def test_a_question_is_asked_with_the_filters_that_are_chosen(assistant: Assistant) -> None:
    broken: Any = Broken(SettingsError("no"))
    chosen = (
        '{"after": "2025-03-01", "before": "2025-03-31", "articles": ["troops"], '
        '"as_of": "2025-03-20"}'
    )

    list(take_turn(broken, "Who?", (), chosen))

    assert broken.as_of == date(2025, 3, 20)
    assert broken.filters == Filters(date(2025, 3, 1), date(2025, 3, 31), (), ("troops",))


def test_filters_that_contradict_themselves_are_one_clear_line(assistant: Assistant) -> None:
    *_, turn = take_turn(assistant, QUESTION, (), '{"after": "2025-09-02", "before": "2025-09-01"}')

    assert turn.problem is not None
    assert "swap them" in turn.problem


def test_follow_ups_are_offered_after_an_answer_and_not_after_a_problem(
    make_index: Callable[[Sequence[Article]], Index],
) -> None:
    text = (
        "The port of Narvik will send 40 ferries to Bergen. The harbour board met in Oslo. "
        "Ada Berg said that the bridge was safe. The council bought 12 tugboats from Denmark."
    )
    assistant = Assistant(make_index([Article("port", "port.txt", text)]))
    following = events(assistant)["offer_following"].fn
    turn = answered(assistant, "How many ferries will the port of Narvik send to Bergen?")

    assert 'data-after="1"' in following((turn,), "")
    assert following((Turn("Who?", problem="no"),), "") == ""
    assert following((turn,), '{"outlets": ["Gone Times"]}') == ""


def test_where_nothing_is_kept_there_is_neither_list_nor_thumbs(assistant: Assistant) -> None:
    handlers = events(assistant)
    *_, done = asked(handlers, QUESTION)

    assert "open_kept" not in handlers
    assert "data-rate" not in done[1]
    assert "Not kept" not in done[1]


def test_a_conversation_that_is_kept_is_opened_and_one_that_is_not_is_one_line(
    assistant: Assistant, tmp_path: Path
) -> None:
    import gradio as gr

    keeping = Keeping(tmp_path / "kept.sqlite", "1")
    handlers = events(assistant, keeping=keeping)
    ada, bea = new_id(), new_id()
    *_, done = asked(handlers, QUESTION, request=of_browser(ada))
    chosen = gr.EventData(None, {"conversation": done[0][0].place.conversation})

    turns, talk, reader = handlers["open_kept"].fn(chosen, of_browser(ada))
    assert turns[0].answer == done[0][0].answer
    assert 'data-cites="0-1"' in talk
    assert "gw-cited" in reader
    with pytest.raises(gr.Error, match="no longer kept"):
        handlers["open_kept"].fn(chosen, of_browser(bea))
    with pytest.raises(gr.Error, match="no cookie"):
        handlers["open_kept"].fn(chosen, of_browser("guessed"))


@pytest.fixture
def keeping(tmp_path: Path) -> Keeping:
    return Keeping(tmp_path / "kept.sqlite", "1")


def test_a_tab_that_gradio_forgot_goes_on_from_what_is_kept_for_its_reader_alone(
    assistant: Assistant, keeping: Keeping
) -> None:
    handlers, ada = events(assistant, keeping=keeping), new_id()
    *_, (turns, _, _) = asked(handlers, QUESTION, request=of_browser(ada))
    talk = turns[0].place.conversation

    def went_on(id: str) -> list[str]:
        *_, done = asked(handlers, "And in March?", (), of_browser(id), talk)
        return [turn.question for turn in done[0]]

    assert went_on(new_id()) == went_on("guessed") == ["And in March?"]
    assert went_on(ada) == [QUESTION, "And in March?"]
    assert [each.turns for each in keeping.conversations.listed(turns[0].owner)] == [2]


def test_a_source_opens_in_a_tab_that_gradio_forgot_and_nobody_elses(
    assistant: Assistant, keeping: Keeping
) -> None:
    import gradio as gr

    handlers, ada = events(assistant, keeping=keeping), new_id()
    *_, (turns, _, _) = asked(handlers, "?!", request=of_browser(ada))
    *_, (turns, _, _) = asked(handlers, QUESTION, turns, of_browser(ada))
    place = turns[1].place
    sent = {"cites": "1-1", "talk": place.conversation, "turn": str(place.turn)}

    def opened(turns: Sequence[Turn], id: str) -> str:
        source: str = handlers["open_source"].fn(turns, gr.EventData(None, sent), of_browser(id))
        return source

    assert opened((), ada) == opened(turns, ada)  # though the problem before it is not kept
    assert "26 countries" in opened((), ada)
    for whose in (new_id(), "guessed"):
        assert "ask the question again" in opened(turns, whose)


def test_the_session_of_a_call_is_let_go_of_while_no_other_call_makes_room(
    assistant: Assistant,
) -> None:
    import gradio as gr
    from starlette.requests import Request

    from ui.page import build_page

    page, let_go = build_page(assistant), []

    class Watched(dict[str, object]):
        def pop(self, key: str, *default: object) -> object:
            let_go.append((key, page.state_holder.lock.locked()))
            return super().pop(key, *default)

    page.state_holder.session_data = page.state_holder.time_last_used = Watched()
    ask = next(fn.fn for fn in page.fns.values() if fn.api_name == "ask")
    request = gr.Request(Request({"type": "http", "headers": []}), session_hash="a-call")

    ask(QUESTION, request=request)

    assert let_go == [("a-call", True)] * 2
