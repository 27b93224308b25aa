"""The register in the browser."""
from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.options import RegisterOption, opened
from dragoman.errors import DragomanError


def serve(
    register: RegisterOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on: one of this machine's own.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 chooses a free one.")] = 8000,
) -> None:
    """Show the register in the browser, for this machine alone, until interrupted."""
    try:
        from dragoman import web
    except ModuleNotFoundError as error:
        if error.name not in ("fastapi", "starlette", "uvicorn"):
            raise
        raise DragomanError(f"{error.name} is not installed; pip install 'dragoman[web]'") from error

    web.serving.loopback(host)  # before a register is opened, and brought up to date, in vain
    with opened(register, create=False) as kept:
        web.serve(kept, host, port, ready=lambda address: typer.echo(f"serving the register at {address} (Ctrl-C ends it)", err=True))
