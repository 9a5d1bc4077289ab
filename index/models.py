"""Models loaded from disk, never from the network; what cannot be loaded is a ModelError."""

import json
import logging
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError, first_line

if TYPE_CHECKING:
    import torch
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from sentence_transformers import CrossEncoder

_PROMPTS = "config_sentence_transformers.json"
_SUPPORTED = re.compile(r"(?:entail|support|consistent|factual|grounded|attributable)", re.I)


def load_embedding(name: str, path: str, batch_size: int) -> "HuggingFaceEmbedding":
    """Return LlamaIndex's embedding over the sentence-transformers model at `path`.

    `path` is a folder or a name in the local hub cache; `name` is what messages call it. The
    model's own prompts for queries and documents are used, and bfloat16 where the processor
    multiplies it itself. Raises ModelError.
    """
    with _offline(name, "a sentence-transformers model"):
        from huggingface_hub.constants import HF_HUB_CACHE
        from llama_index.embeddings.huggingface import HuggingFaceEmbedding

        # Left out, LlamaIndex would look into a cache of its own.
        cache = os.environ.get("SENTENCE_TRANSFORMERS_HOME") or HF_HUB_CACHE
        prompts = _prompts(path, cache)
        texts = (prompts[key] for key in ("document", "passage", "corpus") if key in prompts)
        return HuggingFaceEmbedding(
            path,
            query_instruction=prompts.get("query"),
            text_instruction=next(texts, None),
            embed_batch_size=batch_size,
            cache_folder=cache,
            device="cpu",
            local_files_only=True,
            model_kwargs={"dtype": _number_type()},
        )


def load_cross_encoder(name: str) -> "CrossEncoder":
    """Return the CrossEncoder of that folder or name in the local hub cache.

    Raises ModelError, also for a model that was never trained to give a pair one score: the
    library would load that with random weights in place of those it lacks.
    """
    with _offline(name, "a sentence-transformers CrossEncoder"):
        model = _trained_cross_encoder(name)
        if model.num_labels != 1:
            raise ValueError(f"it gives {model.num_labels} scores for a pair, not one")
        return model


def load_entailment(name: str) -> "tuple[CrossEncoder, int]":
    """Return the CrossEncoder of that folder or name, and which of its labels is "supported".

    It may give one score, or a score for each of several labels: then one of them is called
    entailment, supported, consistent or the like, or there are two and the second is taken.
    Raises ModelError, also if there is no such label.
    """
    with _offline(name, "a sentence-transformers CrossEncoder"):
        model = _trained_cross_encoder(name)
        labels = getattr(model.config, "id2label", None) or {}
        names = [str(labels.get(at, "")) for at in range(model.num_labels)]
        means = [at for at, label in enumerate(names) if _SUPPORTED.match(label)]
        if not means and model.num_labels > 2:
            raise ValueError(f"none of its labels means supported: {', '.join(names)}")
        return model, means[0] if means else model.num_labels - 1


def _trained_cross_encoder(name: str) -> "CrossEncoder":
    from sentence_transformers import CrossEncoder

    logging.disable(logging.WARNING)  # what is wrong is said in one line
    try:
        model: CrossEncoder = CrossEncoder(name, device="cpu", local_files_only=True)
    finally:
        logging.disable(logging.NOTSET)
    trained = getattr(model.config, "architectures", None) or ()
    if type(model.transformers_model).__name__ not in trained:
        raise ValueError("it was not trained to score pairs of texts")
    return model


def model_name(model: str) -> str:
    """Return the name to record for a model setting: absolute for a folder, else as it is."""
    try:
        path = Path(model).expanduser()
        return str(path.resolve()) if path.is_dir() else model
    except (OSError, RuntimeError, ValueError):  # no such user, too long, a NUL: no folder
        return model


@contextmanager
def _offline(name: str, kind: str) -> Iterator[None]:
    if name.startswith(("/", "~", ".")) and not Path(name).is_dir():
        raise ModelError(f"model folder {name} does not exist: give another, or none")
    # The hub is never asked: these must be set before huggingface_hub is first imported.
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    except Exception as error:  # whatever the libraries raise, it means: not this model
        raise ModelError(
            f"model {name!r} cannot be loaded ({first_line(error)}): give the folder of {kind}, "
            "or leave the setting out"
        ) from error


def _prompts(path: str, cache: str) -> dict[str, str]:
    # LlamaIndex puts prompts of its own, mostly empty, in place of those the model has.
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.util import load_file_path

    owned = f"{SentenceTransformer.default_huggingface_organization}/{path}"
    for name in (path,) if "/" in path else (owned, path):
        file = load_file_path(name, _PROMPTS, cache_folder=cache, local_files_only=True)
        if file:
            prompts: dict[str, str] = json.loads(Path(file).read_text("utf-8")).get("prompts", {})
            return prompts
    return {}


def _number_type() -> "torch.dtype":
    import torch

    able = torch.cpu.get_capabilities()
    native = any(able.get(name) for name in ("amx_bf16", "avx512_bf16"))
    return torch.bfloat16 if native else torch.float32
