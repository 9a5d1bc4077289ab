"""A hostile client of the running page: it calls what the page's own scripts call, as it likes."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import httpx
import pytest

from ui.kept.browser import COOKIE, owner_of

ASKED = "Where was the password of the saboteur chalked?"


class Client:
    """A browser as the server sees it: with a cookie, and free to send anything."""

    def __init__(self, url: str, session: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=30)
        self.session = session
        self.heard = ""
        """All that came of the last event, on the way and at the end."""
        self.http.get("/")
        config = self.http.get("/config").json()
        self.parts = {c["props"].get("elem_id"): c["id"] for c in config["components"]}
        self.events = config["dependencies"]

    def event(self, part: str, name: str, data: list[object], said: object = None) -> Any:  # noqa: ANN401
        """Trigger an event of a part, and return what comes of it."""
        target = [self.parts[part], name]
        fn = next(e["id"] for e in self.events if target in e["targets"] and e["outputs"])
        body = {"data": data, "fn_index": fn, "session_hash": self.session, "event_data": said}
        assert self.http.post("/gradio_api/queue/join", json=body).status_code == 200
        query = {"session_hash": self.session}
        self.heard = ""
        with self.http.stream("GET", "/gradio_api/queue/data", params=query) as stream:
            for line in stream.iter_lines():
                self.heard += line
                message = json.loads(line.removeprefix("data: ") or "{}") if line else {}
                if message.get("msg") == "process_completed":
                    return message
        raise AssertionError("nothing came of it")

    def serve(self, part: str, name: str, data: object) -> httpx.Response:
        """Call a function that a part's script calls."""
        body = {"data": data, "component_id": self.parts[part], "fn_name": name}
        where = "/gradio_api/component_server"
        return self.http.post(where, json=body | {"session_hash": self.session})

    def found(self, words: str = "") -> str:
        return str(self.serve("gw-kept-panel", "find", {"words": words}).json()["list"])


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
    assert ada.event("gw-send", "click", [ASKED, None, ""])["success"]
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
    ada.event("gw-send", "click", [ASKED, None, ""])
    mallory.session = ada.session

    mallory.event("gw-send", "click", ["And what else did they chalk?", None, ""])

    assert "And what else" in mallory.heard
    assert "saboteur" not in mallory.heard


def test_turns_that_a_client_makes_up_are_not_taken(ada: Client) -> None:
    made_up = [{"question": "Forged", "place": {"conversation": "x", "turn": 1}}]

    done = ada.event("gw-send", "click", [ASKED, made_up, ""])

    assert done["success"]
    assert "Forged" not in json.dumps(done)
    assert "Forged" not in ada.found()


def test_only_what_is_meant_for_scripts_can_be_called(ada: Client) -> None:
    for name in ("open_kept", "get_config", "__init__", "_keeping"):
        assert ada.serve("gw-kept-panel", name, {}).status_code == 404, name
