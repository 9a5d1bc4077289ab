"""What a language model is given to write from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.article import Article
from rag.answer import Answer, Citation, Statement
from rag.compose import cite, quoting
from rag.drafting.orders import orders_a_model
from rag.evidence import Evidence
from rag.reading import sentences_of
from rag.speakers import unnamed_speaker
from rag.verify.fault import Cited

_MOST = 6
"""Pieces of evidence: some 500 words with the rest of the prompt, which small models hold."""
_AROUND = 2  # sentences before and after a quote that say who "he" is


@dataclass(frozen=True, slots=True)
class Source:
    """One piece of evidence, as it is cited and as it is checked against."""

    citation: Citation
    """`n` is its number in the prompt."""
    cited: Cited
    verbatim: Statement
    """What stands in for a sentence that cites it and fails."""


def sources_of(
    answer: Answer, more: Sequence[Evidence], articles: Mapping[str, Article]
) -> list[Source]:
    """Return what `answer` cites, with its numbers, and after it the best of `more`.

    What gives orders to a model is left out.
    """
    found = list(answer.citations)
    for piece in more:
        if len(found) < _MOST and not any(_overlap(piece, citation) for citation in found):
            found.append(cite(len(found) + 1, piece))
    return [
        source_of(citation, articles[citation.article_id])
        for citation in found
        if not orders_a_model(citation.quote)
    ]


def source_of(citation: Citation, article: Article) -> Source:
    """Return `citation` of `article` as a source."""
    return Source(citation, beside_context(citation, article), quoting(citation, article))


def _overlap(piece: Evidence, citation: Citation) -> bool:
    same = piece.article.id == citation.article_id
    return same and piece.start < citation.end and citation.start < piece.end


def beside_context(citation: Citation, article: Article) -> Cited:
    """Return what `citation` of `article` quotes, as the check of a statement takes it.

    With it the sentences around, but for those that give orders to a model, and who speaks. Lines
    are joined as they are in statements, else a name at the end of one would seem another there.
    """
    sentences = sentences_of(article)
    before = [s for s in sentences if s.end <= citation.start][-_AROUND:]
    after = [s for s in sentences if s.start >= citation.end][:_AROUND]
    around = [article.text[sentence.start : sentence.end] for sentence in (*before, *after)]
    context = " ".join(sentence for sentence in around if not orders_a_model(sentence))
    speaker = unnamed_speaker(article, citation.start, citation.end)
    return Cited(" ".join(citation.quote.split()), context, speaker, citation.published)
