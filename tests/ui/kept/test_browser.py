"""A browser gets an id of its own that nobody guesses, and is known by it alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from ui.kept.browser import COOKIE, new_id, owner_of, with_known_browsers


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    kind: type[Response] = HTMLResponse if scope["path"] == "/" else JSONResponse
    await kind("Groundwire")(scope, receive, send)


def visitor(address: str = "http://127.0.0.1") -> TestClient:
    return TestClient(with_known_browsers(page), address)


def test_an_id_has_256_bits_and_its_owner_is_not_told_by_the_name() -> None:
    ids = {new_id() for _ in range(50)}

    assert len(ids) == 50
    for id in ids:
        owner = owner_of({COOKIE: id})
        assert owner is not None
        assert len(bytes.fromhex(owner)) * 8 == 256
        assert id not in owner


@given(st.text())
def test_another_shape_is_nobodys(text: str) -> None:
    shaped = re.fullmatch(r"[A-Za-z0-9_-]{43}", text)

    assert (owner_of({COOKIE: text}) is None) == (shaped is None)


@pytest.mark.parametrize("id", ["", "a" * 42, "a" * 44, "a" * 43 + "\n", "*" * 43, "ä" * 43])
def test_an_id_that_was_cut_or_changed_is_nobodys(id: str) -> None:
    assert owner_of({COOKIE: id}) is None
    assert owner_of({}) is None


def test_a_browser_gets_an_id_with_the_page_and_keeps_it() -> None:
    one, other = visitor(), visitor()
    first = one.get("/").cookies[COOKIE]

    assert owner_of({COOKIE: first})
    assert one.get("/").cookies[COOKIE] == first
    assert other.get("/").cookies[COOKIE] != first
    one.cookies.set(COOKIE, "guessed")
    assert owner_of(dict(one.get("/").cookies))


def test_the_id_is_kept_from_scripts_and_other_sites_and_stands_in_no_cache() -> None:
    answered = visitor().get("/")
    (cookie,) = answered.headers.get_list("set-cookie")

    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert answered.headers["cache-control"] == "no-store"
    assert "; Secure" in visitor("https://desk.example").get("/").headers["set-cookie"]


def test_only_pages_bring_an_id() -> None:
    assert "set-cookie" not in visitor().get("/data").headers
    assert "set-cookie" not in visitor().post("/").headers
