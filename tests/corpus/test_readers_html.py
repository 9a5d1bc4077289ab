from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from corpus.article import Article, Skipped

PROSE = (
    "The harbour of the old town opened again on Monday, after two years of work on its walls. ",
    "The first ship that came in on 3 April 2021 was a small ferry with nine passengers, the "
    "mayor said, and a band played for an hour in the rain to greet them at the quay.",
    "“We are glad,” she said. Nobody knows yet what the second part of the work will cost.",
)


def page(head: str = "", before: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    return (
        f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>The harbour opens</h1>{before}{body}</article>"
        "<footer>Subscribe to our newsletter</footer></body></html>"
    )


def test_the_article_is_read_without_its_surroundings(read_article: Callable[..., Article]) -> None:
    text = read_article("a.html", page()).text

    assert all(paragraph.strip() in text for paragraph in PROSE)
    assert "Sport" not in text
    assert "newsletter" not in text


def test_the_head_states_the_fields(read_article: Callable[..., Article]) -> None:
    head = (
        '<meta property="og:title" content="The harbour opens again">'
        '<meta property="og:site_name" content="Harbour Post">'
        '<meta name="author" content="Ann Low">'
        '<meta property="article:published_time" content="2025-03-27T23:10:00-05:00">'
        '<link rel="canonical" href="https://example.com/harbour">'
    )

    article = read_article("a.html", page(head))

    assert article.title == "The harbour opens again"
    assert article.outlet == "Harbour Post"
    assert article.authors == ("Ann Low",)
    assert article.published == date(2025, 3, 27)
    assert article.url == "https://example.com/harbour"


@pytest.mark.parametrize(
    "head",
    [
        '<meta itemprop="datePublished" content="2025-03-27">',
        '<meta name="DC.date.issued" content="27 March 2025">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": '
        '"2025-03-27T10:00:00Z", "dateModified": "2025-04-01"}</script>',
        '<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": '
        '"NewsArticle", "datePublished": "2025-03-27"}]}</script>',
        '<script type="application/ld+json">{a</script><meta name="date" content="2025-03-27">',
    ],
)
def test_dates_in_the_head_are_read(read_article: Callable[..., Article], head: str) -> None:
    assert read_article("a.html", page(head)).published == date(2025, 3, 27)


def test_a_marked_time_tag_is_read(read_article: Callable[..., Article]) -> None:
    time = '<time class="entry-date published" datetime="2025-03-27T10:00">Thursday</time>'

    assert read_article("a.html", page(before=time)).published == date(2025, 3, 27)


@pytest.mark.parametrize(
    ("head", "before"),
    [
        ("", ""),
        ("", '<time datetime="2025-03-27">then</time>'),
        ('<meta property="article:modified_time" content="2025-03-27">', ""),
        ('<meta name="date" content="2025-02-30">', ""),
        ('<link rel="canonical" href="https://example.com/2025/03/27/harbour">', ""),
        ('<script>var a = {"datePublished": "2025-03-27"}</script>', ""),
    ],
)
def test_no_date_is_guessed(read_article: Callable[..., Article], head: str, before: str) -> None:
    assert read_article("a.html", page(head, before)).published is None


@pytest.mark.parametrize(
    "content",
    ["<html><body></body></html>", "<nav><a href='/'>Home</a></nav>", "<p>", "<" * 3000],
)
def test_a_page_without_an_article_is_refused(
    refusal: Callable[..., Skipped], content: str
) -> None:
    assert "text" in refusal("a.html", content).reason


def test_deep_nesting_is_no_crash(read_file: Callable[..., list[Any]]) -> None:
    (result,) = read_file("a.html", "<div>" * 20_000 + "It rained." + "</div>" * 20_000)

    assert result.file == "a.html"


def test_nothing_reaches_the_screen(
    read_file: Callable[..., list[Any]],
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    read_file("a.html", "<html><body></body></html>")

    assert capfd.readouterr() == ("", "")
    assert not caplog.records
