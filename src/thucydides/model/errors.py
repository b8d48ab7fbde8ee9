"""What can go wrong, as a tree: every error tells the place and what to do.

ThucydidesError
├── UsageError        2  a wrong call
├── InputError        3  a file is missing, unreadable or broken (file, place)
├── CheckError        5  data or a project fails a check
├── ProjectError      6  a project is locked, missing or of another version
├── MissingExtra      7  an optional package is not installed
├── EndpointError     8  a network service that was named does not answer
├── BudgetSpent       4  a limit of tokens or money was reached; the rest is unread
├── NetworkNotAllowed 8  something would have to be fetched, and nobody allowed it
└── KnowledgeError    5  a data file is wrong (file, line, why)
"""

from __future__ import annotations


class ThucydidesError(Exception):
    """Base of all errors that a user can act on; `exit_code` is what the command line returns."""

    exit_code = 1
    code = "error"

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.place = place
        self.hint = hint


class UsageError(ThucydidesError):
    """The call itself is wrong."""

    exit_code = 2
    code = "usage"


class InputError(ThucydidesError):
    """A file cannot be read as what it claims to be; `place` is the file and, where known, the line."""

    exit_code = 3
    code = "input"


class CheckError(ThucydidesError):
    """A check found faults."""

    exit_code = 5
    code = "check"


class KnowledgeError(CheckError):
    """A data file is wrong; `place` is `file:line` or `file:$.path`."""

    code = "knowledge"


class ProjectError(ThucydidesError):
    """A project is missing, locked, or needs a migration."""

    exit_code = 6
    code = "project"


class MissingExtra(ThucydidesError):
    """An optional package is needed; `hint` is the pip line."""

    exit_code = 7
    code = "extra"


class EndpointError(ThucydidesError):
    """A service that the user named cannot be reached; `place` is its address, without any key."""

    exit_code = 8
    code = "endpoint"


class BudgetSpent(ThucydidesError):
    """A limit of tokens or of money was reached: what was read is kept, the rest is left unread."""

    exit_code = 4
    code = "budget"


class NetworkNotAllowed(ThucydidesError):
    """The network is needed, and it was not allowed; `hint` tells how to."""

    exit_code = 8
    code = "network"
