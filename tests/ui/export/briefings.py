"""Briefings for tests, made by hand."""

from datetime import date

from rag.answer import (
    Citation,
    CorpusSummary,
    Disagreement,
    DisputedValue,
    Speaker,
    Support,
)
from rag.briefing.briefing import (
    Briefing,
    Event,
    Figure,
    Gap,
    Line,
    Position,
    Remark,
    Remarks,
    Stand,
)

LINKS = {"ferry": "https://example.org/news/ferries?from=home", "board": "javascript:alert(1)"}
BERG = Speaker("Ada Berg", "Minister of Ferries")


def citation(n: int, quote: str, **known: object) -> Citation:
    fields: dict[str, object] = {
        "file": "ferry.md",
        "article_id": "ferry",
        "title": "Nine ferries for Bergen",
        "outlet": "Fjord Weekly",
        "published": date(2025, 9, 4),
        "start": 0,
        "end": len(quote),
    }
    return Citation(n=n, quote=quote, **(fields | known))  # type: ignore[arg-type]


def board(n: int, quote: str, **known: object) -> Citation:
    fields: dict[str, object] = {
        "file": "minutes/board.txt",
        "article_id": "board",
        "title": None,
        "outlet": None,
        "published": None,
    }
    return citation(n, quote, **(fields | known))


def empty(topic: str = "Ferries to Bergen", **parts: object) -> Briefing:
    fields: dict[str, object] = {
        "topic": topic,
        "made": date(2025, 9, 5),
        "corpus": CorpusSummary(5, date(2025, 3, 27), date(2025, 9, 5), 1),
        "reason": None,
        "bottom_line": (),
        "timeline": (),
        "remarks": (),
        "figures": (),
        "disagreements": (),
        "positions": (),
        "gaps": (),
        "citations": (),
    }
    return Briefing(**(fields | parts))  # type: ignore[arg-type]


def full() -> Briefing:
    """A briefing with something in each part; notes 1 and 3 are referred to more than once."""
    nine = "Nine ferries will sail to Bergen from Monday, the ministry said."
    ten = "The harbour board counts ten ferries, “and not one fewer”, in its minutes."
    never = "“Never before have so many sailed,” Ms Berg said in a video message."
    march = "In March the minister held that seven ferries were enough."
    strike = "The crews struck on Thursday over the timetable."
    opened = "The new quay was opened between 1 and 3 August 2025."
    video = Speaker("Ada Berg", "Minister of Ferries", "in a video message")
    return empty(
        bottom_line=(
            Line(nine, (1,)),
            Line("Seven were held to be enough in March.", (2, 3), Support.VERIFIED, BERG),
        ),
        timeline=(
            Event(date(2025, 8, 1), date(2025, 8, 3), "", Line(opened, (4,))),
            Event(date(2025, 9, 4), date(2025, 9, 4), "Monday", Line(nine, (1,))),
            Event(None, None, "on Thursday", Line(strike, (5,))),
        ),
        remarks=(
            Remarks(
                BERG,
                (
                    Remark(date(2025, 9, 4), Line(never, (6,), speaker=video)),
                    Remark(None, Line(march, (3,), Support.UNVERIFIED)),
                ),
            ),
        ),
        figures=(Figure("ferries to Bergen", "nine", date(2025, 9, 4), Line(nine, (1,))),),
        disagreements=(
            Disagreement(
                "ferries to Bergen", (DisputedValue("nine", (1,)), DisputedValue("ten", (2,)))
            ),
        ),
        positions=(
            Position(
                "Ada Berg",
                (Stand(date(2025, 3, 27), Line(march, (3,))), Stand(None, Line(never, (6,)))),
            ),
        ),
        gaps=(Gap("What does a ticket cost?", "No article gives a price."),),
        notes=("Built of the sources' own sentences, without a language model.",),
        citations=(
            citation(1, nine, also_in=("Coast Daily", "Harbour Post")),
            board(2, ten),
            citation(3, march, published=date(2025, 3, 27), article_id="march", file="march.md"),
            citation(4, opened),
            citation(5, strike),
            citation(6, never),
        ),
    )


HOSTILE = (
    "<script>document.title = 'owned'</script><img src=x onerror=alert(1)>",
    "![picture](http://evil.example/x.png) [click](javascript:alert(2)) [^1] [^evil]: note",
    r"\input{/etc/passwd} \write18{id} $x^2$ `=html` {=openxml} {{ 7 * 7 }} {% raw %}",
    '#include "/etc/passwd" #read("/etc/passwd") #{1 + 1} @cite //no <label> = Not a heading',
    "1. not a list | not a cell | **not bold** _nor slanted_ ~~nor struck~~ &amp; &lt; --- # x",
    "- http://bare.example/a www.bare.example me@bare.example <http://bracket.example>",
    "bell\x07 null\x00 escape\x1b[31m\r\nline\u2028break\ud800 \ufffe \u202etxt.exe\u2066",
    "İstanbul'da ığüşöç – Київ, ыэъ – שלום עולם – مرحبا – 🚢🇳🇴 – 東京",
)


def hostile() -> Briefing:
    """A briefing all of whose words mean something in one of the formats, or steer."""
    said, every, told = [], [], len(HOSTILE)
    for n, words in enumerate(HOSTILE, 1):
        speaker = Speaker(words, words, words)
        said.append(Line(words, (n,), speaker=speaker))
        known = {"title": words, "outlet": words, "file": words, "also_in": (words,)}
        every.append(citation(n, words, article_id=f"a{n}", **known))
    lines = tuple(said)
    return empty(
        HOSTILE[0],
        reason=" ".join(HOSTILE),
        bottom_line=lines,
        timeline=tuple(Event(None, None, line.text, line) for line in lines),
        remarks=tuple(Remarks(Speaker(x.text, x.text), (Remark(None, x),)) for x in lines),
        figures=tuple(Figure(line.text, line.text, None, line) for line in lines),
        disagreements=(
            Disagreement(
                HOSTILE[4], tuple(DisputedValue(HOSTILE[n], (n + 1,)) for n in range(told))
            ),
        ),
        positions=tuple(Position(line.text, (Stand(None, line),)) for line in lines),
        gaps=tuple(Gap(words, words) for words in HOSTILE),
        notes=HOSTILE,
        citations=tuple(every),
    )


def endless() -> Briefing:
    """A briefing of an article that is one line of a megabyte."""
    words, run = "many words " * 100_000, "x" * 1_000_000
    return empty(
        run,
        bottom_line=(Line(words, (1,)), Line(run, (2,))),
        citations=(citation(1, words, title=run), citation(2, run, outlet=words, file=run)),
    )
