"""Files to read, written where a test can see what is in them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.article import Article, Skipped
from corpus.folder import ReadLimits, SourceFile, read_articles

ReadFile = Callable[..., list[Article | Skipped]]


@pytest.fixture
def read_file(tmp_path: Path) -> ReadFile:
    """Return a function that writes a file and reads it back as articles."""

    def read(
        name: str, content: bytes | str, limits: ReadLimits | None = None
    ) -> list[Article | Skipped]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_articles(SourceFile(path, name), limits or ReadLimits()))

    return read


@pytest.fixture
def read_article(read_file: ReadFile) -> Callable[..., Article]:
    """Return a function that reads a file that holds exactly one article."""

    def read(name: str, content: bytes | str) -> Article:
        (article,) = read_file(name, content)
        assert isinstance(article, Article), article
        return article

    return read


@pytest.fixture
def refusal(read_file: ReadFile) -> Callable[..., Skipped]:
    """Return a function that reads a file that must be refused, and gives the Skipped."""

    def read(name: str, content: bytes | str, limits: ReadLimits | None = None) -> Skipped:
        (skipped,) = read_file(name, content, limits)
        assert isinstance(skipped, Skipped), skipped
        assert skipped.file == name
        assert "\n" not in skipped.reason
        return skipped

    return read
