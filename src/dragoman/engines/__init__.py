"""How documents are read: by this process, or by as many as there are cores."""
from __future__ import annotations

from dragoman.engines.processes import cores, in_order
from dragoman.engines.reading import File, read_files

__all__ = ["File", "cores", "in_order", "read_files"]
