"""What a piece of evidence speaks of, besides what its own words name."""

from index.terms import terms
from rag.coverage import countries_of, coverage
from rag.evidence import Evidence
from rag.people import people


def setting(piece: Evidence, *, ahead: bool = True) -> str:
    """Return its paragraph, the title of its article, and what those it names are called there.

    Without what is `ahead` in the paragraph, the piece ends it.
    """
    text = piece.article.text
    start = text.rfind("\n", 0, piece.start) + 1
    end = text.find("\n", piece.end) if ahead else piece.end
    named = people(piece.article).between(piece.start, piece.end)
    roles = " ".join(role for mention in named for role in mention.person.roles)
    return f"{piece.article.title or ''} {text[start : end if end >= 0 else len(text)]} {roles}"


def stands(name: str, text: str) -> bool:
    """Return whether a word of `name` stands in `text`, a country's also as "German", "Berlin"."""
    return coverage(dict.fromkeys(terms(name), 1.0), text, countries_of(name)) > 0
