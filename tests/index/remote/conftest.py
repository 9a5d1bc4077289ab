"""An index on the shared Chroma server, as one or several machines see it."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from index.remote.address import ServerAddress
from index.remote.home import OURS, ServerHome
from index.remote.records import Records
from index.remote.server import ChromaServer


@pytest.fixture
def address(chroma_url: str, request: pytest.FixtureRequest) -> ServerAddress:
    """Return a collection of the test's own."""
    name = sha256(request.node.nodeid.encode()).hexdigest()[:12]
    return ServerAddress(chroma_url, collection=f"test-{name}")


@pytest.fixture
def machine(address: ServerAddress, tmp_path: Path) -> Iterator[Callable[[str], ServerHome]]:
    """Return a maker of the index's home as the machine of a name sees it: its cache is its own."""
    homes: list[ServerHome] = []

    def make(name: str) -> ServerHome:
        homes.append(ServerHome(address, tmp_path / name))
        return homes[-1]

    yield make
    for home in homes:
        home.close()


@pytest.fixture
def server(address: ServerAddress) -> Iterator[ChromaServer]:
    server = ChromaServer(address)
    yield server
    server.close()


@pytest.fixture
def records(server: ChromaServer) -> Records:
    return Records(server.made(server.address.collection, metadata=OURS))
