"""What the page says about putting articles in and taking them out."""

from collections.abc import Sequence

from index.change import IndexReport

# Before anything is indexed
NOTHING_YET = "Nothing is indexed yet"
WHAT_TO_DO = "Put in articles of your own, or begin with the five that come with Groundwire."
BY_COMMAND = (
    "Index a folder of articles, and they appear here: groundwire index /path/to/folder, with the "
    "--index that this page is served with."
)
SAMPLE = "Try it with the five sample articles"
OWN_ARTICLES = "Add your own articles"

# Putting in
ADD = "Add articles"
CHOOSE_FILES = "Choose files"
CHOOSE_FOLDER = "Choose a folder"
OR_DROP = "or drop files or folders here."
SENDING = "Sending"
NOT_SENT = "the connection broke: add it again"
NOT_RECEIVED = "did not arrive: add it again"

# Taking out
REMOVE = "Remove"
REMOVE_QUESTION = "Take this article out of the index?"
UPLOAD_STAYS = "You can put it back. A file in a folder of yours stays where it is."
CANCEL = "Cancel"
UNDO = "Undo"
PUT_BACK = "Put back"
GONE_ALREADY = "That article is no longer in the index."
REINDEX = "Index all again"
REINDEX_DETAILS = "Reads the folders and files again: what is new or changed there comes in."

# While and after
STEPS = {
    "waiting": "Somebody else is indexing: this comes next",
    "reading": "Reading files",
    "embedding": "Embedding passages",
    "vector index": "Storing passages",
    "lexical index": "Indexing words",
    "reprints": "Looking for reprints",
}
STARTING = "Starting …"
RESULT = "What became of the files"
INDEXED, UNCHANGED, SKIPPED = "indexed", "unchanged", "skipped"
BUSY = "Somebody else is indexing: wait until that is done, then try again."
SOURCES_UNKNOWN = (
    "this index does not say what it was made of, since an older Groundwire wrote it: run "
    "groundwire index FOLDER on it once"
)
NO_SOURCES = "there is nothing to read again: put articles in first"


def details(most_mb: int, endings: Sequence[str], folder: str) -> str:
    """Say what can be put in, and where it goes."""
    *others, last = endings
    return (
        f"{', '.join(others)} or {last}, each up to {most_mb} MB. "
        f"Copies are kept in {folder}; your own files are not touched."
    )


def working(step: str, done: int, total: int) -> str:
    """Say where an indexing run is: "Reading files: 3 of 12"."""
    name = STEPS.get(step, step)
    return f"{name}: {done:,} of {total:,}" if total else f"{name} …"


def busy_but_kept(files: int) -> str:
    """Say that files arrived while somebody else was indexing."""
    kept = "The file is kept and is" if files == 1 else f"The {files:,} files are kept and are"
    return f"Somebody else is indexing. {kept} indexed with the next “{REINDEX}”."


def failed_but_kept(problem: str) -> str:
    """Say that what arrived could not be indexed for now."""
    return f"{problem}. What you sent is kept, and indexed with the next “{REINDEX}”."


def tally(indexed: int, unchanged: int, skipped: int) -> str:
    """Count what became of files: "3 indexed, 1 skipped"."""
    counts = ((indexed, INDEXED), (unchanged, UNCHANGED), (skipped, SKIPPED))
    return ", ".join(f"{count:,} {name}" for count, name in counts if count)


def passages(count: int) -> str:
    """Say how many passages a file gave."""
    return f"{count:,} passage{'' if count == 1 else 's'}"


def kept_as(file: str) -> str:
    """Say that a file goes by another name than it came with."""
    return f"kept as {file}"


def already_there(file: str) -> str:
    """Say that the same file is in the index."""
    return f"the same text is there already as {file}"


def at_line(line: int, reason: str) -> str:
    """Name the line of a file that something is wrong with."""
    return f"line {line:,}: {reason}"


def too_large(found: int, most: int) -> str:
    """Say that a file is too large."""
    return f"has {found / 1e6:,.0f} MB; at most {most / 1e6:,.0f} MB are taken: split it"


def no_room(folder: str, most_mb: int) -> str:
    """Say that the folder of uploads is full."""
    return (
        f"no room: {folder} may hold {most_mb:,} MB. Delete what its hidden folder .removed holds, "
        "raise the setting uploads_mb, or index a large folder where it is: groundwire index FOLDER"
    )


def unknown_type(endings: Sequence[str]) -> str:
    """Say that a file is of no type that can be read."""
    *others, last = endings
    return f"is of no type that can be read: use {', '.join(others)} or {last}"


def too_many(left: int, most: int) -> str:
    """Say that files were left out since there were too many at once."""
    files = "1 file was" if left == 1 else f"{left:,} files were"
    return (
        f"{files} not sent: at most {most:,} are taken at once. Choose the rest by themselves, or "
        "index a large folder where it is: groundwire index FOLDER."
    )


def cannot_be_put_back(name: str) -> str:
    """Say that the source of an article is gone."""
    return f"{name} is no longer there, so it cannot be put back"


def taken_out(name: str) -> str:
    """Say that an article left the index."""
    return f"“{name}” is out of the index."


def back_again(name: str) -> str:
    """Say that an article is in the index again."""
    return f"“{name}” is in the index again."


def more_skipped(count: int) -> str:
    """Say that more files were skipped than are listed."""
    return f"{count:,} more were skipped"


def list_taken_out(count: int) -> str:
    """Head the list of what was taken out."""
    return f"Taken out ({count:,})"


def remove(name: str) -> str:
    """Name the control that takes an article out."""
    return f"{REMOVE} {name}"


def put_back(name: str) -> str:
    """Name the control that puts an article back."""
    return f"{PUT_BACK} {name}"


def report(found: IndexReport) -> str:
    """Say what an indexing run did."""
    names = ("added", "changed", "moved", "removed", "unchanged")
    counts = [f"{count:,} {name}" for name in names if (count := getattr(found, name))]
    articles = f"{found.articles:,} article{'' if found.articles == 1 else 's'}"
    return f"{articles} in {passages(found.passages)}" + (
        f": {', '.join(counts)}" if counts else ""
    )


def cannot_be_kept(reason: str) -> str:
    """Say that a file could not be written."""
    return f"could not be kept ({reason}): check disk space and permissions"
