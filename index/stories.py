"""The stories of a generation: kept beside its catalogue, and found only for what is new.

signatures.npy    a signature for each article, in the order of the catalogue
stories.json      which articles overlap, and the stories that follow from it
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.article import Article
from corpus.errors import IndexStorageError
from index.catalog import Entry
from index.change import Change
from index.intake import Progress
from index.reprints import Links, Texts, distinct, links, stories
from index.signatures import HASHES, Signatures, signature

_SIGNATURES, _STORIES = "signatures.npy", "stories.json"


def write_stories(folder: Path, base: Path | None, change: Change, progress: Progress) -> None:
    """Write the signatures and stories of the next generation into `folder`.

    Only articles that are not in `base`, the folder of the generation before, are signed and
    compared, with each other and with the rest; the result is that of comparing all.
    """
    before = _load_signatures(base / _SIGNATURES, len(change.before)) if base else _none()
    signed = _signed(change, before, progress)
    np.save(folder / _SIGNATURES, signed)
    known = _links(base / _STORIES) if base else {}
    texts = _texts(change.after, signed)
    found = links(texts, known, _compared(change, before))
    several = _of_several(stories(texts, found))
    record = {"links": [[*pair, share] for pair, share in found.items()], "stories": several}
    (folder / _STORIES).write_text(json.dumps(record), encoding="utf-8")


def load_stories(folder: Path, entries: Sequence[Entry]) -> dict[str, str]:
    """Return the story of each article that shares it with others, by id.

    `entries` are the catalogue in `folder`. A story is called by the id of its first article.

    Raises IndexStorageError if they are damaged.
    """
    try:
        found = _record(folder / _STORIES)["stories"]
        if not {*found.keys(), *found.values()} <= {entry.article.id for entry in entries}:
            raise ValueError("of articles that are not in the index")
        return dict(found)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise _damaged(folder / _STORIES, error) from error


def articles_of(
    stories: Mapping[str, str], articles: Mapping[str, Article]
) -> dict[str, tuple[Article, ...]]:
    """Return the articles of each of `stories`, which gives the story of an article by its id."""
    found: dict[str, list[Article]] = {}
    for id, story in stories.items():
        found.setdefault(story, []).append(articles[id])
    return {story: tuple(members) for story, members in found.items()}


def _signed(change: Change, before: Signatures, progress: Progress) -> Signatures:
    rows = {entry.embedded_digest: row for row, entry in enumerate(change.before)}
    origin = [rows.get(entry.embedded_digest, -1) for entry in change.after]
    signed = np.empty((len(origin), HASHES), dtype=np.uint32)
    done, total = 0, origin.count(-1)
    progress("reprints", done, total)
    for number, (entry, row) in enumerate(zip(change.after, origin, strict=True)):
        if row >= 0:
            signed[number] = before[row]
        else:
            signed[number] = signature(entry.article)
            done += 1
            progress("reprints", done, total)
    return signed


def _compared(change: Change, before: Signatures) -> set[str]:
    """Return the articles that were compared for the generation before and are as they were."""
    now = {entry.article.id: entry.embedded_digest for entry in change.after}
    was = {entry.article.id: entry.embedded_digest for entry in change.before}
    firsts = (article.id for article in _texts(change.before, before).firsts)
    return {id for id in firsts if now.get(id) == was[id]}


def _texts(entries: Sequence[Entry], signed: Signatures) -> Texts:
    return distinct([entry.article for entry in entries], signed)


def _of_several(found: dict[str, str]) -> dict[str, str]:
    several = {story for id, story in found.items() if id != story}
    return {id: story for id, story in found.items() if story in several}


def _none() -> Signatures:
    return np.empty((0, HASHES), dtype=np.uint32)


def _load_signatures(file: Path, articles: int) -> Signatures:
    try:
        signed = np.load(file, allow_pickle=False)
        if signed.shape != (articles, HASHES) or signed.dtype != np.uint32:
            raise ValueError(f"{signed.shape} {signed.dtype} where {articles} signatures belong")
    except (OSError, EOFError, ValueError) as error:
        raise _damaged(file, error) from error
    return np.asarray(signed)


def _links(file: Path) -> Links:
    try:
        return {(str(one), str(other)): float(n) for one, other, n in _record(file)["links"]}
    except (ValueError, LookupError, TypeError) as error:
        raise _damaged(file, error) from error


def _record(file: Path) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return record


def _damaged(file: Path, error: Exception) -> IndexStorageError:
    return IndexStorageError(
        f"the index's stories {file} are damaged ({error}): write the index anew with "
        "groundwire index --rebuild"
    )
