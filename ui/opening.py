"""What the flags of a command name: settings, the index's home, the assistant over it."""

from typing import TYPE_CHECKING

from corpus.errors import NoIndexError, SettingsError

if TYPE_CHECKING:
    from index.home import Home
    from rag.assistant import Assistant
    from ui.corpus_editor import CorpusEditor
    from ui.kept.keeping import Keeping
    from ui.settings import Settings
    from ui.uploads import Uploads


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


def assistant_of(
    settings: "Settings", *, count_tokens: bool = False, even_empty: bool = False
) -> "Assistant":
    """Open the index with all the models that the settings name; see `llm_of`.

    With `even_empty` there need be no index yet.

    Raises NoIndexError, IndexMismatchError, IndexStorageError, IndexServerError, ModelError or
    SettingsError.
    """
    from rag.assistant import Assistant
    from ui.models import checker_of, embedder_of, llm_of, reranker_of, selector_of

    home, llm = home_of(settings), llm_of(settings, count_tokens=count_tokens)
    try:
        home.read(lambda folder: None)  # say that there is no index before the model is loaded
    except NoIndexError:
        if not even_empty:
            raise
    return Assistant.open(
        home,
        embedder_of(settings),
        settings.chunking,
        reranker_of(settings),
        llm,
        checker_of(settings) if llm else None,
        selector_of(settings),
        even_empty=even_empty,
    )


def uploads_of(settings: "Settings") -> "Uploads":
    """Return the folder of articles that are put in on the page."""
    from ui.uploads import Uploads

    return Uploads(settings.uploads_folder, settings.uploads_mb)


def page_uploads_of(settings: "Settings") -> "Uploads | None":
    """Return the folder for what is put in on the page; None if the page may not change the corpus.

    Raises SettingsError if it is to, and cannot.
    """
    from ui.guard import is_loopback

    if settings.chroma:
        if settings.edit:
            raise SettingsError(
                "an index on a server is changed with groundwire index, where its articles are: "
                "leave out --edit"
            )
        return None
    # A page with a further name is behind a proxy, which others reach.
    alone = is_loopback(settings.host) and not settings.hostnames
    edit = alone if settings.edit is None else settings.edit
    return uploads_of(settings) if edit else None


def editor_of(settings: "Settings", assistant: "Assistant", uploads: "Uploads") -> "CorpusEditor":
    """Return what changes the corpus that `assistant` answers from; `uploads` are tidied."""
    from ui.corpus_editor import CorpusEditor

    uploads.clear_incoming()
    return CorpusEditor(assistant, home_of(settings), uploads, settings.chunking)


def keeping_of(settings: "Settings") -> "Keeping | None":
    """Return what keeps conversations; None if none are to be kept."""
    from importlib.metadata import version

    from ui.kept.keeping import Keeping

    file = settings.conversations_file
    return Keeping(file, version("groundwire")) if file else None
