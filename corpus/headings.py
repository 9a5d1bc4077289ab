"""Which lines label prose and are no prose themselves."""

import re

MAX_LABEL_WORDS, MAX_HEADING_WORDS = 25, 20
MAX_QUESTION_WORDS = 15
MAX_COLON_WORDS = 8
MAX_CREDIT_WORDS = 8
MIN_BULLET_WORDS = 5
MIN_CUT_OFF_WORDS = 8

_LABEL = re.compile(
    r"(?:(?:source|sources|via|url|link|title|headline|outlet|publisher|author|authors|byline|"
    r"credit|photo|photos|image|caption|video|date|published|posted|updated|last updated|tags?|"
    r"topics?|read more|read also|also read|see also|related|more|copyright)\s*:"
    r"|(?:written|reported|reporting|edited|editing|compiled) by\b|©|copyright \d)",
    re.IGNORECASE,
)
_GLUED_LABEL = re.compile(r"[A-Z“‘'\"][^.!?:]{1,40}:[^\W\d_]")
_CLOCK = re.compile(r"\d{1,2}([:.]\d\d)? ?[ap]\.?m\.?( [A-Z]{2,4})?$", re.IGNORECASE)
_MARKDOWN = re.compile(r"#{1,6}\s")
_BULLET = re.compile(r"[-*•‣▪]\s")
_WORD = re.compile(r"[^\W_]")
_CLOSING = "”’“\"'»›)]}*_ \u200b"


def is_label(line: str, title: str | None) -> bool:
    """Tell whether `line` is a heading by its form alone, whatever it ends with."""
    if not _WORD.search(line) or _MARKDOWN.match(line) or _repeats(line, title):
        return True
    words = len(line[:400].split())
    if words > MAX_LABEL_WORDS:
        return False
    if _CLOCK.match(line):
        return True
    labelled = _LABEL.match(line) or _GLUED_LABEL.match(line)
    return bool(labelled) and not line.rstrip(_CLOSING).endswith((".", "!", "?"))


def is_headline(line: str, *, last: bool) -> bool:
    """Tell whether `line` reads as a headline, by its length and by how it ends.

    The last line of a text labels nothing: long and without a full stop, it is prose cut off.
    """
    bare = line.rstrip(_CLOSING)
    words = line[:400].split()
    if len(words) > MAX_HEADING_WORDS or _leaves_quote_open(line):
        return False
    if bare.endswith("?"):
        return len(words) <= MAX_QUESTION_WORDS and not last and line[0] not in '“"'
    if bare.endswith((":", "—", "–")):
        return len(words) <= MAX_COLON_WORDS
    if bare.endswith((".", "!", "…", ",", ";")):
        return False
    if _BULLET.match(line) and len(words) > MIN_BULLET_WORDS:
        return False
    return not (last and len(words) >= MIN_CUT_OFF_WORDS and _runs_on(words))


def is_credit(piece: str) -> bool:
    """Tell whether the last piece of a paragraph is a credit behind a caption's sentences."""
    return len(piece[:400].split()) <= MAX_CREDIT_WORDS and is_headline(piece, last=False)


def _repeats(line: str, title: str | None) -> bool:
    """Tell whether `line` is the title, or the title several times without a gap."""
    title = (title or "").strip()
    if not title:
        return False
    times = len(line) // len(title)
    return times > 0 and line.replace(title, "").strip() == ""


def _leaves_quote_open(line: str) -> bool:
    return (line[0] == "“" and "”" not in line) or (line[0] == '"' and '"' not in line[1:])


def _runs_on(words: list[str]) -> bool:
    """Tell whether small words prevail, as they do in prose and not in a title."""
    return sum(word[0].islower() for word in words) * 2 > len(words)
