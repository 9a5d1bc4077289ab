"""The reader shows the article's own characters, lights what is cited, and runs nothing."""

import html
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article
from rag.answer import Citation
from ui.reader import WINDOW, body, render_changed, render_reader, window


def article_of(text: str, **known: object) -> Article:
    return replace(Article("a", "a.txt", text), **known)


def cite(article: Article, start: int, end: int, n: int = 1) -> Citation:
    return Citation(
        n, article.file, article.id, article.title, article.outlet, article.published,
        start, end, article.text[start:end],
    )  # fmt: skip


def cite_words(article: Article, words: str, n: int = 1) -> Citation:
    start = article.text.index(words)
    return cite(article, start, start + len(words), n)


def words_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


def lit(markup: str, look: str = "gw-cited") -> str:
    return "".join(
        words_of(m) for m in re.findall(rf'<mark class="{look}"[^>]*>(.*?)</mark>', markup, re.S)
    )


def text_shown(markup: str) -> str:
    found = re.search(r'<div class="gw-text">(.*?)</div>', markup, re.S)
    assert found
    return words_of(found.group(1))


def test_the_cited_sentence_is_lit_and_the_text_is_unchanged() -> None:
    article = article_of("One & two.\r\n\r\n  “Three” <b>four</b>.\tFive.\n")
    shown = cite_words(article, "“Three” <b>four</b>.")

    markup = render_reader(article, [shown], shown, "0-1")

    assert lit(markup) == shown.quote
    assert text_shown(markup) == article.text
    assert "<b>" not in markup


def test_a_heading_is_shown_as_one_and_the_text_is_unchanged() -> None:
    article = article_of("## One *two*\n\nThree # four.\n#five\n")
    shown = cite_words(article, "One *two*")

    markup = render_reader(article, [shown], shown, "0-1")

    assert text_shown(markup) == article.text
    assert '<span class="gw-hash">## </span><mark class="gw-cited"' in markup
    assert markup.count("gw-heading") == 1


def test_what_else_the_answer_cites_here_is_lit_more_weakly() -> None:
    article = article_of("First one. Second one. Third one.")
    shown, other = cite_words(article, "First one."), cite_words(article, "Third one.", 2)
    elsewhere = replace(cite_words(article, "Second one.", 3), article_id="another")

    markup = render_reader(article, [shown, other, elsewhere], shown, "0-1")

    assert lit(markup) == "First one."
    assert lit(markup, "gw-also") == "Third one."


def test_where_citations_overlap_the_one_shown_wins() -> None:
    article = article_of("abcdefgh")
    shown, other = cite(article, 2, 5), cite(article, 4, 8, 2)

    markup = render_reader(article, [shown, other], shown, "0-1")

    assert (lit(markup), lit(markup, "gw-also")) == ("cde", "fgh")
    assert text_shown(markup) == article.text


def test_a_citation_over_several_lines_is_lit_on_each() -> None:
    article = article_of("One\ntwo\nthree four")

    shown = cite_words(article, "One\ntwo\nthree")

    assert lit(render_reader(article, [shown], shown, "0-1")) == shown.quote


@given(st.text(alphabet=st.sampled_from("ab<>&\"' \n\r\té𝕏\u202e"), min_size=1), st.data())
def test_without_its_tags_the_body_is_the_text(text: str, data: st.DataObject) -> None:
    article = article_of(text)
    at = st.integers(0, len(text))
    spans = [sorted(data.draw(st.tuples(at, at))) for _ in range(3)]
    shown, *others = [cite(article, start, end, n) for n, (start, end) in enumerate(spans, 1)]
    start, end = sorted(data.draw(st.tuples(at, at)))

    markup = body(text, start, end, shown, others)

    assert words_of(markup) == text[start:end]
    assert lit(markup) == text[max(start, shown.start) : min(end, shown.end)]


@given(st.integers(0, 100_000), st.integers(1, 30_000), st.integers(0, 60_000), st.booleans())
def test_the_window_is_bounded_and_holds_the_start_of_the_citation(
    before: int, cited: int, after: int, spaced: bool
) -> None:
    text = ("word " if spaced else "words").join([""] * ((before + cited + after) // 5 + 2))

    start, end = window(text, before, min(before + cited, len(text)))

    assert 0 <= start <= before < end <= len(text)
    assert end - start <= WINDOW
    assert end - start == len(text) or end - start >= WINDOW - 400
    assert cited > WINDOW // 2 or end >= min(before + cited, len(text))


def test_a_long_article_says_that_it_goes_on_and_what_is_shown_is_exact(
    articles: dict[str, Article],
) -> None:
    article = articles["long"]
    shown = cite_words(article, "The lighthouse of Kallavere was painted purple.")

    markup = render_reader(article, [shown], shown, "0-1")

    assert len(markup) < 2 * WINDOW
    assert lit(markup) == shown.quote
    assert text_shown(markup) in article.text
    assert "the article begins" in markup
    assert "the article goes on" in markup


def test_a_citation_longer_than_the_window_does_not_break_it() -> None:
    article = article_of("x" * 1_000_000)
    shown = cite(article, 0, 900_000)

    assert len(render_reader(article, [shown], shown, "0-1")) < 2 * WINDOW


def test_nothing_hostile_becomes_markup(articles: dict[str, Article], hostile: str) -> None:
    article = articles["hostile"]
    shown = cite_words(article, hostile)

    markup = render_reader(article, [shown], shown, '"><script>')

    assert not re.search(r"<(script|img|b)\b", markup)
    assert "<a" not in markup  # javascript: is no link
    assert text_shown(markup) == article.text


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("javascript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://", False),
        ("https://[broken", False),
        ("//example.org", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, linked: bool) -> None:
    article = article_of("Text.", url=url)
    shown = cite(article, 0, 5)

    markup = render_reader(article, [shown], shown, "0-1")

    assert ('rel="noopener' in markup) is linked
    if linked:
        assert f'href="{html.escape(url or "")}" target="_blank"' in markup


def test_the_head_says_who_where_and_when() -> None:
    known = {"title": "A title", "outlet": "Reuters", "authors": ("Ann A", "Bob B")}
    article = article_of("Text.", **known, published=date(2025, 9, 4))
    shown = cite(article, 0, 5)

    words = words_of(render_reader(article, [shown], shown, "0-1"))

    for item in ("A title", "Reuters", "Ann A, Bob B", "4 September 2025", "a.txt"):
        assert item in words


def test_without_title_and_date_the_file_name_and_undated_stand_there() -> None:
    article = article_of("Text.")
    shown = cite(article, 0, 5)

    markup = render_reader(article, [shown], shown, "0-1")

    assert "<h2><bdi>a.txt</bdi></h2>" in markup
    assert "undated" in markup


def test_a_name_cannot_be_turned_round() -> None:
    article = article_of("One.", outlet="gnp\u202eexe", title="\u2066Two")
    shown = cite_words(article, "One.")

    head = render_reader(article, [shown], shown, "0-1")

    assert "gnpexe" in head
    assert not {"\u202e", "\u2066"} & set(head)


def test_a_lone_surrogate_can_still_be_sent() -> None:
    article = article_of("a \ud800 b", title="\udfff")
    shown = cite(article, 0, 5)

    sent = render_reader(article, [shown], shown, "0-1").encode()

    assert "\ufffd".encode() in sent or b"?" in sent


def test_a_changed_article_shows_the_quote_alone() -> None:
    article = article_of("The old words.")

    markup = render_changed(cite(article, 0, 14), "0-1")

    assert lit(markup) == "The old words."
    assert "changed" in markup
