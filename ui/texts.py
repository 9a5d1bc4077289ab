"""Every sentence of its own that the page shows a reader."""

from collections.abc import Sequence
from datetime import date

from rag import messages
from rag.answer import CorpusSummary

NAME = "Groundwire"

# The page: its parts
CONVERSATION = "Conversation"
QUESTION = "Question"
QUESTION_HINT = "Ask about the articles …"
ASK = "Ask"
NEW_CONVERSATION = "New conversation"
SOURCES = "Sources"
SOURCE = "Source"

# The page: before the first question
WELCOME = "Ask about the articles."
WELCOME_DETAILS = (
    "Each sentence of an answer carries a number, such as [1]. Choose it, and the article opens "
    "with the sentence it rests on lit up.",
    "Where the articles do not hold the answer, you are told so.",
    "You can ask on: “And in September?” is understood from the question before it.",
)
NO_SOURCE = "Choose a number such as [1] in an answer to read its source here."

# The page: in and around an answer
SEARCHING = "Searching the articles …"
DRAFT = "Draft, not checked yet"
UNVERIFIED = "could not be confirmed in its source"
PROBLEM = "This question could not be answered."
INTERNAL_ERROR = (
    "Something went wrong inside Groundwire: ask again, and if it happens again, look at the "
    "terminal it runs in for what to report"
)
UNDATED = "undated"

# The page: the source reader
ORIGINAL = "Original article"
BACK = "Back to the answer"
SOURCE_CHANGED = (
    "This article changed or left the index while the answer was being written. The sentence "
    "cited was:"
)
SOURCE_FORGOTTEN = "The page was restarted and no longer holds this answer: ask the question again."

# Briefings, in every file format
BRIEFING = "Briefing"
BOTTOM_LINE = "Bottom line"
TIMELINE = "What happened"
REMARKS = "Who said what"
FIGURES = "Figures"
DIFFERENCES = "Where sources differ"
POSITIONS = "Positions and how they moved"
GAPS = "What the corpus does not say"
MAKING = "How this was made"
FIGURES_HEAD = ("Quantity", "Value", "As of", "Source")
DIFFERENCES_HEAD = ("What", "Value", "Source", "Published")


def indexed(corpus: CorpusSummary) -> str:
    """Say what is indexed: "5 articles, 27 March 2025 to 5 September 2025"."""
    count = f"{corpus.articles:,} article{'' if corpus.articles == 1 else 's'}"
    if corpus.oldest is None or corpus.newest is None:
        return f"{count}, {UNDATED}"
    if corpus.oldest == corpus.newest:
        return f"{count}, {day(corpus.oldest)}"
    return f"{count}, {day(corpus.oldest)} to {day(corpus.newest)}"


def day(published: date | None) -> str:
    """Return "4 September 2025", or that there is no date."""
    return f"{published.day} {published:%B %Y}" if published else UNDATED


def looks_back(made: date) -> str:
    """Say from which day a briefing looks back: "As of 5 September 2025"."""
    return f"As of {day(made)}"


def was_searched(corpus: CorpusSummary) -> str:
    """Say what a briefing was made from: "Searched: 5 articles, 27 March to 5 September 2025"."""
    left_out = messages.left_out(corpus).removesuffix(".")
    return f"Searched: {indexed(corpus)}{f' ({left_out})' if left_out else ''}"


def event_days(first: date | None, last: date | None, words: str) -> str:
    """Say when something happened; if that is not known, in the words of the source."""
    if first or last:
        return messages.open_days(first, last)
    return f"{UNDATED}: “{words}”" if words else UNDATED


def notes_shown(numbers: Sequence[int]) -> str:
    """Name the notes that are of one article: "notes 1, 3"."""
    return f"note{'' if len(numbers) == 1 else 's'} {', '.join(map(str, numbers))}"


def note_mark(n: int) -> str:
    """Name a reference to a note, for those who hear the page."""
    return f"Note {n}"


def back_to(n: int, place: int) -> str:
    """Name the way back from a note, for those who hear the page."""
    return f"Back to place {place} of note {n}"


def understood_as(question: str) -> str:
    """Say how a question was made whole."""
    return f"understood as: {question}"


def times_and_sources(line: str) -> str:
    """Say how the dates and the outlets of a question were understood."""
    return f"understood: {line}"


def also_in(outlets: Sequence[str]) -> str:
    """Name the other outlets with the same text."""
    return f"also in {', '.join(outlets)}"


def citation(n: int, source: str, published: date | None) -> str:
    """Name a citation for those who hear the page."""
    return f"Citation {n}: {source}, {day(published)}"


def goes_on_before(characters: int) -> str:
    """Say that the start of a long article is not shown."""
    return f"… the article begins {characters:,} characters earlier"


def goes_on_after(characters: int) -> str:
    """Say that the end of a long article is not shown."""
    return f"… the article goes on for {characters:,} characters"


def port_in_use(host: str, port: int) -> str:
    """Say that the port is taken, and which to try."""
    other = port + 1 if port < 65535 else port - 1
    return (
        f"port {port} on {host} is in use: choose another with --port, for example --port {other}"
    )


def port_forbidden(host: str, port: int) -> str:
    """Say that the system does not lend the port."""
    return (
        f"port {port} on {host} needs rights you do not have: choose one from 1024 on with --port"
    )


def host_unusable(host: str, found: str) -> str:
    """Say that the host is not an address of this computer."""
    return (
        f"host {host!r} cannot be served from ({found}): give an address of this computer with "
        "--host, for example --host 127.0.0.1"
    )
