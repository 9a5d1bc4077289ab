import gzip
import json
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Skipped
from corpus.folder import ReadLimits, SourceFile, read_articles

STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
LINE = STORABLE.map(lambda text: " ".join(text.split())).filter(bool)
ARTICLES = st.builds(
    Article,
    id=LINE,
    file=st.just("a.jsonl"),
    text=STORABLE.filter(str.strip),
    title=st.none() | LINE,
    outlet=st.none() | LINE,
    authors=st.lists(LINE).map(tuple),
    published=st.none() | st.dates(),
    url=st.none() | LINE,
)


def record(**fields: object) -> str:
    return json.dumps({"id": "a1", "text": "It rained.", **fields}) + "\n"


def dump(article: Article) -> str:
    return record(
        id=article.id,
        text=article.text,
        title=article.title,
        source=article.outlet,
        authors=list(article.authors),
        published=article.published.isoformat() if article.published else None,
        url=article.url,
    )


@given(st.lists(ARTICLES, unique_by=lambda article: article.id, min_size=1), st.booleans())
def test_articles_come_back(tmp_path: Path, articles: list[Article], packed: bool) -> None:
    path = tmp_path / ("a.jsonl.gz" if packed else "a.jsonl")
    data = "".join(map(dump, articles)).encode()
    path.write_bytes(gzip.compress(data) if packed else data)

    assert list(read_articles(SourceFile(path, "a.jsonl" + ".gz" * packed))) == [
        Article(
            article.id,
            "a.jsonl" + ".gz" * packed,
            article.text,
            article.title,
            article.outlet,
            article.authors,
            article.published,
            article.url,
        )
        for article in articles
    ]


def test_all_fields_are_read_and_others_ignored(read_article: Callable[..., Article]) -> None:
    line = record(
        title="Harbour opens",
        source="Reuters",
        authors="Ann Low and Bo Finch",
        published="2025-03-27T10:00:00Z",
        url="https://example.com/a",
        tags=["a"],
    )

    assert read_article("a.jsonl", line) == Article(
        id="a1",
        file="a.jsonl",
        text="It rained.",
        title="Harbour opens",
        outlet="Reuters",
        authors=("Ann Low", "Bo Finch"),
        published=date(2025, 3, 27),
        url="https://example.com/a",
    )


def test_nothing_is_taken_from_the_text(read_article: Callable[..., Article]) -> None:
    article = read_article("a.jsonl", record(text="Harbour opens\n\nIt rained.\n\nSource: Reuters"))

    assert (article.title, article.outlet) == (None, None)


def test_bom_blank_lines_crlf_and_a_missing_last_newline(
    read_file: Callable[..., list[Any]],
) -> None:
    lines = "\ufeff" + record(id="a").replace("\n", "\r\n") + "\r\n\n" + record(id=2).rstrip()

    assert [article.id for article in read_file("a.jsonl", lines)] == ["a", "2"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken\n", "malformed JSON"),
        ("[" * 100_000 + "\n", "malformed JSON"),
        ('{"id": ' + "9" * 5000 + "}\n", "malformed JSON"),
        ('["a"]\n', "no JSON object"),
        (record(text=None), '"text" is missing'),
        (record(text=" \n"), '"text" is missing'),
        (record(text=["It rained."]), '"text" is a list'),
        (record(text="a\0b"), "NUL"),
        (record(text="a\ud800b"), "surrogate"),
        (record(id=None), '"id" is missing'),
        (record(id=True), '"id" is a truth value'),
        (record(id="  "), '"id" is missing'),
        (record(title=5), '"title" is a number'),
        (record(authors=[5]), '"authors" is a number'),
        (record(authors={}), '"authors" is a group of values'),
        (record(published="2025-02-30"), "2025-02-30"),
        (record(published="03/04/2025"), "03/04/2025"),
        (record(published=20250327), '"published" is a number'),
        (record(id="first"), "that of line 1"),
    ],
)
def test_a_bad_line_is_skipped_by_number(
    read_file: Callable[..., list[Any]], line: str, reason: str
) -> None:
    first, skipped, last = read_file("a.jsonl", record(id="first") + line + record(id="last"))

    assert isinstance(skipped, Skipped)
    assert reason in skipped.reason
    assert str(skipped).startswith("a.jsonl:2: ")
    assert (first.id, last.id) == ("first", "last")


def test_a_line_that_is_not_utf8_is_skipped(read_file: Callable[..., list[Any]]) -> None:
    data = b'{"id": "a", "text": "Malm\xf6"}\n' + record(id="b").encode()

    skipped, article = read_file("a.jsonl", data)

    assert "not UTF-8 at its byte 25" in skipped.reason
    assert article.id == "b"


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "A.JSONL.GZ"])
def test_a_long_line_is_skipped_and_reading_goes_on(
    read_file: Callable[..., list[Any]], name: str
) -> None:
    data = (
        record(id="a", text="x" * 5000) + record(id="b") + record(id="c", text="x" * 90)
    ).encode()
    content = gzip.compress(data) if name.lower().endswith("gz") else data

    first, second, third = read_file(name, content, ReadLimits(line_bytes=100))

    assert (first.line, second.id, third.line) == (1, "b", 3)
    assert "longer than 0.0001 MB" in first.reason


def test_a_line_of_just_the_limit_is_read(read_file: Callable[..., list[Any]]) -> None:
    line = record()
    (article,) = read_file("a.jsonl", line, ReadLimits(line_bytes=len(line) - 1))
    (skipped,) = read_file("a.jsonl", line, ReadLimits(line_bytes=len(line) - 2))

    assert isinstance(article, Article)
    assert isinstance(skipped, Skipped)


def test_a_bomb_does_not_fill_the_memory(read_file: Callable[..., list[Any]]) -> None:
    bomb = gzip.compress(b"[" * 100_000_000)

    tracemalloc.start()
    (skipped,) = read_file("a.jsonl.gz", bomb, ReadLimits(line_bytes=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert isinstance(skipped, Skipped)
    assert peak < 10_000_000


@pytest.mark.parametrize("content", [b"", b"\n \n", gzip.compress(b"", mtime=0)])
def test_an_empty_file_is_refused(refusal: Callable[..., Skipped], content: bytes) -> None:
    name = "a.jsonl.gz" if content.startswith(b"\x1f") else "a.jsonl"

    assert "is empty" in refusal(name, content).reason


def test_no_gzip_is_refused(refusal: Callable[..., Skipped]) -> None:
    assert "broken gzip" in refusal("a.jsonl.gz", record()).reason


def test_a_cut_gzip_gives_what_comes_before(read_file: Callable[..., list[Any]]) -> None:
    lines = [record(id=f"{number}", text=f"{number**9} " * 50) for number in range(2000)]
    data = gzip.compress("".join(lines).encode())

    *articles, skipped = read_file("a.jsonl.gz", data[: len(data) // 2])

    assert len(articles) > 100
    assert "broken gzip" in skipped.reason
    assert skipped.line == len(articles) + 1
