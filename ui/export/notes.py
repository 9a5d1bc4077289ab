"""The notes of a document: one for each citation, numbered as they come up."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from rag.answer import Citation
from ui import texts
from ui.export.clean import clean, clean_label
from ui.export.document import Note, Source
from ui.markup import web_address

_SHOWN = 70  # characters of an address, for a line of print


class Numbering:
    """Gives citations the numbers of notes: 1, 2, … in the order in which they are asked for.

    Word numbers footnotes by itself, in the order of the text; so all formats number like this.
    """

    def __init__(self, citations: Iterable[Citation], links: Mapping[str, str | None]) -> None:
        """Take `citations`, and the links of their articles by the articles' ids."""
        self._citations = {citation.n: citation for citation in citations}
        self._links = links
        self._numbers: dict[int, int] = {}

    def __call__(self, cited: Iterable[int]) -> tuple[int, ...]:
        """Return the notes of the citations with the numbers `cited`, each once.

        Raises KeyError if there is no such citation.
        """
        unique = dict.fromkeys(self._citations[n].n for n in cited)
        return tuple(self._numbers.setdefault(n, len(self._numbers) + 1) for n in unique)

    def citations(self, cited: Iterable[int]) -> list[Citation]:
        """Return the citations with the numbers `cited`."""
        return [self._citations[n] for n in cited]

    def notes(self) -> tuple[Note, ...]:
        """Return the notes of all citations that were asked for."""
        return tuple(self._note(n, self._citations[cited]) for cited, n in self._numbers.items())

    def _note(self, n: int, citation: Citation) -> Note:
        also_in = texts.also_in(citation.also_in) if citation.also_in else ""
        source = source_of(citation, self._links.get(citation.article_id))
        return Note(n, source, clean(also_in), clean(citation.quote))


def source_of(citation: Citation, url: str | None) -> Source:
    """Return the article that `citation` is of, at `url` if that is a web address."""
    link = web_address(url) or ""
    return Source(
        name=source_name(citation),
        title=clean_label(citation.title or ""),
        day=texts.day_of(citation),
        link=link,
        address=_shown(link),
        file=clean_label(citation.file) if citation.outlet and not link else "",
    )


def source_name(citation: Citation) -> str:
    """Return the outlet of a citation; where it is not known, the name of the file."""
    return clean_label(citation.outlet or citation.file)


def _shown(link: str) -> str:
    """Return an address without its scheme and what follows a "?", short enough for a line."""
    parts = urlsplit(link)
    # Who is at the address, not what stands before an @ to look like it.
    shown = f"{parts.netloc.rpartition('@')[2]}{parts.path.rstrip('/')}"
    return shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
