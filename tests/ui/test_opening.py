"""Who may change the corpus on the page."""

from pathlib import Path
from typing import Any

import pytest

from corpus.errors import SettingsError
from ui.opening import page_uploads_of
from ui.settings import load_settings

pytestmark = [
    pytest.mark.usefixtures("quiet_gradio"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.mark.parametrize(
    ("given", "may"),
    [
        ({}, True),
        ({"host": "localhost"}, True),
        ({"host": "127.0.0.2"}, True),
        ({"edit": False}, False),
        ({"host": "10.0.0.5"}, False),
        ({"host": "192.168.0.7"}, False),
        ({"host": "10.0.0.5", "edit": True}, True),
        ({"hostnames": ["desk.example.org"]}, False),
        ({"hostnames": ["desk.example.org"], "edit": True}, True),
        ({"chroma": "http://127.0.0.1:8000"}, False),
    ],
)
def test_a_page_for_this_computer_may_and_another_is_to_be_told(
    given: dict[str, Any], may: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert (page_uploads_of(load_settings(**given)) is not None) == may


def test_an_index_on_a_server_is_not_changed_from_the_page() -> None:
    with pytest.raises(SettingsError, match="leave out --edit"):
        page_uploads_of(load_settings(chroma="http://127.0.0.1:8000", edit=True))
