import pytest

from corpus.errors import SettingsError
from rag.llm.endpoint import Endpoint


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:11434/v1", "https://api.example.org/openai/v1/", "http://[::1]:8000/v1"],
)
def test_a_base_url_with_its_path_is_taken(url: str) -> None:
    assert Endpoint(url, "m").url == url


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("localhost:11434", "is no address"),
        ("ftp://host/v1", "is no address"),
        ("http://", "is no address"),
        ("http://host:port/v1", "is no address"),
        ("http://host/v1 ", "is no address"),
        ("http://host/v1?key=1", "leave out what follows the path"),
        ("http://host/v1/chat/completions", "leave out /chat/completions"),
    ],
)
def test_what_is_no_base_url_is_refused(url: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said) as refused:
        Endpoint(url, "m")
    assert "llm_base_url" in str(refused.value)


def test_secrets_are_not_repeated() -> None:
    with pytest.raises(SettingsError) as refused:
        Endpoint("http://me:s3cret@host/v1", "m")
    assert "s3cret" not in str(refused.value)
    with pytest.raises(SettingsError, match="llm_api_key") as refused:
        Endpoint("http://host/v1", "m", "s3cret s3cret")
    assert "s3cret" not in str(refused.value)
    assert "s3cret" not in repr(Endpoint("http://host/v1", "m", "s3cret"))


def test_a_model_has_a_name() -> None:
    with pytest.raises(SettingsError, match="llm_model"):
        Endpoint("http://host/v1", " ")
