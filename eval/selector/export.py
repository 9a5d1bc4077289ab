"""From the trained selector to int8 ONNX."""

import hashlib
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from eval.selector.model import SelectorModel, encode


def export(model: SelectorModel, file: Path) -> str:
    """Write `model` to `file` with weights as int8 (dynamic quantisation); return its SHA-256.

    Each column of a matrix has a scale of its own, which halves the error of the scores.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    example = encode(["Who?", "Where?"], ["A sentence.", "Another sentence, longer than that."])
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        with warnings.catch_warnings():
            # It warns of itself: the quantiser cannot read the shapes that the newer one writes.
            warnings.simplefilter("ignore")
            torch.onnx.export(
                model.eval(),
                tuple(example.values()),
                whole,
                input_names=list(example),
                output_names=["scores"],
                dynamic_axes={name: {0: "pairs", 1: "tokens"} for name in example}
                | {"scores": {0: "pairs"}},
                dynamo=False,
            )
        quantize_dynamic(whole, file, weight_type=QuantType.QInt8, per_channel=True)
    return hashlib.sha256(file.read_bytes()).hexdigest()
