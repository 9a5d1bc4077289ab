"""What an article's wording is, small enough to store: MinHash over its shingles, by datasketch."""

import re
from itertools import islice

import numpy as np
import numpy.typing as npt

from corpus.article import Article
from index.terms import terms

Signature = npt.NDArray[np.uint32]
"""128 smallest hashes, 512 bytes. All equal to the greatest number: nothing to compare."""
Signatures = npt.NDArray[np.uint32]
"""Those of several articles, shape (articles, 128)."""

SHINGLE_WORDS = 5
HASHES = 128
EMPTY = np.iinfo(np.uint32).max
_BATCH = 10_000  # shingles hashed at once: 5 MB of permuted hashes

# "Ana Lima/Reuters" at the end of a line, or several in it: captions of photos. A gallery stands
# word for word in many articles that have nothing else in common.
_CREDIT_AT_END = re.compile(r"\w/[A-Z][^/.!?\n]{0,60}$")
_CREDIT = re.compile(r"\w/[A-Z]")
_GALLERY_CREDITS = 5

# A page whose text could not be extracted holds a consent form or a notice instead, the same on
# every page of its outlet: it is short, and says next to nothing of what its title says.
# Chosen on news-2023h2: of 52 such pages none is above .25, of 3,610 articles 29 are not.
_MAX_FURNITURE_WORDS, _MAX_FURNITURE_SHARE = 250, 0.25


def signature(article: Article) -> Signature:
    """Return the signature of an article's prose; an empty one if the text is page furniture.

    Broder, "On the resemblance and containment of documents", 1997.
    """
    from datasketch import MinHash

    minhash = MinHash(num_perm=HASHES, seed=1, scheme="affine32")
    left = iter(shingles(article))
    while batch := [s.encode("utf-8", "surrogatepass") for s in islice(left, _BATCH)]:
        minhash.update_batch(batch)
    return np.asarray(minhash.hashvalues, dtype=np.uint32)


def shingles(article: Article) -> set[str]:
    """Return the runs of five words of an article's prose, without captions and page furniture."""
    words = _words(_prose(article.text)) or _words(article.text)
    if len(words) <= _MAX_FURNITURE_WORDS and _is_furniture(article):
        return set()
    last = max(1, len(words) - SHINGLE_WORDS + 1) if words else 0
    return {" ".join(words[at : at + SHINGLE_WORDS]) for at in range(last)}


def is_empty(signed: Signature) -> bool:
    """Return whether there is nothing to compare."""
    return bool((signed == EMPTY).all())


def _prose(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not _is_caption(line.rstrip()))


def _is_caption(line: str) -> bool:
    if _CREDIT_AT_END.search(line[-80:]):
        return True
    return sum(1 for _ in islice(_CREDIT.finditer(line), _GALLERY_CREDITS)) == _GALLERY_CREDITS


def _is_furniture(article: Article) -> bool:
    title = set(terms(article.title or ""))
    return len(title & set(terms(article.text))) <= _MAX_FURNITURE_SHARE * len(title) and bool(
        title
    )


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
