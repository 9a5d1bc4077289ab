from collections.abc import Callable
from datetime import date

import pytest

from corpus.article import Article, Skipped

BODY = "\n# Harbour opens\n\nIt *rained*.\r\n"


def test_without_front_matter_the_text_is_the_file(read_article: Callable[..., Article]) -> None:
    article = read_article("a.md", BODY)

    assert article.text == BODY
    assert article.title == "Harbour opens"


def test_front_matter_states_the_fields(read_article: Callable[..., Article]) -> None:
    front = (
        "---\ntitle: 'No: a story'\noutlet: Reuters\nauthors: [Ann Low, Bo Finch]\n"
        "published: 2025-03-27T10:00:00+01:00\nurl: https://example.com/a\nextra: {a: [1]}\n---\n"
    )

    article = read_article("a.md", front + BODY)

    assert article.text == BODY.lstrip()
    assert article.title == "No: a story"
    assert article.outlet == "Reuters"
    assert article.authors == ("Ann Low", "Bo Finch")
    assert article.published == date(2025, 3, 27)
    assert article.url == "https://example.com/a"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_other_names_of_the_fields(read_article: Callable[..., Article], newline: str) -> None:
    front = ["---", "source: AP", "author: Ann Low and Bo Finch", "date: March 27, 2025", "---", ""]

    article = read_article("a.md", "\ufeff" + newline.join(front) + "It rained.")

    assert article.text == "It rained."
    assert article.outlet == "AP"
    assert article.authors == ("Ann Low", "Bo Finch")
    assert article.published == date(2025, 3, 27)


def test_values_are_taken_as_they_are_written(read_article: Callable[..., Article]) -> None:
    article = read_article("a.md", "---\ntitle: 1984\noutlet: no\nurl:\n---\nIt rained.")

    assert (article.title, article.outlet, article.url) == ("1984", "no", None)


@pytest.mark.parametrize(
    "text", ["---\nIt rained.\n---\nIt stopped.", "---\n\nIt rained.", "----\na: b"]
)
def test_a_rule_is_no_front_matter(read_article: Callable[..., Article], text: str) -> None:
    assert read_article("a.md", text).text == text


@pytest.mark.parametrize(
    ("front", "line", "reason"),
    [
        ("title: a\nauthors: [b\n---\nIt rained.", 4, "malformed"),
        ("title: a\n\tb: c\n---\nIt rained.", 3, "malformed"),
        ("title: a\nIt rained.", 1, "not closed"),
        ("url: a\nTitle: {a: b}\n---\nIt rained.", 3, '"title"'),
        ("authors: {a: b}\n---\nIt rained.", 2, '"authors"'),
        ("date: 2025-02-30\n---\nIt rained.", 2, "2025-02-30"),
        ("date: last Thursday\n---\nIt rained.", 2, "last Thursday"),
        ("title: " + "[" * 2000 + "\n---\nIt rained.", None, "malformed"),
        ("title: " + "a" * 70_000 + "\n---\nIt rained.", 1, "longer"),
        ("title: a\n---\n \n", None, "no text"),
    ],
)
def test_broken_front_matter_is_refused_by_line(
    refusal: Callable[..., Skipped],
    front: str,
    line: int | None,
    reason: str,
) -> None:
    skipped = refusal("a.md", "---\n" + front)

    assert reason in skipped.reason
    assert line is None or skipped.line == line
