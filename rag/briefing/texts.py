"""Every sentence of its own that a briefing shows, and the questions that it puts."""

from collections.abc import Sequence
from datetime import date

from rag import messages
from rag.answer import CorpusSummary

EMPTY = "the topic is empty: name what the briefing is to be about"
DAYS = (
    "A remark, a position or a figure has the day on which it was said, where its source tells it, "
    "else the day of publication."
)
WITHHELD = messages.NOT_QUOTABLE
WORDED = (
    "Lines marked “reworded” are in a language model's words, each checked against what it cites; "
    "all others are their sources' own."
)
NOT_SHORTER = "what it wrote says no more briefly what they say"
UNSOUND = "its lines did not pass the check of the whole"


def not_all_worded(reason: str) -> str:
    """Say why a language model did not word all that it might have."""
    return f"The language model did not word the rest: {reason}."


def too_long(characters: int, most: int) -> str:
    """Say that the topic is too long."""
    return f"the topic has {characters} characters: name it in at most {most}"


def too_early(as_of: object, after: object) -> str:
    """Say that the filters want news later than the day from which the briefing looks back."""
    return f"the briefing looks back from {as_of}, but only news after {after} is let in"


def silent(topic: str, corpus: CorpusSummary) -> str:
    """Say that the articles hold nothing on the topic."""
    return (
        f"Nothing in the articles comes close to “{topic}”; other words for it may find more. "
        f"{messages.searched(corpus)}"
    )


def what_of(topic: str) -> str:
    """Ask the one question that a silent corpus leaves."""
    return f"What do the articles say about {topic}?"


def broad(topic: str) -> str:
    """Say what a briefing on a topic shows that names no subject."""
    return (
        f"“{topic}” names no subject, so this tells the newest of all articles searched. "
        "Name a person, a place or an event for more."
    )


def wide(articles: int) -> str:
    """Say that there is more than is shown."""
    return (
        f"Many articles speak of this topic; what is shown comes from the {articles} nearest to "
        "it. A narrower topic or dates show more."
    )


def dated(files: Sequence[str], day: date, by: str) -> str:
    """Say from what the year of the days of undated articles is known."""
    listed, one = " and ".join(files), len(files) == 1
    known = "its own text gives the year" if [by] == files else f"{by} tells the same of that day"
    told = "states no date; its news is" if one else "state no date; their news is"
    return f"{listed} {told} taken to be of {messages.days(day, day)}: {known}."


ASPECTS: tuple[tuple[str, str], ...] = (
    ("Who pays for {topic}?", r"pay|paid|fund|financ|money|budget|cost|donat"),
    ("How much does {topic} cost?", r"cost|price|billion|million|\$|€|£|budget|worth"),
    ("Who is in charge of {topic}?", r"charge|command|lead|head(?:s|ed)? |chair|co-pilot|run by"),
    ("When will {topic} begin?", r"begin|began|begun|start|launch|deploy|open|take effect|"
                                 r"come into force|struck|hit|occur|happen|took place"),
    ("How long will {topic} last?", r"last(?:s|ed|ing)?\b|end(?:s|ed)?\b|until|years|months|"
                                    r"weeks|permanent|duration|long-term|temporar"),
    ("How many people are affected by {topic}?", r"people|kill|dead|death|died|injur|wounded|"
                                                 r"affected|displaced|homeless|victim|resident"),
    ("What is the legal basis of {topic}?", r"legal|law|treat(?:y|ies)|constitution|court|mandate|"
                                            r"resolution|statut"),
    ("What do polls say about {topic}?", r"poll|survey|public opinion|voters"),
    ("What do critics say about {topic}?", r"critic|oppos|reject|condemn|against|denounc|warn|"
                                           r"accus|blam"),
    ("What caused {topic}?", r"caus|because|due to|led to|result of|blam|trigger|owing"),
)  # fmt: skip
"""What a reader asks of any topic, and the beginnings of words with which it would be answered."""
ASPECTS_OF_NAMES = tuple(each for each in ASPECTS if each[0].startswith("What do "))
"""What a reader asks of a person, a country or a company: nobody asks what caused Türkiye."""


def members(about: str, value: str) -> str:
    """Ask for the names behind a count: "Which countries are among the 26?"."""
    return f"Which {about} are among the {value}?"
