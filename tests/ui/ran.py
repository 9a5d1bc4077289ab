"""What a command of the command line came to."""


class Ran:
    """Its exit code, and what it printed."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


def one_line(ran: Ran) -> str:
    """Return the error a user sees: one line on stderr, nothing on stdout, exit code 2."""
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.strip().splitlines()
    assert line.startswith("groundwire: ")
    return line
