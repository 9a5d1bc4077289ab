import hashlib
from pathlib import Path

import pytest

from corpus.errors import ModelError
from index.weights import bundled_weights, verify


def test_the_bundled_weights_are_the_published_ones() -> None:
    assert (bundled_weights() / "model.safetensors").is_file()


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(b"genuine")
    digest = hashlib.sha256(b"genuine").hexdigest()
    verify(file, digest)

    file.write_bytes(b"Genuine")

    with pytest.raises(ModelError, match="altered"):
        verify(file, digest)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"gone\.safetensors"):
        verify(tmp_path / "gone.safetensors", "0")
