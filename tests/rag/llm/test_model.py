"""One contract, held by the fake and by a real model behind llama.cpp."""

from threading import Thread

import pytest

from rag.llm.endpoint import Endpoint
from rag.llm.model import LanguageModel, Prompt, ScriptedModel
from rag.llm.openai_like import OpenAILikeModel

PROMPT = Prompt("You are brief.", "Say in one sentence what a ferry is.")


@pytest.fixture(params=["scripted", "smollm"])
def model(request: pytest.FixtureRequest) -> LanguageModel:
    if request.param == "scripted":
        return ScriptedModel("A ferry is a boat. It sails.")
    return OpenAILikeModel(Endpoint(request.getfixturevalue("smollm_url"), "smollm2"))


def test_it_writes_in_pieces_and_ends(model: LanguageModel) -> None:
    deltas = list(model.stream(PROMPT))

    assert len([delta for delta in deltas if delta.text]) > 1
    assert "".join(delta.text for delta in deltas).strip()
    assert not any(delta.cut_off for delta in deltas[:-1])


def test_it_can_be_stopped_and_asked_again(model: LanguageModel) -> None:
    stream = model.stream(PROMPT)
    first = next(delta for delta in stream if delta.text)
    stream.close()

    assert first == next(delta for delta in model.stream(PROMPT) if delta.text)


def test_it_can_be_asked_from_another_thread(model: LanguageModel) -> None:
    found: list[str] = []
    thread = Thread(target=lambda: found.append(next(model.stream(PROMPT)).text))
    thread.start()
    thread.join()

    assert len(found) == 1
