from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from tests.ui.export.briefings import HOSTILE, LINKS, endless, full, hostile
from ui.export.clean import clean
from ui.export.export import to_markdown
from ui.export.markdown import escape


def parsed(markdown: str) -> tuple[list[Token], dict[str, Any]]:
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    found: dict[str, Any] = {}
    tokens = [one for token in reader.parse(markdown, found) for one in (token, *_inside(token))]
    return tokens, found


def _inside(token: Token) -> list[Token]:
    return [one for child in token.children or () for one in (child, *_inside(child))]


def shown(tokens: list[Token]) -> str:
    return "".join(token.content for token in tokens if token.type == "text")


def quotes(tokens: list[Token]) -> list[str]:
    """What stands in the block quotes of the footnotes, in their order."""
    found, inside = [], False
    for token in tokens:
        inside = token.type == "blockquote_open" or (inside and token.type != "blockquote_close")
        if inside and token.type == "inline":
            found.append(shown(_inside(token)))
    return found


def test_each_citation_is_a_footnote_with_its_quote() -> None:
    tokens, found = parsed(to_markdown(full(), LINKS))

    referred = [token.meta["label"] for token in tokens if token.type == "footnote_ref"]
    assert set(referred) == {"1", "2", "3", "4", "5", "6"}
    assert referred.count("1") > 1
    assert len(found["footnotes"]["list"]) == 6
    assert quotes(tokens) == [citation.quote for citation in full().citations]


def test_links_go_to_the_articles_alone() -> None:
    tokens, _ = parsed(to_markdown(full(), LINKS))

    assert {t.attrs["href"] for t in tokens if t.type == "link_open"} == {LINKS["ferry"]}


def test_headings_are_the_sections() -> None:
    lines = to_markdown(full(), LINKS).splitlines()

    assert lines[0] == "# Ferries to Bergen"
    assert [line for line in lines if line.startswith("## ")][-1] == "## Sources"
    assert "### Ada Berg — Minister of Ferries" in lines
    figure = "| nine | 4 September 2025 | Fjord Weekly[^1] |"
    assert [line for line in lines if line.startswith("| ferries to Bergen |") and figure in line]


def test_what_others_wrote_is_text_and_nothing_else() -> None:
    tokens, found = parsed(to_markdown(hostile(), {}))

    kinds = {token.type for token in tokens}
    assert not kinds & {"html_block", "html_inline", "link_open", "image", "code_inline", "fence"}
    assert not kinds & {"s_open", "code_block", "ordered_list_open", "hr", "math_inline"}
    assert len(found["footnotes"]["list"]) == len(HOSTILE)
    assert quotes(tokens) == [clean(words) for words in HOSTILE]
    rows = [token for token in tokens if token.type == "tr_open"]
    cells = [token for token in tokens if token.type in ("td_open", "th_open")]
    assert len(cells) == 4 * len(rows)


def test_bare_addresses_are_not_taken_for_links() -> None:
    escaped = escape("http://bare.example www.bare.example me@bare.example")

    assert escaped == r"http:\//bare.example www\.bare.example me\@bare.example"


@given(st.text() | st.text(alphabet="\\`*_[]<>&|~#$^@{}!-+=:/.)(\"'1a \n\t"))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    words = clean(text)
    assume(words)
    for before, after in (
        ("- ", ""),
        ("- **label:** ", ""),
        ("# ", ""),
        ("| ", " |\n| --- |"),
        ("[^1]: ", "\n\n[^1]"),
        ("[^1]: So.\n\n    > ", "\n\n[^1]"),
    ):
        tokens, _ = parsed(f"{before}{escape(words)}{after}")

        assert shown(tokens).removeprefix("label: ").removeprefix("So.") == words


def test_a_megabyte_of_one_line_stays_small() -> None:
    assert len(to_markdown(endless(), {})) < 50_000
