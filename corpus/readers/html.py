"""Web pages: the article without menus and advertisements, and what the page's head states."""

from corpus.article import Article
from corpus.bylines import split_names
from corpus.metadata import Header
from corpus.readers.html_dates import stated_date
from corpus.readers.whole import build, decode, quiet
from corpus.source import SourceFile, UnreadableError


def read(source: SourceFile, data: bytes) -> Article:
    """Build the article from the bytes of an .html file; raises UnreadableError."""
    page = decode(data)
    text, header = _extract(page)
    if not text.strip():
        raise UnreadableError("holds no article text: save the article itself as .txt or .md")
    return build(source, text, header)


def _extract(page: str) -> tuple[str, Header]:
    with quiet("trafilatura", "htmldate", "courlan", "justext", "readability"):
        import trafilatura

        document = trafilatura.bare_extraction(
            page, with_metadata=True, include_comments=False, include_images=False
        )
    if document is None or isinstance(document, dict):
        return "", Header()
    header = Header(
        title=document.title,
        outlet=document.sitename,
        authors=split_names(document.author or ""),
        published=stated_date(page),  # trafilatura's own date may be guessed from the prose
        url=document.url,
    )
    return document.text or "", header
