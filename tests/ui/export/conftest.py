"""What the tests of exports need: an office suite."""

import os
import shutil

import pytest


@pytest.fixture(scope="session")
def soffice() -> str:
    if path := shutil.which("soffice"):
        return path
    missing = "no LibreOffice to open Word files with: apt-get install libreoffice-writer-nogui"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)
