"""A hostile client of the running page: it calls what the page's own scripts call, as it likes."""

import json
import re
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.ui.client import Client
from ui.kept.browser import COOKIE, owner_of

ASKED = "Where was the password of the saboteur chalked?"


@pytest.fixture
def ada(served: str) -> Iterator[Client]:
    client = Client(served, "session-of-ada")
    with closing(client.http):
        yield client


@pytest.fixture
def mallory(served: str) -> Iterator[Client]:
    client = Client(served, "session-of-mallory")
    with closing(client.http):
        yield client


def test_what_one_browser_asked_is_reached_by_no_other(ada: Client, mallory: Client) -> None:
    assert ada.ask(ASKED)["success"]
    (id,) = re.findall(r'data-open="([^"]+)"', ada.found("saboteur"))[:1]
    own = ada.http.cookies[COOKIE]
    guesses = (mallory.http.cookies[COOKIE], "", owner_of({COOKIE: own}), own[:-1], "' OR '1'='1")

    for guess in guesses:
        mallory.http.cookies.clear()
        mallory.http.cookies.set(COOKIE, guess or "")
        opened = mallory.event("gw-kept-panel", "click", [], {"conversation": id})
        assert not opened["success"], guess
        assert "saboteur" not in json.dumps(opened)
        assert "saboteur" not in mallory.found("saboteur").lower()
        for name, asked in (
            ("export", {"id": id, "form": "json"}),
            ("rename", {"id": id, "title": "Mine"}),
            ("delete", {"id": id}),
        ):
            reply = mallory.serve("gw-kept-panel", name, asked)
            assert reply.json().keys() == {"said", "wrong"}, (guess, name)
            assert "saboteur" not in reply.text
    assert f'data-open="{id}"' in ada.found("saboteur")
    assert "Mine" not in ada.found("saboteur")


def test_the_id_of_anothers_tab_does_not_show_what_was_asked_in_it(
    ada: Client, mallory: Client
) -> None:
    ada.ask(ASKED)
    mallory.session = ada.session

    mallory.ask("And what else did they chalk?")

    assert "And what else" in mallory.heard
    assert "saboteur" not in mallory.heard


def test_what_gradio_forgot_is_recalled_for_its_own_browser_alone(
    ada: Client, mallory: Client
) -> None:
    ada.ask(ASKED)
    (id,) = re.findall(r'data-open="([^"]+)"', ada.found("saboteur"))[:1]
    ada.session = mallory.session = "a-session-that-was-forgotten"

    mallory.ask("And what else did they chalk?", talk=id)
    assert "saboteur" not in mallory.heard

    ada.ask("And who chalked it?", talk=id)
    assert "saboteur" in ada.heard
    assert "What else" not in ada.heard


def test_turns_that_a_client_makes_up_are_not_taken(ada: Client) -> None:
    made_up = [{"question": "Forged", "place": {"conversation": "x", "turn": 1}}]

    done = ada.ask(ASKED, made_up)

    assert done["success"]
    assert "Forged" not in json.dumps(done)
    assert "Forged" not in ada.found()


def test_only_what_is_meant_for_scripts_can_be_called(ada: Client) -> None:
    for name in ("open_kept", "get_config", "__init__", "_keeping"):
        assert ada.serve("gw-kept-panel", name, {}).status_code == 404, name
