"""A file of conversations of its own for each test."""

from pathlib import Path

import pytest

from ui.kept.conversations import Conversations
from ui.kept.database import Database
from ui.kept.ratings import Ratings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept.sqlite"


@pytest.fixture
def conversations(file: Path) -> Conversations:
    return Conversations(Database(file), "1.2.3")


@pytest.fixture
def ratings(file: Path) -> Ratings:
    return Ratings(Database(file))
