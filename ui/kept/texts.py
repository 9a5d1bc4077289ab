"""Every sentence about kept conversations and feedback that a reader sees."""

from datetime import datetime
from pathlib import Path

from eval.feedback import Reason
from ui.texts import day

# The list
CONVERSATIONS = "Conversations"
CLOSE = "Close the list of conversations"
FIND = "Find conversations by their words"
FIND_HINT = "Words of a question or an answer"
NONE_YET = "No conversation is kept yet: ask something."
NONE_FOUND = "No conversation has all of these words."
RENAME = "Rename"
NAME = "Name"
SAVE_MARKDOWN = "Save as Markdown"
SAVE_JSON = "Save as JSON"
DELETE = "Delete …"
DELETE_FOR_GOOD = "Delete for good, with its feedback"
DELETED = "Deleted"
RENAMED = "Renamed"
SAVED = "Saved"
UNREACHABLE = "The page did not answer: is it still running?"

# Feedback
FEEDBACK = "Feedback on this answer"
GOOD = "Good answer"
BAD = "Not right"
WHY = "What is wrong?"
NO_REASON = "Choose, if you like"
OWN_WORDS = "In your own words"
SEND = "Send"
THANKS = "Kept, thank you"
SAY_WHY = "Kept: say why, if you like"
TAKEN_BACK = "Taken back"
REASONS = {
    Reason.SOURCE: "Wrong source",
    Reason.FIGURE: "Wrong figure",
    Reason.SPEAKER: "Speaker missing",
    Reason.SHOULD_REFUSE: "Should have said that the articles do not say",
    Reason.SHOULD_ANSWER: "Should have answered: the articles do say",
    Reason.OUT_OF_DATE: "Out of date",
    Reason.OTHER: "Something else",
}

# What goes wrong
NO_COOKIE = "the browser sends back no cookie, by which it would be known again: allow cookies"
NO_SUCH_CONVERSATION = "this conversation is no longer kept"
NO_SUCH_TURN = "this answer is no longer kept, and so is nothing said of it"
UNREADABLE = "this cannot be read"
UNNAMED = "a conversation needs a name"
FAILED = "something went wrong inside Groundwire: the terminal it runs in says what"

LOCKED = "is locked by another program: close that, or wait"
READ_ONLY = "cannot be written: give rights to the file and its folder"
NOT_OPENED = "cannot be opened: see whether its folder is there and can be written"
DAMAGED = "is damaged, or holds something else: move it away, and a new one begins"
DISK_FULL = "cannot be written: is the disk full?"
OTHER_PROGRAM = "belongs to another program: name another file"
NEWER = "was written by a newer Groundwire: use that, or name another file"
MISSING = "is not there"


def unreadable_turn(id: int) -> str:
    """Say which answer is left out."""
    return f"answer {id} cannot be read (damaged, or of another version): it is left out, and kept"


def unreadable_rating(id: int) -> str:
    """Say which feedback is left out."""
    return f"the feedback on answer {id} cannot be read: it is left out, and kept"


def title(words: str) -> str:
    """Name a conversation for those who hear the page."""
    return f"More for “{words}”"


def about(last: datetime | None, turns: int) -> str:
    """Say when a conversation went on last, and how long it is."""
    when = day(last.astimezone().date() if last else None)
    return f"{when} · {turns} question{'' if turns == 1 else 's'}"


def older(count: int) -> str:
    """Say that not all are listed."""
    return f"{count:,} older: find them by their words."


def not_kept(why: str) -> str:
    """Say beside an answer that it will not be found again."""
    return f"Not kept: {why}."


def file_trouble(file: Path, what: str) -> str:
    """Say what is wrong with the file of conversations."""
    return f"the file of conversations {file} {what} (setting: conversations)"


def asked_on(when: datetime) -> str:
    """Say when a question was asked, in an export."""
    return f"Asked on {day(when.astimezone().date())}"
