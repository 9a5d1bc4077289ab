"""A real Chroma server on loopback, started once, and one that a test may kill and start anew."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from index.remote.address import ServerAddress
from index.remote.home import ServerHome


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ChromaProcess:
    """`chroma run` on a folder; start and stop it as often as you like."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [str(Path(sys.executable).parent / "chroma"), "run", "--path", str(self.folder)]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        log = self.folder.with_suffix(".log").open("ab")
        with log:
            self._process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
            )
        for _ in range(600):
            try:
                if httpx.get(f"{self.url}/api/v2/heartbeat", timeout=5).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        pytest.fail(f"chroma did not start: {self.folder.with_suffix('.log').read_text()}")

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ChromaProcess]:
    server = ChromaProcess(tmp_path_factory.mktemp("chroma") / "data")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[ChromaProcess]:
    server = ChromaProcess(tmp_path / "chroma")
    server.start()
    yield server
    server.kill()


@pytest.fixture
def address(shared_server: ChromaProcess, request: pytest.FixtureRequest) -> ServerAddress:
    """Return a collection of the test's own."""
    return ServerAddress(shared_server.url, collection=f"t{abs(hash(request.node.nodeid)):x}")


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
