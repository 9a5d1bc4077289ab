"""The files of a folder, and the articles in each of them."""

import errno
import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path, PurePosixPath

from corpus.article import Article, Skipped
from corpus.errors import CorpusError
from corpus.readers import READERS, suffix_of
from corpus.source import ReadLimits, Record, SourceFile, UnreadableError

__all__ = [
    "DEFAULT_LIMITS",
    "ReadLimits",
    "Record",
    "SourceFile",
    "find_files",
    "parse_record",
    "read_articles",
    "read_records",
]

DEFAULT_LIMITS = ReadLimits()


def find_files(paths: Sequence[Path]) -> list[SourceFile]:
    """Return the files under `paths`, each a folder or a file, sorted by name.

    Files of every type are listed, also those that cannot be read, so that nothing is left out
    in silence; but not hidden files and folders, nor what lies behind a link to a folder. A link
    to a file outside, and what is no regular file, is listed as left out. Raises CorpusError if a
    path is missing, is neither file nor folder, or holds a folder that cannot be opened, or if
    there are no paths.
    """
    if not paths:
        raise CorpusError("no folder was named: name a folder, or files, with articles")
    found: dict[Path, tuple[Path, PurePosixPath]] = {}
    left_out: dict[Path, str | None] = {}
    for given in paths:
        root = Path(os.path.abspath(given))  # noqa: PTH100 - resolve() would follow links
        for path, relative, why in _walk(root):
            found.setdefault(path, (root, relative))
            left_out.setdefault(path, why)
    sources = [SourceFile(path, file, left_out[path]) for path, file in _name_apart(found)]
    return sorted(sources, key=lambda source: source.file)


def read_articles(
    source: SourceFile, limits: ReadLimits = DEFAULT_LIMITS
) -> Iterator[Article | Skipped]:
    """Yield what `source` holds: one article, or for JSONL one for each line.

    Never raises for bad content: what cannot become an article is yielded as a Skipped, which
    says what was found and what to do. JSONL is read as it is consumed.
    """
    seen: dict[str, int | None] = {}
    for record in read_records(source, limits):
        found = record if isinstance(record, Skipped) else parse_record(source, record)
        if isinstance(found, Article) and found.id in seen:
            reason = f'id "{found.id}" is that of line {seen[found.id]}: give each its own'
            found = Skipped(source.file, reason, record.line)
        elif isinstance(found, Article):
            seen[found.id] = record.line
        yield found


def read_records(
    source: SourceFile, limits: ReadLimits = DEFAULT_LIMITS
) -> Iterator[Record | Skipped]:
    """Yield what `source` holds before it is parsed, for those who know some of it already.

    Never raises for bad content; see `read_articles`.
    """
    if source.left_out:
        yield Skipped(source.file, source.left_out)
        return
    reader = READERS.get(suffix_of(source.file))
    if reader is None:
        yield Skipped(source.file, _unknown_type(source.file))
        return
    try:
        yield from reader(source, limits)
    except Exception as error:  # whatever goes wrong costs one file, not the run
        yield _skipped(source, error)


def parse_record(source: SourceFile, record: Record) -> Article | Skipped:
    """Return the article that `record` of `source` holds, or why it holds none."""
    try:
        return record.parse()
    except Exception as error:  # or one article
        return _skipped(source, error, record.line)


def _skipped(source: SourceFile, error: Exception, line: int | None = None) -> Skipped:
    if isinstance(error, UnreadableError):
        return Skipped(source.file, error.reason, error.line or line)
    if isinstance(error, OSError):
        return Skipped(source.file, _os_reason(error), line)
    reason = f"is broken and cannot be read ({_one_line(error)}): save it anew"
    return Skipped(source.file, reason, line)


def _walk(root: Path) -> Iterator[tuple[Path, PurePosixPath, str | None]]:
    """Yield the files under `root` with their path below it and why they are left out, if so."""
    try:
        mode = root.stat().st_mode
    except OSError as error:
        raise CorpusError(
            f"{root}: {_missing(error)}: name a folder, or a file, with articles"
        ) from error
    if stat.S_ISREG(mode):
        yield root, PurePosixPath(root.name), None
    elif stat.S_ISDIR(mode):
        real_root = root.resolve()
        for folder, subfolders, names in os.walk(root, onerror=_refuse):
            subfolders[:] = [name for name in subfolders if not name.startswith(".")]
            for name in names:
                path = Path(folder, name)
                if not name.startswith("."):
                    relative = PurePosixPath(path.relative_to(root).as_posix())
                    yield path, relative, _why_left_out(path, real_root)
    else:
        raise CorpusError(f"{root}: is neither a folder nor a file: name a folder with articles")


def _why_left_out(path: Path, real_root: Path) -> str | None:
    """Return why `path` is not to be opened: it may block, or lead out of the folder named."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "is no regular file: remove it"
        if path.is_symlink() and not path.resolve().is_relative_to(real_root):
            return "is a link that leads out of the folder: put the file itself there"
    except OSError:
        return "is a link that leads nowhere: remove it"
    return None


def _refuse(error: OSError) -> None:
    # A folder left out in silence would look like a folder whose articles were deleted.
    raise CorpusError(
        f"{error.filename}: this folder cannot be opened ({error.strerror})"
    ) from error


def _missing(error: OSError) -> str:
    return (
        "does not exist" if error.errno == errno.ENOENT else f"cannot be opened ({error.strerror})"
    )


def _name_apart(found: dict[Path, tuple[Path, PurePosixPath]]) -> Iterator[tuple[Path, str]]:
    """Yield each path with a name of its own, led by its folder's name where two would be equal."""
    names = {path: _printable(relative) for path, (_, relative) in found.items()}
    how_often = Counter(names.values())
    taken = {name for name, times in how_often.items() if times == 1}
    for path, (root, _) in found.items():
        name = names[path]
        if how_often[name] > 1:
            folder = root.parent.name if root == path else root.name
            name = next(
                name
                for name in _prefixed(_printable(PurePosixPath(folder)), name)
                if name not in taken
            )
            taken.add(name)
        yield path, name


def _prefixed(folder: str, name: str) -> Iterable[str]:
    yield f"{folder}/{name}"
    for number in count(2):
        yield f"{folder}-{number}/{name}"


def _printable(path: PurePosixPath) -> str:
    """Return `path` as text that fits in one line and in UTF-8, whatever bytes the name has."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def _unknown_type(file: str) -> str:
    *most, last = READERS
    found = f"{suffix_of(file)} is not" if suffix_of(file) else "a file without an ending is not of"
    return f"{found} a type that can be read: use {', '.join(most)} or {last}"


def _os_reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "cannot be opened (permission denied): allow reading it"
    return f"cannot be opened ({_one_line(error)}): check the file"


def _one_line(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:200].rstrip(": ")
