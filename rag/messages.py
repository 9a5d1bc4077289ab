"""Every sentence of its own that the assistant shows a reader."""

from datetime import date

from rag.answer import CorpusSummary

THE_CORPUS_DOES_NOT_SAY = "The corpus does not say."
NOTHING_FOUND = "Nothing in the articles searched bears on the question."
TOO_WEAK = "No sentence comes close enough to answering the question."
OTHER_DATES = "What the articles say of it is of other dates than the question asks about."
NOT_QUOTABLE = "The evidence found did not pass the check against its sources."


def unknown_names(names: tuple[str, ...]) -> str:
    """Say that no article mentions what the question is about."""
    listed = ", ".join(f"“{name}”" for name in names)
    return f"{listed} {'is' if len(names) == 1 else 'are'} not mentioned in any article."


def unresolved(pronoun: str) -> str:
    """Say that the question does not tell who it is about."""
    return f"It is not clear who “{pronoun}” is: name the person."


def searched(corpus: CorpusSummary) -> str:
    """Say what was searched: how many articles, and which days they cover."""
    count = f"Searched: {corpus.articles} article{'' if corpus.articles == 1 else 's'}"
    if corpus.oldest is None or corpus.newest is None:
        return f"{count}, none of them dated.{_left_out(corpus)}"
    if corpus.oldest == corpus.newest:
        return f"{count}, dated {_day(corpus.oldest)}.{_left_out(corpus)}"
    return f"{count}, dated {_day(corpus.oldest)} to {_day(corpus.newest)}.{_left_out(corpus)}"


def left_out(corpus: CorpusSummary) -> str:
    """Say how many articles a date left out that have none; nothing if there is none."""
    n = corpus.undated_left_out
    return f"{n:,} without a date {'was' if n == 1 else 'were'} left out." if n else ""


def _left_out(corpus: CorpusSummary) -> str:
    return f" {said}" if (said := left_out(corpus)) else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
