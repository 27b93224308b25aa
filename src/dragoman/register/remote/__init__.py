"""A register that a server keeps (`dragoman serve`), asked over its API with the methods of one that is kept here.

What a server does not offer over its API needs the database itself, and is refused in words.
"""
from __future__ import annotations

INTERFACE = 1  # the version of what a server and this client say to each other; a server may know more than is asked of it
