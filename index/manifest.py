"""What an index was written with; it is opened and updated only with the same."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import IndexMismatchError, IndexStorageError
from index.embedder import Embedder
from index.passage import Chunking

FORMAT = 3
"""Raise it when readers, sentences, passages or the layout on disk change their result."""


class Manifest(BaseModel):
    """The record beside each index."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    model: str
    dimension: int
    max_words: int
    articles: int = 0
    passages: int = 0
    parts: dict[str, int] = {}
    """Sizes in bytes of the other files of the generation; see index/parts.py."""

    @classmethod
    def of(cls, embedder: Embedder, chunking: Chunking) -> "Manifest":
        """Return the manifest that these parts write, with nothing counted yet."""
        return cls(
            format=FORMAT,
            model=embedder.model,
            dimension=embedder.dimension,
            max_words=chunking.max_words,
        )

    def counting(self, articles: int, passages: int, parts: dict[str, int]) -> "Manifest":
        """Return the same with these counts and sizes."""
        counts = {"articles": articles, "passages": passages, "parts": parts}
        return self.model_copy(update=counts)

    def save(self, file: Path) -> None:
        """Write the manifest as JSON."""
        file.write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, file: Path) -> "Manifest":
        """Read a manifest. Raises IndexStorageError if it is damaged."""
        try:
            return cls.model_validate_json(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, ValidationError) as error:
            raise IndexStorageError(
                f"the index's manifest {file} cannot be read: write the index anew with "
                "groundwire index --rebuild"
            ) from error

    def require(self, model: str, chunking: Chunking, place: object) -> None:
        """Raise IndexMismatchError, naming both sides, unless the settings are the same."""
        self._compare("format", FORMAT, place)
        self._compare("model", model, place)
        self._compare("max_words", chunking.max_words, place)

    def require_dimension(self, dimension: int, place: object) -> None:
        """Raise IndexMismatchError unless vectors have `dimension`; asking it loads a model."""
        self._compare("dimension", dimension, place)

    def _compare(self, field: str, wanted: object, place: object) -> None:
        if (has := getattr(self, field)) != wanted:
            name = field.replace("_", " ")
            raise IndexMismatchError(
                f"the index at {place} was written with {name} {has!r}, but the settings say "
                f"{name} {wanted!r}: change the setting back, use another --index, or write it "
                "anew with groundwire index --rebuild"
            )


def require_whole(found: int, wanted: int, place: object) -> None:
    """Raise IndexStorageError unless a part of an index holds as many passages as it should."""
    if found != wanted:
        raise IndexStorageError(
            f"the index at {place} is damaged ({found} passages where {wanted} belong): write it "
            "anew with groundwire index --rebuild"
        )
