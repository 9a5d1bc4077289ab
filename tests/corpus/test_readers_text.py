from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Skipped
from corpus.readers import text
from corpus.source import SourceFile, UnreadableError


@pytest.mark.parametrize(
    "content",
    [
        "It rained.\r\nThen it stopped.\r\n",
        "\n\n  It rained. \t\n",
        "Caf\u00e9 and cafe\u0301 \U0001f600 \u200b.",
        "old\rnew",
    ],
)
def test_text_is_the_file_character_for_character(
    read_article: Callable[..., Article], content: str
) -> None:
    assert read_article("a.txt", content).text == content


@given(st.text().filter(str.strip))
def test_any_text_comes_back(tmp_path_factory: pytest.TempPathFactory, content: str) -> None:
    source = SourceFile(tmp_path_factory.getbasetemp(), "a.txt")
    data = content.encode("utf-8", "surrogatepass")
    try:
        article = text.read(source, data)
    except UnreadableError:
        assert "\0" in content or data.startswith((b"\xff\xfe", b"\xfe\xff")) or "\ufeff" in content
    else:
        assert article.text == content.removeprefix("\ufeff")


def test_a_bom_goes(read_article: Callable[..., Article]) -> None:
    assert read_article("a.txt", b"\xef\xbb\xbfIt rained.").text == "It rained."


def test_the_header_is_read(read_article: Callable[..., Article]) -> None:
    article: Article = read_article(
        "a.txt", "The harbour opens\n\nIt rained.\n\nSource: Reuters\nBy Ann Low"
    )

    assert (article.title, article.outlet, article.authors) == (
        "The harbour opens",
        "Reuters",
        ("Ann Low",),
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "holds no text"),
        (b"\xef\xbb\xbf", "holds no text"),
        (b"It\0rained.", "binary"),
        (b"It rained in Malm\xf6.", "byte 0xf6 at offset 17"),
        (b"\xef\xbb\xbfIt rained in Malm\xf6.", "byte 0xf6 at offset 20"),
        ("It rained.".encode("utf-16"), "UTF-16"),
    ],
)
def test_what_is_no_text_is_refused(
    refusal: Callable[..., Skipped], content: bytes, reason: str
) -> None:
    assert reason in refusal("a.txt", content).reason
