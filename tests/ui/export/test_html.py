from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from tests.ui.export.briefings import HOSTILE, LINKS, empty, endless, full, hostile
from ui.export.clean import clean
from ui.export.export import to_html
from ui.export.layout import lay_out

ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "section", "h1", "h2", "h3",
    "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "table", "thead", "tbody", "tr", "th", "td",
    "span", "sup", "a", "b", "cite", "blockquote",
}  # fmt: skip


def page(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def test_each_note_has_its_quote_and_is_linked_both_ways() -> None:
    found = page(to_html(full(), LINKS))

    notes = found.xpath("//ol[@class='notes']/li")
    assert [note.get("id") for note in notes] == [f"note-{n}" for n in range(1, 7)]
    quotes = [note.findtext("blockquote") for note in notes]
    assert quotes == [citation.quote for citation in full().citations]
    references = found.xpath("//sup/a[@role='doc-noteref']")
    assert {one.get("href") for one in references} == {f"#note-{n}" for n in range(1, 7)}
    for one in references:
        n = one.get("href").removeprefix("#note-")
        (back,) = found.xpath(f"//li[@id='note-{n}']//a[@href='#{one.get('id')}']")
        assert back.get("aria-label")
    assert len(found.xpath("//a[@role='doc-backlink']")) == len(references)


def test_ids_are_there_once() -> None:
    ids = page(to_html(full(), LINKS)).xpath("//@id")

    assert len(ids) == len(set(ids))


def test_links_go_to_notes_and_to_web_addresses_alone() -> None:
    links = {a for a in page(to_html(full(), LINKS)).xpath("//a/@href") if not a.startswith("#")}

    assert links == {LINKS["ferry"]}


def test_the_page_loads_and_runs_nothing() -> None:
    text = to_html(hostile(), {f"a{n}": words for n, words in enumerate(HOSTILE, 1)})
    found = page(text)

    assert {element.tag for element in found.iter()} <= ELEMENTS
    assert not found.xpath("//@src | //@style | //@onerror | //link")
    assert all(link.startswith("#") for link in found.xpath("//@href"))
    (policy,) = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    quotes = [quote.text for quote in found.xpath("//blockquote")]
    assert quotes == [clean(words) for words in HOSTILE]


def test_sections_have_names_and_tables_heads() -> None:
    found = page(to_html(full(), LINKS))

    for section in found.xpath("//section"):
        assert found.get_element_by_id(section.get("aria-labelledby")).text
    assert len(found.xpath("//th[@scope='col']")) == 8
    assert found.get("lang") == "en"


@given(st.text())
def test_any_topic_is_read_back_as_it_was(topic: str) -> None:
    title = lay_out(empty(topic), {}).title

    assert (page(to_html(empty(topic))).findtext(".//h1") or "") == title


def test_a_megabyte_of_one_line_stays_small() -> None:
    assert len(to_html(endless(), {})) < 50_000
