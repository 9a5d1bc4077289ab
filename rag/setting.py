"""What a piece of evidence speaks of, besides what its own words name."""

import re

from index.terms import terms
from rag.coverage import countries_of, coverage
from rag.evidence import Evidence
from rag.people import people


def setting(piece: Evidence) -> str:
    """Return its paragraph, the title of its article, and what those it names are called there."""
    text = piece.article.text
    start, end = text.rfind("\n", 0, piece.start) + 1, text.find("\n", piece.end)
    named = people(piece.article).between(piece.start, piece.end)
    roles = " ".join(role for mention in named for role in mention.person.roles)
    return f"{piece.article.title or ''} {text[start : end if end >= 0 else len(text)]} {roles}"


def is_left(place: str, piece: Evidence) -> bool:
    """Return whether `place` is named after `piece`, where its paragraph turns to it: "In Voss …".

    What was told before is then of somewhere else.
    """
    rest = piece.article.text[piece.end :].partition("\n")[0]
    turns = re.search(rf"(?:^|[.!?][”\"]?)\s*(?:In|Near|At) (?:the )?{re.escape(place)}\b", rest)
    return turns is not None and not stands(place, piece.quote)


def stands(name: str, text: str) -> bool:
    """Return whether a word of `name` stands in `text`, a country's also as "German", "Berlin"."""
    return coverage(dict.fromkeys(terms(name), 1.0), text, countries_of(name)) > 0
