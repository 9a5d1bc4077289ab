"""What the flags of a command name: settings, the index's home, the assistant over it."""

from typing import TYPE_CHECKING

from corpus.errors import SettingsError

if TYPE_CHECKING:
    from index.home import Home
    from index.search import Index
    from rag.assistant import Assistant
    from ui.kept.keeping import Keeping
    from ui.settings import Settings


def settings_of(**flags: object) -> "Settings":
    """Build the settings; `flags` that are None were not given. Raises SettingsError."""
    from ui.settings import load_settings

    settings = load_settings(**flags)
    if flags.get("index") and settings.chroma:
        raise SettingsError(
            "an index is in a folder or on a server: leave out --index, or the setting chroma"
        )
    return settings


def home_of(settings: "Settings") -> "Home":
    """Return where the index is."""
    from index.folder_home import FolderHome
    from index.remote.home import ServerHome

    server = settings.server
    return ServerHome(server) if server else FolderHome(settings.index)


def index_of(settings: "Settings") -> "Index":
    """Open the index with the models that search in it. Raises as `assistant_of` does."""
    from index.search import Index
    from ui.models import embedder_of, reranker_of

    home = home_of(settings)
    home.read(lambda folder: None)  # say that there is no index before the model is loaded
    return Index.open(home, embedder_of(settings), settings.chunking, reranker_of(settings))


def assistant_of(settings: "Settings", *, count_tokens: bool = False) -> "Assistant":
    """Open the index with all the models that the settings name; see `llm_of`.

    Raises NoIndexError, IndexMismatchError, IndexStorageError, IndexServerError, ModelError or
    SettingsError.
    """
    from rag.assistant import Assistant
    from ui.models import checker_of, embedder_of, llm_of, reranker_of

    home, llm = home_of(settings), llm_of(settings, count_tokens=count_tokens)
    home.read(lambda folder: None)  # say that there is no index before the model is loaded
    return Assistant.open(
        home,
        embedder_of(settings),
        settings.chunking,
        reranker_of(settings),
        llm,
        checker_of(settings) if llm else None,
    )


def keeping_of(settings: "Settings") -> "Keeping | None":
    """Return what keeps conversations; None if none are to be kept."""
    from importlib.metadata import version

    from ui.kept.keeping import Keeping

    file = settings.conversations_file
    return Keeping(file, version("groundwire")) if file else None
