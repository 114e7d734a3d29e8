"""What every test may rely on: no setting of the machine reaches a build, and chance is the same every time."""

import os
import signal

import pytest
from hypothesis import settings

# A test that wants one of these sets it itself.
for name in ("SOURCE_DATE_EPOCH", "GITHUB_ACTIONS", "NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(name, None)

# A run in the background is told to ignore Ctrl-C, and so would be every program that the tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# No deadline: a busy machine is no fault of the code.
settings.register_profile("fixed", derandomize=True, database=None, deadline=None)
settings.load_profile("fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--skriv` writes what comes out of the cases and the sites, to be read before it is committed."""
    parser.addoption("--skriv", action="store_true", help="write what comes out as what is expected")
