"""Errors → answers: a page for people, problem+json (RFC 9457) under /api."""
from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dragoman.errors import (
    AccountError,
    BusyError,
    ConflictError,
    DecisionError,
    DragomanError,
    FullError,
    InputError,
    QuestionError,
    TooLargeError,
    UnknownError,
)
from dragoman.web.rendering import page

# The first kind that an error is tells its status.
_STATUS: tuple[tuple[type[DragomanError], int], ...] = (
    (UnknownError, 404), (ConflictError, 409), (DecisionError, 400), (QuestionError, 400), (AccountError, 400), (TooLargeError, 413),
    (InputError, 400), (FullError, 429), (BusyError, 503), (DragomanError, 500))
_TITLES = {400: "That cannot be asked so", 401: "Sign in first", 403: "Not allowed", 404: "Not found", 413: "Too much at once",
           429: "Too often", 500: "Something went wrong", 503: "The register is busy"}
_UNFORESEEN = "The fault is the program's, and it has been written to the server's log. What you asked for may work in another way."


def refusal(path: str, status: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """The answer to a request that cannot be served, in the form of what was asked for."""
    phrase = HTTPStatus(status).phrase
    if path.startswith("/api/"):
        problem = {"type": "about:blank", "title": phrase, "status": status, "detail": detail}
        answer = Response(json.dumps(problem, ensure_ascii=False), status, media_type="application/problem+json")
    else:
        answer = page("error.html", status=status, title=_TITLES.get(status, phrase), detail=detail)
        answer.status_code = status
    answer.headers.update(headers or {})
    if status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if status == 503:
        answer.headers["Retry-After"] = "5"
    return answer


def install(app: FastAPI) -> None:
    """Let an app answer so to every error."""

    @app.exception_handler(DragomanError)
    def foreseen(request: Request, error: DragomanError) -> Response:
        return refusal(request.url.path, next(status for kind, status in _STATUS if isinstance(error, kind)), str(error))

    @app.exception_handler(HTTPException)
    def routed(request: Request, error: HTTPException) -> Response:
        detail = "There is nothing at this address." if error.status_code == 404 else error.detail
        return refusal(request.url.path, error.status_code, detail, error.headers)

    @app.exception_handler(RequestValidationError)
    def misasked(request: Request, error: RequestValidationError) -> Response:
        faults = [f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors()]
        return refusal(request.url.path, 400, "; ".join(faults))

    @app.exception_handler(Exception)
    def unforeseen(request: Request, error: Exception) -> Response:  # noqa: ARG001 - what it says is for the log alone
        return refusal(request.url.path, 500, _UNFORESEEN)
