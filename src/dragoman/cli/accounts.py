"""`dragoman account`: who may read, decide and administer in the browser. What each command does, a method of `Accounts` does."""
from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import RegisterOption, opened
from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from dragoman.accounts import Accounts, By
    from dragoman.register import Register

commands = typer.Typer(name="account", no_args_is_help=True, help="Accounts of those who use the register in the browser or by its API.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="The person's name, as it stands in the ledger.", show_default=False)]
RoleOption = Annotated[str, typer.Option("--role", metavar="ROLE", help="reader: reads; reviewer: decides and reads documents in, too; "
                                                                        "admin: sees to accounts, too.")]
MadeOption = Annotated[bool, typer.Option("--make-password", help="Make a password to begin with, which its owner has to replace, instead "
                                                                  "of asking for one.")]


@commands.command("add")
def add(name: Name, role: RoleOption = "reader", make_password: MadeOption = False, register: RegisterOption = None) -> None:
    """A new account. The first one is an admin's."""
    with opened(register) as kept:
        accounts, by = _accounts(kept)
        made = accounts.add(name, role, None if make_password else _password(), by=by)
    _tell(made)


@commands.command("list")
def list_(register: RegisterOption = None) -> None:
    """All accounts, with their roles."""
    with opened(register, create=False) as kept:
        for person in _accounts(kept)[0].people():
            typer.echo(f"{person.role:<9} {person.name}{' (has a password to begin with)' if person.expires else ''}")


@commands.command("password")
def password(name: Name, make_password: MadeOption = False, register: RegisterOption = None) -> None:
    """Another password for a person, who is signed out everywhere."""
    with opened(register, create=False) as kept:
        accounts, by = _accounts(kept)
        made = accounts.reset_password(name, None if make_password else _password(), by=by)
    _tell(made)


@commands.command("role")
def role(
    name: Name,
    to: Annotated[str, typer.Argument(metavar="ROLE", help="reader, reviewer or admin.", show_default=False)],
    register: RegisterOption = None,
) -> None:
    """Give a person another role."""
    with opened(register, create=False) as kept:
        accounts, by = _accounts(kept)
        accounts.set_role(name, to, by=by)


@commands.command("remove")
def remove(name: Name, register: RegisterOption = None) -> None:
    """Remove an account, with its sessions and tokens. What the person decided stays, under their name."""
    with opened(register, create=False) as kept:
        accounts, by = _accounts(kept)
        accounts.remove(name, by=by)


@commands.command("token")
def token(
    name: Name,
    purpose: Annotated[str, typer.Option("--for", metavar="TEXT", help="What it is for.", show_default=False)],
    scope: Annotated[str, typer.Option("--scope", metavar="SCOPE", help="read, review or admin.")] = "read",
    days: Annotated[int, typer.Option("--days", help="For how many days it holds.")] = 30,
    register: RegisterOption = None,
) -> None:
    """Make a token for a program, in a person's name, and print it: it cannot be had again."""
    with opened(register, create=False) as kept:
        accounts, by = _accounts(kept)
        typer.echo(accounts.tokens.add(name, purpose, scope, days, by))


def _accounts(register: Register) -> tuple[Accounts, By]:
    try:
        from dragoman.accounts import Accounts, By
    except ModuleNotFoundError as error:
        if error.name != "argon2":
            raise
        raise DragomanError("argon2-cffi is not installed; pip install 'dragoman[web]'") from error
    return Accounts(register), By()


def _password() -> str:
    """The password that somebody types twice without its being seen, or the first line of standard input where that is a file or a pipe."""
    if sys.stdin.isatty():
        typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return typed
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise DragomanError("standard input: holds no password; give one as its first line, or --make-password")
    return line


def _tell(made: str | None) -> None:
    if made is not None:
        typer.echo(made)
        typer.echo("a password to begin with: its owner replaces it within three days, when first signing in", err=True)
