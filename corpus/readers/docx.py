"""Word documents: paragraphs and table cells in reading order, parted by blank lines."""

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.article import Article
from corpus.bylines import split_names
from corpus.metadata import Header
from corpus.readers.whole import build, quiet
from corpus.source import SourceFile, UnreadableError

if TYPE_CHECKING:
    from docx.document import Document

MAX_UNPACKED = 200_000_000
"""Bytes that the parts of a document may take unpacked."""


def read(source: SourceFile, data: bytes) -> Article:
    """Build the article from the bytes of a .docx file; raises UnreadableError."""
    _check_size(data)
    with quiet("docx"):
        import docx
        from docx.opc.exceptions import OpcError

        try:
            document = docx.Document(io.BytesIO(data))
            text = "\n\n".join(_blocks(document))
            properties = document.core_properties
            title, author = properties.title.strip(), properties.author.strip()
        except (OpcError, ValueError, KeyError) as error:
            raise UnreadableError("is a broken Word document: save it anew") from error
    title = "" if title == "Word Document" else title  # what python-docx writes where none is given
    authors = () if author == "python-docx" else split_names(author)
    return build(source, text, Header(title=title or None, authors=authors))


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableError("is no Word document: save it as .docx") from error
    if unpacked > MAX_UNPACKED:
        limit = f"{MAX_UNPACKED / 1e6:g} MB"
        raise UnreadableError(f"takes more than {limit} unpacked: remove its pictures")


def _blocks(document: "Document") -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                yield "\n".join(filter(None, cells))
        elif block.text.strip():
            yield block.text
