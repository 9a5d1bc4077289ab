import io
from collections.abc import Callable, Sequence

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from corpus.article import Article, Skipped

PAGES = (
    ["A quiet harbour", "The harbour of the old town opened again on Monday."],
    ["Ships came in at noon."],
)


def pdf(pages: Sequence[Sequence[str]] = PAGES, title: str = "", author: str = "") -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    if title:
        canvas.setTitle(title)
    if author:
        canvas.setAuthor(author)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 750 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def encrypted(password: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_pages_are_parted_by_blank_lines(read_article: Callable[..., Article]) -> None:
    article = read_article("a.pdf", pdf())

    assert article.text == "\n\n".join("\n".join(lines) for lines in PAGES)
    assert article.published is None  # the file has a creation date


def test_title_and_author_are_taken(read_article: Callable[..., Article]) -> None:
    article = read_article("a.pdf", pdf(title="The harbour opens", author="Ann Low, Bo Finch"))

    assert article.title == "The harbour opens"
    assert article.authors == ("Ann Low", "Bo Finch")


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("untitled", "anonymous"),
        ("Microsoft Word - harbour.doc", "user"),
        ("harbour_final.docx", "PC-12"),
        ("Document1", ""),
    ],
)
def test_a_programs_filler_is_no_title_or_author(
    read_article: Callable[..., Article], title: str, author: str
) -> None:
    article = read_article("a.pdf", pdf(title=title, author=author))

    assert (article.title, article.authors) == (None, ())


def test_the_header_in_the_text_fills_what_is_open(read_article: Callable[..., Article]) -> None:
    article = read_article("a.pdf", pdf([[*PAGES[0], "Source: Reuters"]]))

    assert article.outlet == "Reuters"


def test_an_empty_password_is_no_hindrance(read_article: Callable[..., Article]) -> None:
    assert "Ships came in" in read_article("a.pdf", encrypted("")).text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (encrypted("secret"), "encrypted"),
        (pdf([[]]), "scanned"),
        (pdf()[:200], "broken"),
        (b"%PDF-1.7 nothing", "broken"),
        (b"It rained.", "broken"),
        (b"\0" * 100, "broken"),
        (pdf().replace(b"/Type /Page", b"/Type /Pagx"), "PDF"),
    ],
)
def test_what_cannot_be_read_is_refused_quietly(
    refusal: Callable[..., Skipped],
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    content: bytes,
    reason: str,
) -> None:
    assert reason in refusal("a.pdf", content).reason
    assert capfd.readouterr() == ("", "")
    assert not caplog.records
