"""Every sentence of its own that the page shows a reader."""

from collections.abc import Sequence
from datetime import date

from corpus.article import Article
from rag import messages
from rag.answer import Citation, CorpusSummary
from rag.briefing.briefing import Length
from rag.dates_in_text import names_month
from ui.facets import Histogram
from ui.markup import clip

NAME = "Groundwire"

# The page: its parts
CONVERSATION = "Conversation"
QUESTION = "Question"
QUESTION_HINT = "Ask about the articles, in English …"
ASK = "Ask"
ASKED_NEXT = "Asked next"
NEXT_QUESTION = "Next:"
TAKE_BACK = "Take back"
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
BEGIN = "These articles answer, for example:"
GO_ON = "The same articles also answer:"
NO_SOURCE = "Choose a number such as [1] in an answer to read its source here."

# The page: in and around an answer
SEARCHING = "Searching the articles …"
DRAFT = "Draft, not checked yet"
REWORDED = "reworded"
VERBATIM, CHECKED, REPLACED, UNVERIFIED = "verbatim", "checked", "replaced", "unverified"
VERDICTS = {
    VERBATIM: "word for word its source’s",
    CHECKED: "put in other words, and checked against its source",
    REPLACED: "its source’s own words, in place of a sentence that failed the check",
    UNVERIFIED: "could not be confirmed in its source",
}
ALL_VERBATIM = "Every sentence is word for word its source’s."
VALUE = "Value"
OUTLET = "Outlet"
DATE = "Date"
COPY = "Copy with citations"
COPIED = "Copied as Markdown"
NOT_COPIED = "The browser does not let the page copy: select the text instead"
SKIP = "Skip to the question"
PROBLEM = "This question could not be answered."
INTERNAL_ERROR = (
    "Something went wrong inside Groundwire: ask again, and if it happens again, look at the "
    "terminal it runs in for what to report"
)
UNDATED = "undated"
NO_YEAR, NO_DATE = "year not given", "date not given"

# The page: filters
FILTERS = "Filters"
FILTERS_GONE = "No longer in the corpus, so no longer chosen:"
FROM = "From"
TO = "To"
AS_OF = "As of"
AS_OF_HINT = (
    "The day to look back from: “last week” counts from it, and what came later is used only if "
    "nothing before answers"
)
OUTLETS = "Outlets"
ARTICLES = "Articles"
NARROW = "Type to narrow the list"
CLEAR = "Clear filters"
OR_UNDATED = ", or undated"
FILTERS_UNREADABLE = (
    "the filters cannot be read: give dates as 2025-09-05, outlets and articles by name"
)

# The page: the corpus tab
ASK_TAB = "Ask"
CORPUS = "Corpus"
SEARCH_CORPUS = "Find articles by words of title, outlet or file"
COLUMNS = {
    "title": "Title", "outlet": "Outlet", "published": "Published", "passages": "Passages",
}  # fmt: skip
SAME_STORY = "same story"
NO_ARTICLE_FOUND = "No article has all of these words in its title, outlet or file name."
PAGES = "Pages of the table"
PREVIOUS = "Previous"
NEXT = "Next"
NO_ARTICLES = "no articles yet"
OF_ANOTHER_SITE = (
    "another web site may not ask this for you; if it is this page behind a proxy, add its name to "
    "the setting hostnames"
)

# The page: the briefing tab
TOPIC = "Topic"
TOPIC_HINT = "A person, a place, an event …"
LENGTH = "Length"
LENGTHS = {Length.SHORT: "Short", Length.FULL: "Full"}
BUILD = "Build the briefing"
BRIEFING_HINT = (
    "Name a topic, and get one page or two on what the articles hold: the bottom line, what "
    "happened when, who said what, figures, where sources differ, and what the articles do not "
    "say. Each sentence keeps its source, here and in the file that you download."
)
BRIEFING_STEPS = {
    "search": "Searching the articles",
    "read": "Reading what was found",
    "choose": "Choosing what to tell",
    "ask": "Asking what the articles leave open",
    "check": "Checking each sentence",
    "word": "Wording it with the language model",
    "write": "Writing the files",
}
DOWNLOAD = "Download"
FORMATS = {"md": "Markdown", "docx": "Word", "pdf": "PDF", "html": "HTML"}

