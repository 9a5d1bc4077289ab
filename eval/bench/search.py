"""The search benchmark: every question through every system, over the same passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from corpus.errors import GroundwireError
from eval.bench.datasets import ConversationSet, DataSet, NewsSet
from eval.bench.indexing import Encode, Indexing, measured_index
from eval.bench.scores import DEPTH, Metrics, first_rank, holds, judged, silver
from eval.bench.systems import Contest, Question, System, filters_for
from index.embedder import Embedder
from index.filters import Filters
from index.passage import Chunking, Passage
from index.reranker import Reranker
from index.writer import Progress


@dataclass(frozen=True, slots=True)
class Setup:
    """What a benchmark runs with."""

    embedder: Embedder
    encode: Encode
    """The bare encoder of the same model."""
    chunking: Chunking
    sample: int
    """How many passages the bare encoder is timed on."""
    reranker: Reranker | None = None
    """What reorders what our search finds; the plain systems go without."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one system made of one question."""

    ms: float
    """The whole search, the question's embedding included."""
    rank: int | None = None
    """Of the first relevant passage (news, within the first 10) or article (conversations)."""
    metrics: Metrics | None = None
    """None for a system that is only timed."""
    refused: str | None = None
    """Why the question was not searched for, if so; it scores 0."""


@dataclass(frozen=True, slots=True)
class Record:
    """One question with its outcome by system."""

    id: str
    cluster: str
    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class SetResult:
    """Everything measured on one data set."""

    name: str
    kind: str
    articles: int
    passages: int
    skipped: tuple[str, ...]
    """Lines of the corpus that could not be read, with the reason."""
    unscored: int
    """Questions that nothing is known of, and that were left out."""
    indexing: Indexing | None
    """None if the index was there already."""
    filters: Mapping[str, tuple[Filters, float]]
    """Those that searches were timed under, with the share of passages they admit."""
    records: tuple[Record, ...]


def run_set(
    data: DataSet,
    place: Path,
    setup: Setup,
    progress: Progress = lambda step, done, total: None,
) -> SetResult:
    """Index `data` at `place` and search for its questions.

    Raises CorpusError if the corpus cannot be read, and what indexing and opening raise.
    """
    report, indexing = measured_index(
        place,
        data.corpus,
        setup.embedder,
        setup.encode,
        chunking=setup.chunking,
        sample=setup.sample,
        progress=progress,
    )
    contest = Contest(place, setup.embedder, setup.chunking, setup.reranker)
    try:
        records = _run(data, contest, progress)
        filters = filters_for(contest.index.articles)
        return SetResult(
            name=data.name,
            kind="news" if isinstance(data, NewsSet) else "conversations",
            articles=report.articles,
            passages=report.passages,
            skipped=tuple(map(str, report.skipped)),
            unscored=data.unscored,
            indexing=indexing,
            filters={name: (f, contest.admitted(f)) for name, f in filters.items()},
            records=records,
        )
    finally:
        contest.index.close()


def _run(data: DataSet, contest: Contest, progress: Progress) -> tuple[Record, ...]:
    systems = contest.systems(data)
    questions: Sequence[Question] = data.questions
    for system in systems.values():
        _time(contest, system, questions[0])  # whatever is loaded late is loaded now
    rankings: dict[str, list[list[Passage]]] = {name: [] for name in systems}
    outcomes: list[dict[str, Outcome]] = [{} for _ in questions]
    for done, question in enumerate(questions):
        # All systems take turns at each question: a machine that slows down slows all.
        for name, system in systems.items():
            found, outcomes[done][name] = _time(contest, system, question)
            rankings[name].append(found)
        progress("searching", done + 1, len(questions))
    for name, system in systems.items():
        if system.scored:
            scored = _score(data, contest, rankings[name])
            for outcome, (rank, metrics) in zip(outcomes, scored, strict=True):
                outcome[name] = replace(outcome[name], rank=rank, metrics=metrics)
    return tuple(Record(q.id, q.cluster, o) for q, o in zip(questions, outcomes, strict=True))


def _time(contest: Contest, system: System, question: Question) -> tuple[list[Passage], Outcome]:
    contest.forget()
    refused = None
    begin = perf_counter()
    try:
        found = list(system.search(question))
    except GroundwireError as error:  # one question that is not taken does not end the run
        found, refused = [], str(error)
    return found, Outcome((perf_counter() - begin) * 1000, refused=refused)


def _score(
    data: DataSet, contest: Contest, rankings: Sequence[Sequence[Passage]]
) -> list[tuple[int | None, Metrics]]:
    if isinstance(data, ConversationSet):
        return _score_articles(data, rankings)
    return [
        _score_passages(question.answer, contest, found[:DEPTH])
        for question, found in zip(data.questions, rankings, strict=True)
    ]


def _score_passages(
    answer: str, contest: Contest, found: Sequence[Passage]
) -> tuple[int | None, Metrics]:
    """Score passages by their text, and by text and title: both are read where one is shown."""
    rank = first_rank(holds(contest.text(passage), answer) for passage in found)
    shown = first_rank(
        holds(contest.text(passage), answer) or holds(contest.title(passage), answer)
        for passage in found
    )
    titled = {f"{name}, titled": silver(shown)[name] for name in ("hit@1", f"MRR@{DEPTH}")}
    return rank, silver(rank) | titled


def _score_articles(
    data: ConversationSet, rankings: Sequence[Sequence[Passage]]
) -> list[tuple[int | None, Metrics]]:
    """Score the articles, which are what is judged, each at its best passage's rank."""
    qrels = [data.qrels[question.id] for question in data.questions]
    articles = [list(dict.fromkeys(passage.article_id for passage in found)) for found in rankings]
    ranks = [
        first_rank(relevant.get(article, 0) > 0 for article in found)
        for relevant, found in zip(qrels, articles, strict=True)
    ]
    return list(zip(ranks, judged(articles, qrels), strict=True))
