"""Every sentence of its own that the assistant shows a reader."""

from collections.abc import Iterable, Sequence
from datetime import date

from rag.answer import CorpusSummary, Speaker, Understood

THE_CORPUS_DOES_NOT_SAY = "The corpus does not say."
SOURCES_DIFFER = "Sources differ:"
EARLIER = "Earlier:"
NEAREST = "Nearest to it:"
NOTHING_FOUND = "Nothing in the articles searched bears on the question."
NOTHING_INDEXED = "No article is indexed yet: put some in, then ask."
TOO_WEAK = "No sentence comes close enough to answering the question."
NO_FIGURE = "None of the sentences that come close gives such a figure."
ONLY_NAMES = "The articles speak of those named in the question, but say nothing of this."
NO_TIME = "None of the sentences that come close tells when that was or will be."
NO_NAMES = "None of the sentences that come close names them."
NO_HOLDER = "None of the sentences that come close names who that is."
UNSAID = "No sentence that comes close gives their words on this."
OTHER_DATES = "What the articles say of it is of other dates than the question asks about."
NOT_QUOTABLE = "The evidence found did not pass the check against its sources."
NOT_A_DATE = "the day of this event is not known here, so it was not used"


def unknown_names(names: Sequence[str], meant: Sequence[str] = ()) -> str:
    """Say that no article mentions what the question is about, and which names some do mention."""
    listed = ", ".join(f"“{name}”" for name in names)
    said = f"{listed} {'is' if len(names) == 1 else 'are'} not mentioned in any article."
    offered = " and ".join(f"“{name}”" for name in meant)
    return f"{said} Did you mean {offered}?" if meant else said


def unresolved(pronoun: str) -> str:
    """Say that the question does not tell what or whom it is about: a pronoun, or all of it."""
    if " " in pronoun:
        return f"“{pronoun}” does not say of what or whom it is asked: name it in the question."
    return f"It is not clear what or whom “{pronoun}” stands for: name it in the question."


def contradicted(premise: str) -> str:
    """Say that the sources deny what the question takes for granted."""
    return f"The sources contradict what the question takes for granted: “{premise}”."


def searched(corpus: CorpusSummary) -> str:
    """Say what was searched: how many articles, and which days they cover."""
    count = f"Searched: {corpus.articles} article{'' if corpus.articles == 1 else 's'}"
    if not corpus.articles:
        return f"{count}.{_left_out(corpus)}"
    if corpus.oldest is None or corpus.newest is None:
        return f"{count}, none of them dated.{_left_out(corpus)}"
    if corpus.oldest == corpus.newest:
        return f"{count}, dated {_day(corpus.oldest)}.{_left_out(corpus)}"
    return f"{count}, dated {_day(corpus.oldest)} to {_day(corpus.newest)}.{_left_out(corpus)}"


def left_out(corpus: CorpusSummary) -> str:
    """Say how many articles a date left out that have none; nothing if there is none."""
    n = corpus.undated_left_out
    return f"{n:,} without a date {'was' if n == 1 else 'were'} left out." if n else ""


def said_by(speaker: Speaker) -> str:
    """Name who says a statement: "— Ada Berg, ferry minister, in a video message"."""
    known = (speaker.name, speaker.role, speaker.occasion)
    return f"— {', '.join(part for part in known if part)}"


def same_story(articles: int, sources: int) -> str:
    """Say that there are fewer sources than articles cited; nothing if there are not."""
    if not 0 < sources < articles:
        return ""
    count = f"{sources} source{'' if sources == 1 else 's'}"
    return f"The {articles} articles cited count as {count}: reprints of one text count once."


def _left_out(corpus: CorpusSummary) -> str:
    return f" {said}" if (said := left_out(corpus)) else ""


def days(first: date, last: date) -> str:
    """Name a span of days: "27 March 2025", "1 to 30 September 2025", "3 May to 2 June 2025"."""
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    begin = f"{first.day} {first:%B}" if first.year == last.year else _day(first)
    return f"{begin} to {_day(last)}"


def open_days(first: date | None, last: date | None) -> str:
    """Name a span of days that may be open at one end: "up to 26 March 2025"."""
    if first and last:
        return days(first, last)
    return f"from {_day(first)} on" if first else f"up to {_day(last)}" if last else "any day"


def as_of(day: date) -> str:
    """Say of which day a fact is: "(as of 5 September 2025)"."""
    return f"(as of {_day(day)})"


def looking_back(day: date) -> str:
    """Say from which day the reader looks back."""
    return f"looking back from {_day(day)}"


def published_later(day: date) -> str:
    """Say that some of what is shown was not known on the day looked back from."""
    return f"Some of this was published after {_day(day)}: nothing from before answers by itself."


def no_such_outlet(name: str) -> str:
    """Say that the corpus has nothing of the outlet asked about."""
    return f"{name}, which is not in the corpus"


def named_in_texts(name: str, articles: int) -> str:
    """Say how many articles name the agency in their text."""
    return f"{name}, named in the text of {articles} article{'' if articles == 1 else 's'}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def understood_line(understood: Iterable[Understood]) -> str:
    """Say in one line how times and sources were understood: "dates: 1 to 30 September 2025"."""
    return "; ".join(f"{item.kind}: {item.text}" for item in understood)


def not_written(reason: str) -> str:
    """Say that the language model did not write this answer, and why."""
    return f"Quoted from the sources, without the language model: {reason}."


def replaced(faults: Iterable[str]) -> str:
    """Say on a statement that it stands in for a language model's, and what that one got wrong."""
    return f"In place of a sentence of the language model: {'; '.join(faults)}"


def unsupported(failed: int, all_of_them: int, replaced: int) -> str:
    """Say how many sentences of a language model failed, and what became of them."""
    was, dropped = "was" if failed == 1 else "were", failed - replaced
    if replaced and dropped:
        fate = f"were replaced by them or ({dropped}) left out"
    else:
        fate = f"{was} {'replaced by them' if replaced else 'left out'}"
    return (
        f"{failed} of {all_of_them} sentence{'' if all_of_them == 1 else 's'} of the language "
        f"model did not stand up to {'its' if failed == 1 else 'their'} sources and {fate}."
    )


def unknown_sources(numbers: Iterable[int], given: int) -> str:
    """Say which sources a language model cited that it had not been given."""
    listed = ", ".join(map(str, numbers))
    return f"The language model cited sources that there are not: {listed} (it was given {given})."


WRITTEN = "In a language model's words, each sentence checked against what it cites."
ORDERS = "what was found gives orders to a model"
DISPUTED = "they disagree, which their own words show best"
NO_SENTENCE_STOOD = "none of its sentences stood up to the sources"
WROTE_NOTHING = "it wrote nothing"
FOUND_NO_ANSWER = "it found no answer in them"
WOULD_NOT_ANSWER = "it would not answer"
ENDLESS = "it repeated itself or wrote without end"
UNFINISHED = "it was cut off before its first sentence ended"
CUT_OFF = "The language model was cut off: its last, unfinished sentence is left out."