# The page: the source reader
ORIGINAL = "Original article"
BACK = "Back to the answer"
SOURCE_CHANGED = (
    "This article has changed, or left the index, since the answer was written. The sentence "
    "cited was:"
)
SOURCE_FORGOTTEN = "The page was restarted and no longer holds this answer: ask the question again."

# The API
ARGUMENTS = {
    "question": "a question as text",
    "query": "words to search for as text",
    "article": "the id of an article, or the name of its file, as text",
    "after": "a day such as 2025-09-05",
    "before": "a day such as 2025-09-05",
    "as_of": "a day such as 2025-09-05",
    "outlets": "a list of at most 100 names",
    "history": "a list of at most 100 earlier questions, oldest first",
    "limit": "a whole number from 1 to 50",
    "start": "a whole number from 0 on",
    "characters": "a whole number from 1 to 1000000",
}

MCP_MISSING = (
    "--mcp needs the package mcp, which is not installed: "
    "install it with .venv/bin/pip install -e '.[mcp]'"
)

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
    count = _articles(corpus.articles)
    if not corpus.articles:
        return NO_ARTICLES
    if corpus.oldest is None or corpus.newest is None:
        return f"{count}, {UNDATED}"
    if corpus.oldest == corpus.newest:
        return f"{count}, {day(corpus.oldest)}"
    return f"{count}, {day(corpus.oldest)} to {day(corpus.newest)}"


def day(published: date | None) -> str:
    """Return "4 September 2025", or that there is no date."""
    return f"{published.day} {published:%B %Y}" if published else UNDATED


def day_of(citation: Citation) -> str:
    """Return when what is cited was published; of an undated article, of which day its news is."""
    return f"{UNDATED}, news of {day(citation.news)}" if citation.news else day(citation.published)


def looks_back(made: date) -> str:
    """Say from which day a reader or a briefing looks back: "As of 5 September 2025"."""
    return f"As of {day(made)}"


def was_searched(corpus: CorpusSummary) -> str:
    """Say what a briefing was made from: "Searched: 5 articles, 27 March to 5 September 2025"."""
    left_out = messages.left_out(corpus).removesuffix(".")
    return f"Searched: {indexed(corpus)}{f' ({left_out})' if left_out else ''}"


def event_days(first: date | None, last: date | None, words: str) -> str:
    """Say when something happened; if that is not known, in the words of the source."""
    if first or last:
        return messages.open_days(first, last)
    if not words:
        return UNDATED
    return f"“{words}”, {NO_YEAR if names_month(words) else NO_DATE}"


def notes_shown(numbers: Sequence[int]) -> str:
    """Name the notes that are of one article: "notes 1, 3"."""
    return f"note{'' if len(numbers) == 1 else 's'} {', '.join(map(str, numbers))}"


def note_mark(n: int) -> str:
    """Name a reference to a note, for those who hear the page."""
    return f"Note {n}"


def back_to(n: int, place: int) -> str:
    """Name the way back from a note, for those who hear the page."""
    return f"Back to place {place} of note {n}"


def briefing_ready(citations: int) -> str:
    """Say that a briefing is on the page, for those who hear it."""
    return f"The briefing is ready, with {citations:,} note{'' if citations == 1 else 's'}."


def source_name(citation: Citation) -> str:
    """Return the outlet, or the file's name where none is stated."""
    return citation.outlet or citation.file


def understood_as(question: str) -> str:
    """Say how a question was made whole."""
    return f"understood as: {question}"


def times_and_sources(line: str) -> str:
    """Say how the dates and the outlets of a question were understood."""
    return f"understood: {line}"


def waiting(before: int) -> str:
    """Say how many questions are answered before one that waits: "3 questions before yours"."""
    if not before:
        return "Waiting: yours is the next question …"
    return f"Waiting: {before:,} question{'' if before == 1 else 's'} before yours …"


def within(conditions: str) -> str:
    """Say on an answer which filters it was asked with."""
    return f"searched only: {conditions}"


def dates_chosen(after: date | None, before: date | None) -> str:
    """Say which publication dates are asked for: "1 to 30 September 2025"."""
    return messages.open_days(after, before)


def dates_crossed(after: date, before: date) -> str:
    """Say that the dates are in the wrong order."""
    return f"From {day(after)} is later than to {day(before)}: swap them or clear one."


