"""The title that a plain text carries above its prose."""

import re

MAX_TITLE, MAX_TITLE_WORDS = 200, 25

_MARKDOWN = re.compile(r"#{1,6}\s+(.*?)[\s#]*")
_CREDIT = re.compile(r"(?:compiled|edited|reported) by\b|.*\b(?:wire|staff) reports$", re.I)
_NAME_SEPARATOR = re.compile(r",? and |, ")
_TWO_SENTENCES = re.compile(r"[^\W\d_]{4}\.[”\"]?\s+\S")
_CLOSING = "”’\"')]"
_NO_END = (".", ":", ",", ";", "—", "–")


def read_title(text: str) -> str | None:
    """Return the first line of `text` if it is a heading, or stands by itself and reads as one.

    Whether the line is rather a dateline or a labelled line is for the caller to tell.
    """
    first, _, rest = text.lstrip().partition("\n")
    line = first.strip()
    if not rest.strip() or len(line) > MAX_TITLE:
        return None
    if heading := _MARKDOWN.fullmatch(line):
        return heading[1] or None
    alone = not rest.partition("\n")[0].strip()
    return line if alone and _reads_as_title(line) else None


def _reads_as_title(line: str) -> bool:
    if line.rstrip(_CLOSING).endswith(_NO_END) or not any(char.isalpha() for char in line):
        return False
    if _TWO_SENTENCES.search(line):
        return False
    return 1 < len(line.split()) <= MAX_TITLE_WORDS and not _may_be_names(line)


def _may_be_names(line: str) -> bool:
    """Tell whether `line` may as well be a place, a credit, or the names of its authors."""
    parts = [part.split() for part in _NAME_SEPARATOR.split(line)]
    return bool(_CREDIT.match(line)) or all(
        len(words) < 4 and all(not word[0].islower() for word in words) for words in parts
    )
