"""Every error a user can meet. Only ui/ prints them; each is one line: thing, finding, remedy.

GroundwireError
├── CorpusError        the folder or file asked for is not there or holds nothing to read
├── SettingsError      a setting, flag, date or question cannot be taken
├── IndexingError      the index
│   ├── NoIndexError       there is none here yet
│   ├── IndexMismatchError it was written with other settings
│   ├── IndexBusyError     another process is writing it
│   ├── IndexStorageError  it cannot be read or written: disk, permission, damage
│   └── IndexServerError   the Chroma server cannot be reached, or refuses
├── ModelError         model weights are missing, altered or cannot be loaded
├── LLMError           the language model could not be asked, or wrote nothing of use
├── ConversationsError the file that conversations are kept in cannot be used
├── CasesError         an evaluation case file is broken or does not fit the index
└── ServeError         the page cannot be served, for example since the port is in use
"""


class GroundwireError(Exception):
    """The root: catch this to catch everything that Groundwire raises on purpose."""


class CorpusError(GroundwireError):
    """The folder or file asked for is missing, or holds nothing that can be read."""


class SettingsError(GroundwireError):
    """A setting, a flag, a date or a question cannot be taken as it is."""


class IndexingError(GroundwireError):
    """Something about the index; see the subclasses."""


class NoIndexError(IndexingError):
    """There is no index at the place named."""


class IndexMismatchError(IndexingError):
    """The index was written with another model, chunking or format."""


class IndexBusyError(IndexingError):
    """Another process is writing this index."""


class IndexStorageError(IndexingError):
    """The index cannot be read or written: disk full, no permission, damaged."""


class IndexServerError(IndexingError):
    """The Chroma server that holds the index cannot be reached, or refuses."""


class ModelError(GroundwireError):
    """Model weights are missing, altered, or cannot be loaded."""


class LLMError(GroundwireError):
    """The language model could not be asked, or wrote nothing that can be used."""


class ConversationsError(GroundwireError):
    """Conversations cannot be kept or read: the file is locked, damaged, full or not ours."""


class CasesError(GroundwireError):
    """An evaluation case file is broken, or does not fit the index."""


class ServeError(GroundwireError):
    """The page cannot be served."""


def first_line(error: Exception, most: int = 200) -> str:
    """Return the first line of what a library says, at most `most` characters, or its kind."""
    lines = str(error).strip().splitlines()
    return lines[0][:most] if lines else type(error).__name__