def articles_left(left: int, all_of_them: int, undated_left_out: int = 0) -> str:
    """Say in how many articles is searched."""
    out = f", {undated_left_out:,} undated left out" if undated_left_out else ""
    if left == all_of_them:
        return f"Searches all {_articles(left)}" if left != 1 else "Searches 1 article"
    if not left:
        return f"No article is left{out}: widen the filters or clear them."
    return f"Searches {left:,} of {_articles(all_of_them)}{out}"


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


def with_undated(count: int) -> str:
    """Offer to keep the undated when a date is asked for."""
    return f"and the {count:,} undated"


def narrow(name: str) -> str:
    """Name the box that narrows a list."""
    return f"Narrow the list: {name}"


def drop(condition: str) -> str:
    """Name the button that drops a condition."""
    return f"Drop the filter {condition}"


def articles_gone(count: int) -> str:
    """Count articles that are no longer there."""
    return _articles(count) if count != 1 else "1 article"


def more(count: int) -> str:
    """Say that there are more conditions than are shown."""
    return f"and {count:,} more"


def about(article: Article) -> str:
    """Return outlet and date of an article, as far as known."""
    return ", ".join(filter(None, (article.outlet, day(article.published))))


def bar(first: date, last: date, articles: int) -> str:
    """Say what one bar of the histogram stands for."""
    return f"{messages.days(first, last)}: {_articles(articles)}"


def histogram_in_words(histogram: Histogram) -> str:
    """Tell the histogram to those who do not see it."""
    bins = [each for each in histogram.bins if each.articles]
    listed = "; ".join(bar(each.first, each.last, each.articles) for each in bins)
    return f"Articles per {histogram.unit}. {listed}"


def ask_without(words: str) -> str:
    """Offer to ask again without what was understood of time or source."""
    return f"ask without “{words}”"


def differ_about(about: str) -> str:
    """Head the table of values that sources give for one thing."""
    return f"{messages.SOURCES_DIFFER} {about}"


def listed(found: int, articles: int, page: int, pages: int) -> str:
    """Caption the table of articles."""
    count = _articles(articles) if found == articles else f"{found:,} of {_articles(articles)}"
    return count if pages == 1 else f"{count}, page {page:,} of {pages:,}"


def page_of(page: int, pages: int) -> str:
    """Say which page of the table is shown."""
    return f"Page {page:,} of {pages:,}"


def also_in(outlets: Sequence[str]) -> str:
    """Name the other outlets with the same text."""
    return f"also in {', '.join(outlets)}"


def citation(cited: Citation, source: str) -> str:
    """Name a citation for those who hear the page."""
    return f"Citation {cited.n}: {source}, {day_of(cited)}"


def goes_on_before(characters: int) -> str:
    """Say that the start of a long article is not shown."""
    return f"… the article begins {characters:,} characters earlier"


def goes_on_after(characters: int) -> str:
    """Say that the end of a long article is not shown."""
    return f"… the article goes on for {characters:,} characters"


def argument_refused(name: str, given: object) -> str:
    """Say that an argument of the API cannot be taken, and what can."""
    return f"{name} {clip(repr(given))} cannot be taken: give {ARGUMENTS[name]}"


def several_articles(name: str, count: int, ids: str) -> str:
    """Say that a file holds more than one article."""
    return f"{name!r} holds {count:,} articles: name one by its id ({ids})"


def no_endpoint(name: str) -> str:
    """Say that the API has no such endpoint."""
    return f"there is no endpoint {clip(name)!r}: ask, search and article are there"


def mcp_failed(found: str) -> str:
    """Say that the MCP server could not be made."""
    return f"the MCP server could not be made ({found}): serve without --mcp, and report this"


def served_at(url: str, tools: str | None) -> str:
    """Say where the page is, and its tools if there are any."""
    also = f", its MCP tools at {tools}" if tools else ""
    return f"Groundwire is at {url}{also} (stop it with Ctrl+C)"


def not_of_this_page(host: str) -> str:
    """Say that a request is for another site by its name."""
    name = host.partition(":")[0][:100]
    return (
        f"{name!r} is no name of this page: open it by its IP address, or add the name to the "
        "setting hostnames"
    )


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
