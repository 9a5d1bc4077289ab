"""One module for each file type, and the table that finds it."""

from corpus.readers import docx, html, jsonl, markdown, pdf, text
from corpus.readers.whole import whole_file
from corpus.source import Reader

READERS: dict[str, Reader] = {
    ".txt": whole_file(text.read),
    ".md": whole_file(markdown.read),
    ".html": whole_file(html.read),
    ".htm": whole_file(html.read),
    ".pdf": whole_file(pdf.read),
    ".docx": whole_file(docx.read),
    ".jsonl": jsonl.read,
    ".jsonl.gz": jsonl.read,
}
"""The reader for each file ending, in small letters."""


def suffix_of(file: str) -> str:
    """Return the ending that decides the reader: ".jsonl.gz" for a/b.JSONL.gz, "" for none."""
    name = file.rpartition("/")[2].lower()
    double = next(
        (suffix for suffix in READERS if suffix.count(".") > 1 and name.endswith(suffix)), ""
    )
    return double or "".join(name.rpartition(".")[1:] if "." in name else "")
