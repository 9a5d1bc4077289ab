from pathlib import Path

import pytest

from corpus.errors import SettingsError
from index.remote.address import ServerAddress
from rag.llm.endpoint import Endpoint
from ui.opening import keeping_of
from ui.settings import load_settings


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def toml(text: str) -> None:
    Path("groundwire.toml").write_text(text, encoding="utf-8")


def test_the_later_source_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().port == 7860
    toml("port = 1001\nmax_words = 50")
    assert load_settings().port == 1001
    monkeypatch.setenv("GROUNDWIRE_PORT", "1002")
    assert load_settings().port == 1002
    assert load_settings(port=1003).port == 1003
    assert load_settings(port=None).port == 1002
    assert load_settings().chunking.max_words == 50


def test_a_reranker_is_named_by_file_variable_or_flag(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().reranker is None
    toml("reranker = 'of-file'")
    assert load_settings().reranker == "of-file"
    monkeypatch.setenv("GROUNDWIRE_RERANKER", "of-variable")
    assert load_settings().reranker == "of-variable"
    assert load_settings(reranker="of-flag").reranker == "of-flag"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reranker = ''", "groundwire.toml: reranker ''"),
        ("prot = 1", "'prot' is unknown: did you mean port?"),
        ("port = 0", "groundwire.toml: port 0"),
        ("port = 'high'", "groundwire.toml: port 'high'"),
        ("max_words = 5000", "max_words 5000"),
        ("port = ", "not valid TOML"),
    ],
)
def test_a_bad_file_is_refused_by_key(text: str, said: str) -> None:
    toml(text)

    with pytest.raises(SettingsError) as error:
        load_settings()

    assert said in str(error.value)


def test_a_file_that_is_not_utf_8_is_refused() -> None:
    Path("groundwire.toml").write_bytes(b"model = '\xff'")

    with pytest.raises(SettingsError, match=r"groundwire\.toml is not text in UTF-8"):
        load_settings()


def test_bad_variables_and_flags_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SettingsError, match="--port 70000"):
        load_settings(port=70000)
    monkeypatch.setenv("GROUNDWIRE_PORT", "many")
    with pytest.raises(SettingsError, match="GROUNDWIRE_PORT 'many'"):
        load_settings()
    monkeypatch.setenv("GROUNDWIRE_PROT", "1")
    with pytest.raises(SettingsError, match="did you mean GROUNDWIRE_PORT"):
        load_settings()


def test_a_server_is_an_address_a_token_and_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().server is None
    toml("chroma = 'http://host:8000'\ncollection = 'news'")
    monkeypatch.setenv("GROUNDWIRE_CHROMA_TOKEN", "s3cret")

    settings = load_settings()

    assert settings.server == ServerAddress("http://host:8000", "s3cret", "news")
    assert "s3cret" not in repr(settings)


def test_a_bad_token_is_not_repeated() -> None:
    toml("chroma_token = 20251")

    with pytest.raises(SettingsError, match="chroma_token") as refused:
        load_settings()

    assert "20251" not in str(refused.value)


def test_a_language_model_is_an_address_a_name_and_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().endpoint is None
    toml("llm_base_url = 'http://host:11434/v1'\nllm_model = 'small'\nllm_timeout = 9")
    monkeypatch.setenv("GROUNDWIRE_LLM_MODEL", "large")
    monkeypatch.setenv("GROUNDWIRE_LLM_API_KEY", "s3cret")

    settings = load_settings()

    assert settings.endpoint == Endpoint("http://host:11434/v1", "large", "s3cret", 9)
    assert "s3cret" not in repr(settings)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("llm_base_url = 'http://host/v1'", "llm_base_url is set but llm_model is not"),
        ("llm_model = 'small'", "llm_model is set but llm_base_url is not"),
        ("llm_base_url = 'host'\nllm_model = 'small'", "'host' is no address"),
    ],
)
def test_half_a_language_model_is_refused(text: str, said: str) -> None:
    toml(text)

    with pytest.raises(SettingsError, match=said):
        _ = load_settings().endpoint


@pytest.mark.parametrize("seconds", ["0", "601", "nan", "soon"])
def test_a_time_that_cannot_be_is_refused(seconds: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GROUNDWIRE_LLM_TIMEOUT", seconds)

    with pytest.raises(SettingsError, match="GROUNDWIRE_LLM_TIMEOUT"):
        load_settings()


def test_uploads_are_kept_beside_the_index_and_not_hidden(tmp_path: Path) -> None:
    assert load_settings().uploads_folder == tmp_path / "groundwire-uploads"
    assert load_settings(index=Path("a/.b")).uploads_folder == tmp_path / "a" / "b-uploads"
    toml("uploads = 'mine'")
    assert load_settings().uploads_folder == tmp_path / "mine"


def test_uploads_in_the_index_are_refused() -> None:
    with pytest.raises(SettingsError, match="is in the index"):
        _ = load_settings(uploads=Path(".groundwire/uploads")).uploads_folder


def test_names_of_the_page_are_a_list_or_text_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().hostnames == frozenset()
    toml("hostnames = ['Desk.example.org']")
    assert load_settings().hostnames == {"desk.example.org"}
    monkeypatch.setenv("GROUNDWIRE_HOSTNAMES", "desk, desk.lan")
    assert load_settings().hostnames == {"desk", "desk.lan"}


@pytest.mark.parametrize("given", ["'https://desk.example.org'", "['desk:80']", "3", "[3]", "''"])
def test_what_is_no_name_of_a_page_is_refused(given: str) -> None:
    toml(f"hostnames = {given}")

    with pytest.raises(SettingsError, match="hostnames"):
        load_settings()


def test_conversations_are_kept_beside_the_index_elsewhere_or_not_at_all(tmp_path: Path) -> None:
    beside = tmp_path / "here.conversations.sqlite"

    assert load_settings(index=Path("here")).conversations_file == beside
    assert load_settings(conversations="kept.db").conversations_file == Path("kept.db")
    toml("conversations = 'off'")
    assert load_settings().conversations_file is None
    assert keeping_of(load_settings()) is None
    with pytest.raises(SettingsError, match="conversations"):
        load_settings(conversations="")
