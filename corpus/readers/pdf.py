"""PDF: the text of its pages, parted by blank lines."""

import io
import re

from corpus.article import Article
from corpus.bylines import is_name, split_names
from corpus.metadata import Header
from corpus.readers.whole import build, quiet
from corpus.source import SourceFile, UnreadableError

MAX_UNKNOWN = 0.2
"""The share of characters without a code above which a text cannot be read."""

_NO_TITLE = re.compile(
    r"untitled.*|document\d*|microsoft word.*|.*\.(?:docx?|pdf|rtf|odt|indd|pages|tex|txt|html?)",
    re.IGNORECASE,
)


def read(source: SourceFile, data: bytes) -> Article:
    """Build the article from the bytes of a .pdf file; raises UnreadableError."""
    with quiet("pypdf"):
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError

        try:
            pdf = PdfReader(io.BytesIO(data))
            if pdf.is_encrypted and not pdf.decrypt(""):
                raise UnreadableError("is an encrypted PDF: save a copy without a password")
            pages = [page.extract_text() for page in pdf.pages]
            stated = {key: str(value) for key, value in (pdf.metadata or {}).items()}
        except DependencyError as error:
            raise UnreadableError("is an encrypted PDF: save a copy without a password") from error
        except PyPdfError as error:
            raise UnreadableError("is a broken PDF: save it anew") from error
    text = _clean("\n\n".join(page.strip() for page in pages if page.strip()))
    if not text.strip():
        raise UnreadableError("is a PDF without text, perhaps scanned: run text recognition on it")
    if text.count("\ufffd") > MAX_UNKNOWN * len(text):
        raise UnreadableError("is a PDF whose letters have no codes: run text recognition on it")
    return build(source, text, _header(stated))


def _clean(text: str) -> str:
    """Drop what no text can hold: halves of surrogate pairs and NUL, from broken font tables."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")


def _header(stated: dict[str, str]) -> Header:
    """Take title and author where they are more than a program's filler.

    The creation date is the file's, not the article's.
    """
    title = _clean(stated.get("/Title", "")).strip()
    author = _clean(stated.get("/Author", "")).strip()
    authors = tuple(name for name in split_names(author) if is_name(name))
    return Header(title=None if _NO_TITLE.fullmatch(title) else title or None, authors=authors)
