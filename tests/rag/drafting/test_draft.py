from collections.abc import Iterator

import pytest

from corpus.errors import LLMError
from rag.drafting.draft import Draft, loops, read
from rag.drafting.sentences import Drafted
from rag.llm.model import Delta, Prompt, ScriptedModel

LONG = "Nine ferries will sail to Bergen [1]. The minister said that tickets stay cheap [2]."


def draft(model: ScriptedModel) -> tuple[list[str], Draft]:
    steps, shown = read(model.stream(Prompt("", ""))), []
    while True:
        try:
            shown.append(next(steps))
        except StopIteration as end:
            return shown, end.value


def why_not(text: str, *, cut_off: bool = False) -> str:
    with pytest.raises(LLMError) as failed:
        draft(ScriptedModel(text, cut_off=cut_off))
    return str(failed.value)


def test_it_is_shown_as_it_grows_without_markers() -> None:
    shown, found = draft(ScriptedModel(LONG))

    assert len(shown) > 1
    assert all(LONG.replace(" [1]", "").replace(" [2]", "").startswith(text) for text in shown)
    assert [sentence.markers for sentence in found.sentences] == [(1,), (2,)]


def test_half_a_marker_is_not_shown() -> None:
    steps = read(Delta(piece) for piece in ("Nine ferries will sail to Bergen, says Berg [", "1]."))

    assert next(steps) == "Nine ferries will sail to Bergen, says Berg"


def test_an_unfinished_sentence_is_left_out_and_that_is_known() -> None:
    _, cut = draft(ScriptedModel("Nine sail [1]. The minister sa", cut_off=True))
    _, whole = draft(ScriptedModel("Nine sail [1]. It is so [1].", cut_off=True))

    assert cut == Draft((Drafted("Nine sail.", (1,)),), cut_off=True)
    assert (len(whole.sentences), whole.cut_off) == (2, False)


def test_a_sentence_said_twice_counts_once() -> None:
    _, found = draft(ScriptedModel("Nine sail [1]. Nine SAIL [1]. Ten do not [2]."))

    assert len(found.sentences) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "it wrote nothing"),
        ("   \n", "it wrote nothing"),
        ("[1]", "it wrote nothing"),
        ("<think>Who knows?</think>", "it wrote nothing"),
        ("NO ANSWER", "it found no answer"),
        ("**No answer.**", "it found no answer"),
        ("I'm sorry, but I can't help with that.", "it would not answer"),
        ("As an AI language model, I have no opinion.", "it would not answer"),
        ("I cannot answer this question.", "it would not answer"),
        ("Nine sail to the harbour. " * 9, "repeated itself"),
        ("ha" * 400, "repeated itself"),
    ],
)
def test_what_is_no_draft_is_said_to_be_none(text: str, said: str) -> None:
    assert said in why_not(text)


def test_somebody_who_gave_no_answer_is_no_refusal() -> None:
    _, found = draft(ScriptedModel("The minister gave no answer [1]."))

    assert len(found.sentences) == 1


def test_a_first_sentence_without_an_end_is_no_draft() -> None:
    assert "cut off before" in why_not("The minister said that", cut_off=True)


def test_a_model_that_does_not_end_is_not_read_to_its_end() -> None:
    taken = 0

    def endless() -> Iterator[Delta]:
        nonlocal taken
        while True:
            taken += 1
            yield Delta(f"Ferry number {taken} sails to Bergen [1]. ")

    with pytest.raises(LLMError, match="without end"):
        list(read(endless()))
    assert taken < 1000


def test_a_model_that_thinks_aloud_may_take_longer() -> None:
    _, found = draft(ScriptedModel(f"<think>{'Hm, ferries. ' * 900}</think>Nine sail [1]."))

    assert found.sentences == (Drafted("Nine sail.", (1,)),)


@pytest.mark.parametrize(
    ("text", "looping"),
    [
        ("", False),
        ("And so on ...", False),
        ("no, no, no", False),
        ("." * 60, True),
        ("Nine sail. " * 6, True),
        (f"{LONG} " * 3, True),
        (f"{LONG} {LONG}", False),
    ],
)
def test_a_loop_is_what_stands_there_three_times_and_more(text: str, looping: bool) -> None:
    assert loops(text) is looping
