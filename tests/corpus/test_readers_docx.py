import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from corpus.article import Article, Skipped
from corpus.readers import docx as reader


def document(title: str = "", author: str = "") -> bytes:
    made = docx.Document()
    made.core_properties.title = title
    made.core_properties.author = author
    made.add_paragraph("The harbour opened on Monday.")
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "Ships"
    table.cell(0, 1).text = "Nine of them came in."
    made.add_paragraph("")
    made.add_paragraph("Source: Reuters")
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return buffer.getvalue()


def test_paragraphs_and_tables_are_read_in_order(read_article: Callable[..., Article]) -> None:
    article = read_article("a.docx", document())

    assert article.text == (
        "The harbour opened on Monday.\n\nShips\nNine of them came in.\n\nSource: Reuters"
    )
    assert article.outlet == "Reuters"
    assert article.published is None  # the file has a creation date


def test_title_and_author_are_taken(read_article: Callable[..., Article]) -> None:
    article = read_article("a.docx", document("Harbour opens", "Ann Low; Bo Finch"))

    assert article.title == "Harbour opens"
    assert article.authors == ("Ann Low", "Bo Finch")


@pytest.mark.parametrize("author", ["", " ", "python-docx"])
def test_a_programs_filler_is_no_author(read_article: Callable[..., Article], author: str) -> None:
    assert read_article("a.docx", document(author=author)).authors == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"It rained.", "no Word document"),
        (document()[:500], "no Word document"),
        (archive(a=b"It rained."), "broken"),
        (archive(), "broken"),
    ],
)
def test_what_cannot_be_read_is_refused(
    refusal: Callable[..., Skipped], content: bytes, reason: str
) -> None:
    assert reason in refusal("a.docx", content).reason


def test_a_bomb_is_refused_unpacked(
    refusal: Callable[..., Skipped], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MAX_UNPACKED", 1_000_000)

    assert "more than 1 MB" in refusal("a.docx", archive(a=b"\0" * 1_000_001)).reason
