"""Runs the application on this machine: binds, tells the one-time link, serves until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import replace
from threading import Thread

import uvicorn

from thucydides.model.errors import UsageError
from thucydides.store.project import Project
from thucydides.web.app import Web
from thucydides.web.rereading import Work
from thucydides.web.serving import Serving, checked
from thucydides.web.sessions import Sessions


def _bound(serving: Serving) -> socket.socket:
    family = socket.AF_INET6 if ":" in serving.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((serving.host, serving.port))
    except OSError as error:
        made.close()
        raise UsageError(
            f"cannot listen on {serving.host}:{serving.port}: {error.strerror}", hint="choose another --port"
        ) from error
    return made


def address(serving: Serving) -> str:
    """The address as a browser takes it."""
    host = f"[{serving.host}]" if ":" in serving.host else serving.host
    return f"http://{host}:{serving.port}"


def run(project: Project, serving: Serving, announce: Callable[[str], None], reread: Work | None = None) -> None:
    """Serves until SIGINT or SIGTERM; `announce` gets the address to open, with a one-time token where no one logs in.

    `reread` reads again, in the background, what names a place that was added.
    """
    sessions = Sessions()
    web = Web(project, serving, sessions, reread=reread)
    app = web.app()
    listening = _bound(checked(serving))
    serving = replace(serving, port=listening.getsockname()[1])
    link = address(serving) + ("/login" if serving.auth else f"/login?token={sessions.new_link()}")
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False,
        date_header=False, limit_concurrency=100, timeout_keep_alive=15, lifespan="off", proxy_headers=False,
        h11_max_incomplete_event_size=64_000,
    )  # fmt: skip
    announce(link)
    Thread(target=web.warm, daemon=True).start()
    uvicorn.Server(config).run(sockets=[listening])
