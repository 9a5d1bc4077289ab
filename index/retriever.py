"""The search as a LlamaIndex retriever, for applications built on LlamaIndex.

Nothing in Groundwire imports this module: LlamaIndex takes seconds to import.
"""

import asyncio
from typing import Any

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    QueryBundle,
    RelatedNodeInfo,
    TextNode,
)

from index.filters import Filters
from index.preference import Preference
from index.search import Hit, Index

_NOT_FOR_MODELS = ["article_id", "file", "url", "similarity"]
"""Metadata that a prompt or an embedding of a node goes without."""


class GroundwireRetriever(BaseRetriever):
    """Searches an index; each node is a passage found.

    A node's text is `Article.text` from `start_char_idx` to `end_char_idx`. Its id is made of the
    article's id and these offsets, so that it is the same as long as the article is; its source
    node is the article. Its metadata are `article_id`, `file`, `similarity` (a cosine), and what
    the article states of `title`, `outlet`, `published` (YYYY-MM-DD), `url` and `authors` (a
    list); what it does not state is left out. It carries no embedding.
    """

    def __init__(
        self,
        index: Index,
        k: int = 10,
        filters: Filters | None = None,
        prefer: Preference = Preference(),  # noqa: B008 -- frozen
    ) -> None:
        """Return the best `k` passages of `index`, with `filters` and `prefer` at each query."""
        super().__init__()
        self._index = index
        self._k = k
        self._filters = filters
        self._prefer = prefer

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        hits = self._index.search(query_bundle.query_str, self._k, self._filters, self._prefer)
        return [NodeWithScore(node=_node(hit), score=hit.score) for hit in hits]

    async def _aretrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return await asyncio.to_thread(self._retrieve, query_bundle)


def _node(hit: Hit) -> TextNode:
    article, passage = hit.article, hit.passage
    return TextNode(
        id_=f"{article.id}:{passage.start}-{passage.end}",
        text=article.text[passage.start : passage.end],
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata=_metadata(hit),
        excluded_llm_metadata_keys=_NOT_FOR_MODELS,
        excluded_embed_metadata_keys=_NOT_FOR_MODELS,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=article.id)},
    )


def _metadata(hit: Hit) -> dict[str, Any]:
    article = hit.article
    known = {
        "article_id": article.id,
        "file": article.file,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "authors": list(article.authors) or None,
        "similarity": hit.similarity,
    }
    return {key: value for key, value in known.items() if value is not None}
