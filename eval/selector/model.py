"""The selector while it is trained: all-MiniLM-L6-v2 and one linear layer, in PyTorch."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from eval.selector.examples import Example
from index.weights import bundled_weights
from rag.selector import LogOdds, load_tokenizer

_AT_ONCE = 128


class SelectorModel(nn.Module):
    """Scores pairs of question and text: shape (pairs,)."""

    def __init__(self) -> None:
        """Start from the weights of the default embedding model, with a new last layer."""
        from transformers import AutoModel

        super().__init__()
        self.body = AutoModel.from_pretrained(
            bundled_weights(), add_pooling_layer=False, attn_implementation="eager"
        )
        self.head = nn.Linear(self.body.config.hidden_size, 1)
        for parameter in self.body.embeddings.parameters():
            parameter.requires_grad_(False)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        """Return the scores of a batch of token ids, each argument of shape (pairs, tokens)."""
        states = self.body(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1)
        scored: torch.Tensor = self.head(mean).squeeze(-1)
        return scored


def load_model(file: Path) -> SelectorModel:
    """Return the model whose weights were written to `file` in training."""
    model = SelectorModel()
    model.load_state_dict(torch.load(file, weights_only=True))
    return model.eval()


def encode(questions: Sequence[str], texts: Sequence[str]) -> dict[str, torch.Tensor]:
    """Return the token ids of the pairs, as the selector in use reads them."""
    encoded = _tokenizer().encode_batch(list(zip(questions, texts, strict=True)))
    return {
        "input_ids": torch.tensor([each.ids for each in encoded]),
        "attention_mask": torch.tensor([each.attention_mask for each in encoded]),
        "token_type_ids": torch.tensor([each.type_ids for each in encoded]),
    }


def scores(model: SelectorModel, example: Example) -> LogOdds:
    """Return the model's score of each text of `example`."""
    found = np.zeros(len(example.texts), dtype=np.float32)
    by_length = np.argsort([len(text) for text in example.texts])
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for first in range(0, len(by_length), _AT_ONCE):
            rows = by_length[first : first + _AT_ONCE]
            texts = [example.texts[at] for at in rows]
            batch = encode([example.question] * len(texts), texts)
            found[rows] = model(**batch).float().numpy()
    return found


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    return load_tokenizer()
