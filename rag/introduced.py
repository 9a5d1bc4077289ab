"""Who somebody is, which a sentence tells that names them with their role."""

import re

from index.terms import fold
from rag.evidence import Evidence
from rag.people import people

_WHO = re.compile(r"who(?:[’']s| is| was) (?P<name>[^?,]+?)\s*\?*", re.IGNORECASE)


def introduces(question: str, piece: Evidence) -> bool:
    """Return whether `question` is who somebody is, and `piece` names them with a role of theirs.

    "The mayor of Voss, Ada Berg, said no" tells who Ada Berg is.
    """
    match = _WHO.fullmatch(question.strip())
    asked = fold(match["name"]).split() if match else []
    said = fold(piece.quote)
    return bool(asked) and any(
        fold(mention.person.name).split()[-len(asked) :] == asked
        and any(fold(role) in said for role in mention.person.roles)
        for mention in people(piece.article).between(piece.start, piece.end)
    )
