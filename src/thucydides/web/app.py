"""The application: every page with its JSON twin, every act behind the door; nothing here fetches anything."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import anyio
import anyio.to_thread
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from thucydides.model.errors import InputError, ProjectError, ThucydidesError, UsageError
from thucydides.store.judging.judgements import JudgedMeanwhile
from thucydides.store.project import Project
from thucydides.web import acts, keys, words
from thucydides.web.asking import Ask
from thucydides.web.desk import Desk
from thucydides.web.guard import Guard
from thucydides.web.pages import (
    article,
    audit,
    claims,
    documents,
    event,
    events,
    export,
    match,
    methodology,
    queue,
    registries,
)  # fmt: skip
from thucydides.web.pages import (
    map as maps,
)
from thucydides.web.rereading import Rereading, Work
from thucydides.web.serving import Serving, checked
from thucydides.web.sessions import COOKIE, Sessions
from thucydides.web.users import User, load, verified

Build = Callable[[Desk, Ask], dict[str, Any]]
STATIC = Path(__file__).parent / "static"
# Path, template, what makes its values. Each stands at PATH and, as JSON, at PATH.json.
PAGES: tuple[tuple[str, str, Build], ...] = (
    ("/queue", "queue.html", queue.queue),
    ("/documents", "documents.html", documents.documents),
    ("/documents/{id}", "article.html", article.article),
    ("/claims", "claims.html", claims.claims),
    ("/claims/{id}", "claim.html", claims.claim),
    ("/events", "events.html", events.events),
    ("/events/{id}", "event.html", event.event),
    ("/match", "match.html", match.match),
    ("/map", "map.html", maps.map),
    ("/registries", "registries.html", registries.registries),
    ("/export", "export.html", export.export),
    ("/audit", "audit.html", audit.audit),
    ("/methodology", "methodology.html", methodology.methodology),
)
MENU = tuple(path for path, _, _ in PAGES if "{" not in path)


def templates() -> Environment:
    """The templates: everything is escaped, and a name that is not there is a fault, not a blank."""
    made = Environment(
        loader=PackageLoader("thucydides.web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"shown": words.shown, "plain": words.plain, "tojsontext": _json_text}
    made.globals |= {
        "days": words.days, "figures": words.figures, "where": words.where, "menu": MENU,
        "query": lambda told, **more: "?" + urlencode({k: v for k, v in {**told, **more}.items() if v not in (None, "")}),
    }  # fmt: skip
    return made


def _json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _safe_back(back: str | None) -> str:
    """Where to go after an act: a path of this server, never another host."""
    local = back and back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if back and local else "/queue"


class Web:
    """Handlers over one desk; `app()` is the ASGI application."""

    def __init__(
        self, project: Project, serving: Serving, sessions: Sessions, *, log: bool = True, reread: Work | None = None
    ) -> None:
        self.desk = Desk(project, checked(serving), Rereading(reread))
        self.serving = serving
        self.sessions = sessions
        self._log = log
        self._templates = templates()
        mapped = keys.mapped(serving.keys)
        self._keys, self._templates.globals["key_help"] = json.dumps(mapped), keys.help_of(mapped)

    def app(self) -> ASGIApp:
        """Routes behind the guard."""
        routes: list[Route | Mount] = [Route("/", self._home), Route("/map/points.json", self._page(None, maps.points))]
        for path, template, build in PAGES:
            routes.append(Route(path + ".json", self._page(None, build)))
            routes.append(Route(path, self._page(template, build)))
        routes += [
            Route("/login", self._login, methods=["GET", "POST"]), Route("/logout", self._logout, methods=["POST"]),
            Route("/judge", self._act(self._judge), methods=["POST"]),
            Route("/undo", self._act(self._undo), methods=["POST"]),
            Route("/registries/places", self._act(self._place), methods=["POST"]),
            Route("/export", self._act(self._release), methods=["POST"]),
            Route("/exports/{name}", self._exported), Mount("/static", StaticFiles(directory=STATIC)),
        ]  # fmt: skip
        return Guard(Starlette(routes=routes, exception_handlers={404: self._missing}), self.serving, log=self._log)

    def warm(self) -> None:
        """Makes what the first pages need, so that nobody waits for it."""
        ask = Ask({}, {}, User(self.serving.by, "reader"), self.serving.limits.rows)
        for build in (
            queue.queue,
            events.events,
            documents.documents,
            maps.map,
            export.export,
            methodology.methodology,
        ):
            build(self.desk, ask)

    # -- answering

    def _user(self, request: Request) -> User | None:
        return self.sessions.user(request.cookies.get(COOKIE))

    def _html(self, request: Request, template: str, values: Mapping[str, Any], *, status: int = 200) -> HTMLResponse:
        user = self._user(request)
        path = request.url.path
        told = {
            "user": user, "path": path, "here": path + (f"?{request.url.query}" if request.url.query else ""),
            "twin": f"{path}.json" + (f"?{request.url.query}" if request.url.query else ""), "keys": self._keys,
            "may_judge": bool(user and user.may("coder") and not self.serving.read_only), "auth": self.serving.auth,
            "notice": None,
        }  # fmt: skip
        return HTMLResponse(self._templates.get_template(template).render(told | dict(values)), status)

    def _fault(self, request: Request, error: Exception) -> Response:
        status = 500
        for kind, code in (
            (JudgedMeanwhile, 409), (acts.NotAllowed, 403), (UsageError, 400), (InputError, 404), (ProjectError, 503),
            (TimeoutError, 503),
        ):  # fmt: skip
            if isinstance(error, kind):
                status = code
                break
        message = error.message if isinstance(error, ThucydidesError) else "this took too long"
        told = {"error": message, "hint": getattr(error, "hint", ""), "status": status}
        if request.url.path.endswith(".json"):
            return JSONResponse(told, status)
        back = _safe_back(request.headers.get("x-back"))
        template = "fault.html" if request.headers.get("hx-request") else "error.html"
        return self._html(request, template, told | {"back": back}, status=status)

    async def _work(self, call: Callable[[], Any]) -> Any:
        with anyio.fail_after(self.serving.limits.seconds):
            return await anyio.to_thread.run_sync(call, abandon_on_cancel=True)

    def _ask(self, request: Request, user: User) -> Ask:
        return Ask(dict(request.query_params), dict(request.path_params), user, self.serving.limits.rows)

    def _page(self, template: str | None, build: Build) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            user = self._user(request)
            if user is None:
                return self._stranger(request)
            try:
                values = await self._work(lambda: build(self.desk, self._ask(request, user)))
            except (ThucydidesError, TimeoutError) as error:
                return self._fault(request, error)
            return JSONResponse(values) if template is None else self._html(request, template, values)

        return answer

    def _stranger(self, request: Request) -> Response:
        if request.url.path.endswith(".json") or request.method == "POST":
            return JSONResponse({"error": "log in first", "hint": "", "status": 401}, 401)
        return self._html(request, "login.html", {"failed": False, "back": request.url.path}, status=401)

    async def _missing(self, request: Request, _error: Exception) -> Response:
        return self._fault(request, InputError("no such page"))

    async def _home(self, _request: Request) -> Response:
        return RedirectResponse("/queue", 303)

    # -- coming in

    async def _login(self, request: Request) -> Response:
        user: User | None = None
        back = "/queue"
        if request.method == "GET":
            token = request.query_params.get("token")
            if token is None:
                return self._html(request, "login.html", {"failed": False, "back": back})
            if self.sessions.take_link(token):
                user = User(self.serving.by, "reader" if self.serving.read_only else "admin")
        elif self.serving.auth:
            form = await request.form(max_files=0, max_fields=10)
            name, password = str(form.get("name", "")), str(form.get("password", ""))
            back = _safe_back(str(form.get("back", "")))
            if self.sessions.may_try(name):
                user = await self._work(lambda: verified(load(self.desk.project.folder.root), name, password))
        if user is None:
            return self._html(request, "login.html", {"failed": True, "back": back}, status=403)
        answer = RedirectResponse(back, 303)
        answer.set_cookie(
            COOKIE,
            self.sessions.begin(user),
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
            path="/",
        )
        return answer

    async def _logout(self, request: Request) -> Response:
        self.sessions.end(request.cookies.get(COOKIE))
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(COOKIE, path="/")
        return answer

    # -- acting

    def _act(self, act: Callable[[Request, dict[str, str], User], Any]) -> Callable[[Request], Any]:
        async def answer(request: Request) -> Response:
            user = self._user(request)
            if user is None:
                return self._stranger(request)
            form = await request.form(max_files=0, max_fields=40)
            told = {name: str(value) for name, value in form.items()}
            try:
                if self.serving.read_only:
                    raise acts.NotAllowed("this server is read-only")
                done: Response = await self._work(lambda: act(request, told, user))
            except (ThucydidesError, TimeoutError) as error:
                return self._fault(request, error)
            return done

        return answer

    def _judge(self, request: Request, form: dict[str, str], user: User) -> Response:
        try:
            made = acts.judge(self.desk.project, self.desk.standings(), form, user)
        except JudgedMeanwhile as meanwhile:
            if request.headers.get("hx-request") and form.get("card"):
                return self._card(request, form["subject"], user, notice=meanwhile.message, status=409)
            raise
        if request.headers.get("hx-request") and form.get("card"):
            return self._card(request, made.subject, user)
        return RedirectResponse(_safe_back(form.get("back")), 303)

    def _card(
        self, request: Request, claim_id: str, user: User, *, notice: str | None = None, status: int = 200
    ) -> Response:
        ask = Ask({}, {"id": claim_id}, user)
        values = claims.claim(self.desk, ask) | {"notice": notice, "alone": False, "here": f"/claims/{claim_id}"}
        return self._html(request, "card.html", values, status=status)

    def _undo(self, request: Request, form: dict[str, str], user: User) -> Response:
        if acts.undo(self.desk.project, form.get("judgement", ""), user, form.get("why", ""))[1]:
            self.desk.rereading.start()
        if request.headers.get("hx-request") and form.get("card"):
            return self._card(request, form["subject"], user)
        return RedirectResponse(_safe_back(form.get("back")), 303)

    def _place(self, request: Request, form: dict[str, str], user: User) -> Response:
        faults = acts.add_place(self.desk.project, form, user)
        if faults:
            ask = Ask({"kind": "place"}, {}, user, self.serving.limits.rows)
            values = registries.registries(self.desk, ask) | {"typed": form, "faults": faults}
            shown = {"path": "/registries", "here": "/registries?kind=place", "twin": "/registries.json?kind=place"}
            return self._html(request, "registries.html", values | shown, status=400)
        self.desk.rereading.start()
        return RedirectResponse("/registries?kind=place#places", 303)

    def _release(self, _request: Request, form: dict[str, str], user: User) -> Response:
        acts.require(user, "reviewer")
        export.release(self.desk, form, user.name)
        return RedirectResponse("/export", 303)

    async def _exported(self, request: Request) -> Response:
        user = self._user(request)
        if user is None:
            return self._stranger(request)
        try:
            acts.require(user, "reviewer")
            path = export.exported(self.desk, request.path_params["name"])
        except ThucydidesError as error:
            return self._fault(request, error)
        return FileResponse(path, media_type="application/octet-stream", filename=path.name)
