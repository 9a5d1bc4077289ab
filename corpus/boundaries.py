"""Where sentences start inside a paragraph: sentencex, with repairs for what news writes."""

import re

from corpus.quotations import MARKS, end_of_letters, find_quotations, part_marks

# sentencex takes quadratic time over quotation marks and does not split inside them, so it
# sees none; apostrophes inside a word stay. Nor can it take half a surrogate pair.
_MASKED = re.compile(
    r"[“”‘\"«»„‹›()\[\]{}\n\r\v\f\x85\u2028\u2029\ud800-\udfff]|(?<!\w)['’]|['’](?!\w)"
)

_NEVER_LAST = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gov|Sen|Sens|Rep|Reps|Gen|Lt|Col|Capt|Cpl|Sgt|Maj|Adm|Cmdr|Det|"
    r"Supt|Rev|Fr|Hon|Pres|Mt|Ft|vs|Msgr)\.$"
)
_BEFORE_NUMBER = re.compile(
    r"\b(?:No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Art|Sec|Fig|p|pp|Vol|c|ca)\.$"
)
_INITIAL, _LAST_INITIAL = re.compile(r"[A-Z]\."), re.compile(r"\b[A-Z]\.$")
_CLOCK = re.compile(r"\b[ap]\.m\.$", re.IGNORECASE)
_ZONE = re.compile(
    r"(?:[A-Z]{1,3}T|GMT|UTC|Eastern|Central|Pacific|Mountain|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_ITEM_NUMBER = re.compile(r"\s*\(?\d{1,3}[.)]")
_SAID = re.compile(
    r"(?:[^\W\d_][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|added|adds|wrote|told|tweeted|replied|"
    r"recalled|joked|continued|shouted|exclaimed)\b"
)


def sentence_starts(paragraph: str) -> list[int]:
    """Return the offsets into `paragraph` at which its second and later sentences start.

    An offset may stand before white space. Takes time linear in the paragraph's length.
    """
    import sentencex

    starts: list[int] = []
    quotations = list(find_quotations(paragraph))
    nearest = straight = position = begun = 0
    for segment in sentencex.segment("en", _MASKED.sub(" ", paragraph)):
        before, position = position, position + len(segment)
        straight += paragraph.count('"', before, position)
        stop = end_of_letters(paragraph, before, position)
        start = part_marks(paragraph, stop, position, straight_open=straight % 2 == 1)
        while nearest < len(quotations) and quotations[nearest][1] <= start:
            nearest += 1
        quoted = nearest < len(quotations) and quotations[nearest][0] < start
        numbered = start - begun < 8 and _ITEM_NUMBER.fullmatch(paragraph, begun, stop)
        if not (quoted or numbered) and _may_start(paragraph, stop, start):
            starts.append(start)
            begun = start
    return starts


def _may_start(paragraph: str, stop: int, start: int) -> bool:
    """Tell whether the text before `stop` can end a sentence and that from `start` begin one."""
    at = start
    while at < len(paragraph) and (paragraph[at].isspace() or paragraph[at] in MARKS):
        at += 1
    before, following = paragraph[max(0, stop - 8) : stop], paragraph[at : at + 12]
    if not following or following[0] in ",;:.!?…—–-/%&":
        return False
    if following[0].islower() and not following[1:2].isupper():  # but "iPhone" may begin one
        return False
    if before.endswith(("?", "!")) and paragraph[start - 1] in MARKS:
        return not _SAID.match(paragraph, at, at + 80)
    return not _is_abbreviation(before, following)


def _is_abbreviation(before: str, following: str) -> bool:
    """Tell whether the full stop at the end of `before` only shortens a word."""
    return bool(
        _NEVER_LAST.search(before)
        or (_LAST_INITIAL.search(before) and _INITIAL.match(following))
        or (_BEFORE_NUMBER.search(before) and following[0].isdigit())
        or (_CLOCK.search(before) and _ZONE.match(following))
    )
