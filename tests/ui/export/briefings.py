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
