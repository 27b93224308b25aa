"""Puts the server together: pages, API, files, errors, and the guard around all of it."""
from __future__ import annotations

from collections.abc import Callable, Collection

from fastapi import Depends, FastAPI
from starlette.responses import Response
from starlette.types import ASGIApp

from dragoman.register import Register
from dragoman.web import api, pages, refusing
from dragoman.web.access import check_form
from dragoman.web.assets import assets
from dragoman.web.guarding import Guard
from dragoman.web.jobs import Supervisor
from dragoman.web.site import Site

API = "/api/v1"


def make_app(register: Register, *, hosts: Collection[str] = (), today: Callable[[], str] | None = None,
             public: bool = False, reading: Supervisor | None = None) -> ASGIApp:
    """The app that shows a register. It answers to the names of this machine, and to `hosts`; `today` gives the day (default: UTC's).

    `public`: others than this machine reach it, and nobody gets in without an account. Otherwise that is so once there are accounts.
    `reading` has the jobs read that are given; without it they wait.
    """
    from dragoman import __version__

    app = FastAPI(
        dependencies=[Depends(check_form)],
        title="Dragoman", version=__version__, openapi_url=f"{API}/openapi.json", docs_url=None, redoc_url=None,
        generate_unique_id_function=lambda route: route.name)
    api.describe(app)
    app.state.site = site = Site(register, today, reading)
    if reading is not None:
        site.warm()
    app.include_router(api.router, prefix=API)
    app.include_router(pages.router, include_in_schema=False)
    by_path = {asset.path: asset for asset in assets().values()}

    @app.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        asset = by_path.get(f"/static/{name}")
        if asset is None:
            return refusing.refusal("/static/", 404, "There is nothing at this address.")
        headers = {"Cache-Control": "public, max-age=31536000, immutable"}  # another content has another name
        return Response(asset.content, media_type=asset.media_type, headers=headers)

    refusing.install(app)
    return Guard(app, site.accounts, hosts, public=public)
