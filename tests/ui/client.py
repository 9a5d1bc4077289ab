"""A client of the running page: it calls what the page's own scripts call, as it likes."""

import json
from typing import Any

import httpx


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

    def ask(self, question: str, turns: object = None, talk: str = "") -> Any:  # noqa: ANN401
        """Ask as the page does that shows the conversation `talk`."""
        sent = {"question": question, "talk": talk}
        return self.event("gw-outbox", "submit", [turns, ""], sent)

    def serve(self, part: str, name: str, data: object) -> httpx.Response:
        """Call a function that a part's script calls."""
        body = {"data": data, "component_id": self.parts[part], "fn_name": name}
        where = "/gradio_api/component_server"
        return self.http.post(where, json=body | {"session_hash": self.session})

    def found(self, words: str = "") -> str:
        return str(self.serve("gw-kept-panel", "find", {"words": words}).json()["list"])
