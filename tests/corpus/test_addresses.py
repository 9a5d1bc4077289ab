import pytest

from corpus.addresses import fits_a_header, split_web_address


@pytest.mark.parametrize("url", ["http://host:8000", "https://[::1]/v1", "HTTP://Host"])
def test_a_web_address_is_taken_apart(url: str) -> None:
    parts = split_web_address(url)

    assert parts is not None
    assert parts.hostname


@pytest.mark.parametrize(
    "url",
    [
        "",
        "host:8000",
        "ftp://host",
        "http://",
        "http://h:0",
        "http://h:x",
        "http://[::1",
        "http://a b",
    ],
)
def test_what_is_no_web_address_is_none(url: str) -> None:
    assert split_web_address(url) is None


@pytest.mark.parametrize(
    ("key", "fits"), [("abc-123", True), ("a b", False), ("ä", False), ("a\n", False)]
)
def test_a_key_must_fit_a_header(key: str, fits: bool) -> None:
    assert fits_a_header(key) is fits
