"""The register in the browser."""
from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import RegisterOption, opened
from dragoman.errors import DragomanError

_NEEDED = ("argon2", "fastapi", "httpcore2", "multipart", "python_multipart", "starlette", "uvicorn")
_TURN = 0.001  # seconds that one answer is worked at while others wait: a page of two lines does not stand behind a dossier


def serve(
    register: RegisterOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on. Any that other machines reach needs accounts.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 chooses a free one.")] = 8000,
    name: Annotated[list[str] | None, typer.Option(
        "--name", metavar="HOST", help="A host name by which browsers ask for it. May be repeated.", show_default=False)] = None,
    proxy: Annotated[str | None, typer.Option(
        "--proxy", metavar="ADDRESS", help="The address (or network) of the proxy before it that speaks TLS, whose X-Forwarded-For and "
        "X-Forwarded-Proto are believed.", show_default=False)] = None,
    certificate: Annotated[Path | None, typer.Option(
        "--certificate", metavar="FILE", help="A certificate (PEM), to speak TLS without a proxy.", show_default=False)] = None,
    key: Annotated[Path | None, typer.Option("--key", metavar="FILE", help="Its key (PEM).", show_default=False)] = None,
) -> None:
    """Show the register in the browser until interrupted: for this machine alone, or for others with accounts."""
    try:
        from dragoman.web.placing import Place, Reach
        from dragoman.web.serving import serve as run
    except ModuleNotFoundError as error:
        if error.name not in _NEEDED:
            raise
        raise DragomanError(f"{error.name} is not installed; pip install 'dragoman[web]'") from error

    reach = Reach(tuple(name or ()), proxy, certificate, key)
    place = Place(host, reach)  # before a register is opened, and brought up to date, in vain

    def ready(address: str) -> None:
        if place.exposed:
            typer.echo("warning: passwords and texts cross the network unencrypted; put a proxy before it that speaks TLS, and name it "
                       "with --proxy, or give --certificate and --key", err=True)
        typer.echo(f"serving the register at {address} (Ctrl-C ends it)", err=True)

    sys.setswitchinterval(_TURN)
    gc.freeze()  # what is loaded by now stays, and need not be gone through whenever a page has left something behind
    with opened(register, create=False) as kept:
        run(kept, host, port, ready, reach=reach)
