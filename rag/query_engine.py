"""The assistant as a LlamaIndex query engine, for applications built on LlamaIndex.

Nothing in Groundwire imports this module: LlamaIndex takes seconds to import.
"""

import asyncio
from typing import Any

from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.schema import NodeRelationship, NodeWithScore, RelatedNodeInfo, TextNode

from rag.answer import Answer, Citation
from rag.assistant import Assistant

_NOT_FOR_MODELS = ["article_id", "file", "start", "end", "n"]
"""Metadata that a prompt or an embedding of a node goes without."""


class GroundwireQueryEngine(CustomQueryEngine):
    """Answers as the assistant does, checks and refusals included.

    The response's text is `Answer.text`, markers and all; in front of a refusal stands that the
    corpus does not say. Its source nodes are the citations, in their order: the text is the quote,
    the metadata are `n` (its marker), `article_id`, `file`, `start`, `end` (offsets into the
    article's text) and what the article states of `title`, `outlet` and `published` (YYYY-MM-DD).
    Its metadata are those of `Answer.to_dict()` that it does not hold itself: `status`, `reason`,
    `statements`, `notes` and so on.
    """

    assistant: Assistant

    def custom_query(self, query_str: str) -> Response:
        """Answer `query_str`. Raises SettingsError if it is empty or too long."""
        answer = self.assistant.ask(query_str)
        return Response(
            answer.text,
            source_nodes=[NodeWithScore(node=_node(citation)) for citation in answer.citations],
            metadata=_metadata(answer),
        )

    async def acustom_query(self, query_str: str) -> Response:
        """Answer `query_str` without holding up the event loop."""
        return await asyncio.to_thread(self.custom_query, query_str)


def _metadata(answer: Answer) -> dict[str, Any]:
    held = {"text", "citations"}
    return {key: value for key, value in answer.to_dict().items() if key not in held}


def _node(citation: Citation) -> TextNode:
    known = {
        "n": citation.n,
        "article_id": citation.article_id,
        "file": citation.file,
        "start": citation.start,
        "end": citation.end,
        "title": citation.title,
        "outlet": citation.outlet,
        "published": citation.published.isoformat() if citation.published else None,
    }
    return TextNode(
        id_=f"{citation.article_id}:{citation.start}-{citation.end}",
        text=citation.quote,
        start_char_idx=citation.start,
        end_char_idx=citation.end,
        metadata={key: value for key, value in known.items() if value is not None},
        excluded_llm_metadata_keys=_NOT_FOR_MODELS,
        excluded_embed_metadata_keys=_NOT_FOR_MODELS,
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=citation.article_id)},
    )
