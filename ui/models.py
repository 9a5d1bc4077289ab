"""The models that the settings name."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.embedder import Embedder
    from index.entailment import Entailment
    from index.reranker import Reranker
    from rag.llm.model import LanguageModel
    from rag.selector import Selector
    from ui.settings import Settings


def embedder_of(settings: "Settings") -> "Embedder":
    """Return the embedder, which is loaded when it is first needed."""
    from index.embedder import SentenceTransformerEmbedder
    from index.models import model_name

    return SentenceTransformerEmbedder(model_name(settings.model), settings.batch_size)


def reranker_of(settings: "Settings") -> "Reranker | None":
    """Return the reranker, loaded, if there is to be one. Raises ModelError if it cannot be."""
    if settings.reranker is None:
        return None
    from index.models import model_name
    from index.reranker import CrossEncoderReranker

    reranker = CrossEncoderReranker(model_name(settings.reranker))
    reranker.scores("Is it there?", ["It is."])  # else a served page would find out at a question
    return reranker


def selector_of(settings: "Settings") -> "Selector | None":
    """Return the selector, unless the settings leave it out; it is loaded when first needed."""
    from rag.selector import BUNDLED

    return BUNDLED if settings.selector else None


def checker_of(settings: "Settings") -> "Entailment | None":
    """Return the checking model, loaded, if there is to be one. Raises ModelError if it fails."""
    if settings.checker is None:
        return None
    from index.entailment import CrossEncoderEntailment
    from index.models import model_name

    checker = CrossEncoderEntailment(model_name(settings.checker))
    checker.probabilities([("It is.", "It is.")])  # else it would be found out at an answer
    return checker


def llm_of(settings: "Settings", *, count_tokens: bool = False) -> "LanguageModel | None":
    """Return the language model, if there is to be one; it is not asked yet.

    With `count_tokens` its server is asked to say how many tokens it took.

    Raises SettingsError if its settings cannot be.
    """
    if (endpoint := settings.endpoint) is None:
        return None
    from rag.llm.openai_like import OpenAILikeModel

    return OpenAILikeModel(endpoint, count_tokens=count_tokens)
