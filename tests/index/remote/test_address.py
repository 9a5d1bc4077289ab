import pytest

from corpus.errors import SettingsError
from index.remote.address import ServerAddress


@pytest.mark.parametrize(
    "url",
    ["http://host:8000", "https://chroma.example.org", "http://[::1]:8000/", "http://10.0.0.7:1"],
)
def test_an_address_is_taken(url: str) -> None:
    assert str(ServerAddress(url)) == f"collection groundwire on {url}"


@pytest.mark.parametrize(
    "url",
    [
        "", "host", "host:8000", "ftp://host:8000", "http://", "http://:8000", "http://host:port",
        "http://host:0", "http://host:99999", "http://[::1", "http://ho st:8000",
        "http://host:8000/chroma", "http://host:8000?a=b", "http://host:8000/#x",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="host"):
        ServerAddress(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://me:hunter2@host:8000", "http://me:hunter2@host:abc", "http://me:hunter2@",
        "me:hunter2@host:8000", "http://me:hunter2@host:8000/path", "http://me:hunter2/@host",
    ],
)  # fmt: skip
def test_a_password_in_the_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(SettingsError, match="give a token") as refused:
        ServerAddress(url)

    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize("name", ["", "ab", "-news", "news/2025", "a" * 63])
def test_a_bad_name_of_a_collection_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="collection"):
        ServerAddress("http://host:8000", collection=name)


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "café"])
def test_a_token_that_no_header_can_hold_is_refused_and_not_repeated(token: str) -> None:
    with pytest.raises(SettingsError, match="token") as refused:
        ServerAddress("http://host:8000", token)

    assert token not in str(refused.value)


def test_the_token_is_never_shown() -> None:
    address = ServerAddress("http://host:8000", "s3cret")

    assert "s3cret" not in repr(address) + str(address)
