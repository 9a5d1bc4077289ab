"""One contract, held by the fake and by the real model."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from corpus.errors import ModelError
from index.embedder import (
    CachingEmbedder,
    Embedder,
    HashingEmbedder,
    PatientEmbedder,
    SentenceTransformerEmbedder,
    Vectors,
)
from index.models import model_name
from index.weights import bundled_weights


@pytest.fixture(scope="module", params=["hashing", "sentence-transformers"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "hashing":
        return HashingEmbedder()
    return SentenceTransformerEmbedder()


def test_vectors_have_unit_length_and_the_stated_dimension(embedder: Embedder) -> None:
    rows = embedder.embed(["A ceasefire.", "", "Ein Waffenstillstand — 停战"], kind="document")

    assert rows.shape == (3, embedder.dimension)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([], kind="query").shape == (0, embedder.dimension)


def test_what_is_alike_is_nearer_than_what_is_not(embedder: Embedder) -> None:
    query = embedder.embed(["Who pledged troops?"], kind="query")[0]
    near, far = embedder.embed(
        ["26 countries pledged troops.", "The recipe needs two eggs."], kind="document"
    )

    assert query @ near > query @ far


def test_the_order_of_texts_does_not_change_their_vectors(embedder: Embedder) -> None:
    texts = ["short", "a rather longer text about a summit in Paris " * 5]

    forward = embedder.embed(texts, kind="document")
    backward = embedder.embed(texts[::-1], kind="document")

    # In bfloat16, what a text is padded to changes its last digits.
    assert np.allclose(np.sum(forward * backward[::-1], axis=1), 1, atol=2e-3)


def test_each_text_gets_its_own_vector_however_many_are_embedded_at_once(
    embedder: Embedder,
) -> None:
    texts = ["The ferry to Voss " + "sails on " * (7 * n % 11) for n in range(11)]

    rows = embedder.embed(texts, kind="document")
    alone = np.vstack([embedder.embed([text], kind="document") for text in texts])

    assert np.allclose(np.sum(rows * alone, axis=1), 1, atol=2e-3)


def test_the_cache_answers_as_what_it_wraps_and_forgets_the_oldest() -> None:
    wrapped = HashingEmbedder()
    cache = CachingEmbedder(wrapped, most=2)
    asked: list[str] = []
    real = wrapped.embed
    wrapped.embed = lambda texts, *, kind: asked.extend(texts) or real(texts, kind=kind)  # type: ignore

    for texts in (["a", "b", "a"], ["b"], ["c"], ["a"]):
        assert np.array_equal(cache.embed(texts, kind="document"), real(texts, kind="document"))

    assert asked == ["a", "b", "c", "a"]
    assert cache.embed([], kind="query").shape == (0, wrapped.dimension)


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no-such-model"):
        SentenceTransformerEmbedder(str(tmp_path / "no-such-model")).embed(["a"], kind="query")


def test_a_folder_is_recorded_by_its_absolute_path(tmp_path: Path) -> None:
    assert model_name(str(tmp_path / ".." / tmp_path.name)) == str(tmp_path)
    assert model_name("all-MiniLM-L6-v2") == "all-MiniLM-L6-v2"


def test_vectors_are_nearly_those_of_the_model_in_full_precision() -> None:
    from sentence_transformers import SentenceTransformer

    texts = ["Ministers met in Oslo on Monday.", "Cod.", "The ferry to Bergen is late. " * 40]
    full = SentenceTransformer(str(bundled_weights()), device="cpu", local_files_only=True)

    exact = full.encode(texts, normalize_embeddings=True)

    found = SentenceTransformerEmbedder().embed(texts, kind="document")
    assert np.allclose(np.sum(found * exact, axis=1), 1, atol=2e-3)
    assert np.allclose(found @ found.T, exact @ exact.T, atol=1e-2)


@pytest.mark.parametrize("key", ["document", "passage"])
def test_a_model_s_own_prompts_are_put_before_queries_and_documents(
    tmp_path: Path, key: str
) -> None:
    own = tmp_path / "model"
    shutil.copytree(bundled_weights(), own)
    file = own / "config_sentence_transformers.json"
    config = json.loads(file.read_text(encoding="utf-8"))
    prompts = {"query": "asked: ", key: "told: "}
    file.write_text(json.dumps(config | {"prompts": prompts}), encoding="utf-8")
    plain, prompted = SentenceTransformerEmbedder(), SentenceTransformerEmbedder(str(own))

    for kind, prompt in (("query", "asked: "), ("document", "told: ")):
        found = prompted.embed(["cod"], kind=kind)[0]  # type: ignore[arg-type]
        expected, bare = plain.embed([f"{prompt}cod", "cod"], kind=kind)  # type: ignore[arg-type]
        assert found @ expected > 0.998
        assert found @ bare < 0.99


def test_a_folder_that_holds_no_model_is_named_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=str(tmp_path)) as refused:
        SentenceTransformerEmbedder(str(tmp_path)).embed(["a"], kind="query")

    assert "\n" not in str(refused.value)


def test_the_lengths_of_texts_do_not_change_whose_vector_is_whose() -> None:
    words = {"cod ": 1, "ministry ": 30, "violin ": 5, "snow ": 80, "bread ": 2}
    texts = [word * times for word, times in words.items()]
    embedder = SentenceTransformerEmbedder(batch_size=2)

    together = embedder.embed(texts, kind="document")

    alone = np.concatenate([embedder.embed([text], kind="document") for text in texts])
    assert np.argmax(together @ alone.T, axis=1).tolist() == [0, 1, 2, 3, 4]


def test_a_patient_embedder_gives_the_same_vectors_a_few_at_a_time() -> None:
    class Counting(HashingEmbedder):
        def embed(self, texts: Sequence[str], *, kind: Literal["query", "document"]) -> Vectors:
            sizes.append(len(texts))
            return super().embed(texts, kind=kind)

    sizes: list[int] = []
    texts = [f"text number {n}" for n in range(10)]
    patient = PatientEmbedder(Counting(), at_once=4)

    assert (
        patient.embed(texts, kind="document") == HashingEmbedder().embed(texts, kind="document")
    ).all()
    assert sizes == [4, 4, 2]
    assert patient.embed([], kind="document").shape == (0, patient.dimension)
