"""The shipped model: one ONNX graph, its label sets and its vocabulary, loaded once per process."""
from __future__ import annotations

import json
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from itertools import starmap
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.batches import Inputs
from dragoman.analysis.decoding import transition_scores
from dragoman.analysis.lemmas import Lemmas
from dragoman.analysis.wordpieces import WordPieces
from dragoman.errors import ModelError

FORMAT = 2  # of the model folder; raised whenever the graph's inputs, outputs or label sets change their meaning
SHIPPED = Path(__file__).with_name("weights")
_MEND = "reinstall dragoman, or name a folder that training/export.py wrote"
_DECIDED, _SCORED = ("upos", "lemma", "feats"), ("names", "roles")  # heads that give a label's number, and a score for each label
# Arcs of one matrix product: a larger one NumPy's library computes on all cores, whose threads then spin and slow down whoever else reads.
_ROWS = 8

Scores = dict[str, NDArray[Any]]


class Model:
    """An encoder with its heads. Immutable; one may serve many threads. `threads`: how many batches it computes at a time; 0 for as many
    as the class attribute `cores` says, which is 0 for one on each core.

    Raises ModelError where the folder is incomplete, damaged, of another format, or made of parts that do not fit each other.
    """

    cores: ClassVar[int] = 0

    def __init__(self, folder: Path = SHIPPED, *, threads: int = 0) -> None:
        threads = threads or self.cores
        try:
            head = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            if head["format"] != FORMAT:
                raise ModelError(f"{folder}: a model of format {head['format']}, not {FORMAT}; {_MEND}")
            self._session = session(folder / "encoder.onnx", threads)
            self.threads = threads or os.cpu_count() or 1
            self._pool = ThreadPoolExecutor(self.threads, "dragoman")
            with (folder / "labels.npz").open("rb") as file, np.load(file) as arrays:
                self._weight, self._bias = arrays["weight"].astype(np.float32), arrays["bias"].astype(np.float32)
                learnt = arrays["transitions"]
            self._lemmas = Lemmas(_table(folder / "lemmas.tsv"))
            self.pieces = WordPieces(folder / "tokenizer.json")
            self.labels: dict[str, list[str]] = head["labels"]
            self.root = self.labels["deprel"].index("root")
            self._outputs = [o.name for o in self._session.get_outputs()]
            self._check()
            names, roles = (self.labels[name] for name in _SCORED)
            self.transitions = transition_scores(names), transition_scores(roles, learnt)
        except ModelError:
            raise
        except Exception as error:  # onnxruntime raises types of its own, down to bare Exception
            raise ModelError(f"{folder}: the model cannot be loaded ({error}); {_MEND}") from error
        self.version = f"{FORMAT}.{head['step']}.{head['graph']}"

    def _check(self) -> None:
        """Raises ValueError where the label sets are not those of the graph."""
        last = {o.name: o.shape[-1] for o in self._session.get_outputs()}
        known = {name: len(self.labels[name]) for name in (*_DECIDED, *_SCORED, "deprel")}
        wrong = [name for name in _SCORED if last[name] != known[name]]
        if self._weight.shape != (known["deprel"], 3 * last["label_head"]) or self._bias.shape != (known["deprel"],):
            wrong.append("deprel")
        if wrong:
            raise ValueError(f"the label sets of {', '.join(wrong)} are not those of the graph")

    def run(self, ids: NDArray[np.int64], shapes: NDArray[np.int64], first: NDArray[np.int64]) -> Scores:
        """Scores by head for a batch of windows: `ids` and `shapes` [B, T], `first` [B, N] the place of each word's first piece.

        Raises ModelError where the graph chooses a label that the label sets do not have.
        """
        values = self._session.run(self._outputs, {"ids": ids, "shapes": shapes, "first": first})
        scores: Scores = dict(zip(self._outputs, values, strict=True))
        for name in _DECIDED:
            if scores[name].max() >= len(self.labels[name]):
                raise ModelError(f"the model's label set of {name} is not that of its graph; {_MEND}")
        return scores

    def run_all(self, batches: Iterable[Inputs]) -> Iterator[Scores]:
        """The scores of each batch in turn; while one is used, as many others as there are threads are computed, each on a core of its own.

        That keeps cores busier than several of them on one batch do, and what is computed does not hang on how many there are.
        """
        if self.threads == 1:
            yield from starmap(self.run, batches)
            return
        ahead: deque[Future[Scores]] = deque()
        for inputs in batches:
            if len(ahead) > self.threads:  # one waits, so that no core does
                yield ahead.popleft().result()
            ahead.append(self._pool.submit(self.run, *inputs))
        while ahead:
            yield ahead.popleft().result()

    def lemma(self, form: str, upos: str, script: int) -> str:
        """The lemma of a form, for which the network chose the script of this number."""
        return self._lemmas.of(form, upos, self.labels["lemma"][script])

    def relations(self, dependent: NDArray[np.float32], head: NDArray[np.float32]) -> NDArray[np.int64]:
        """The best label of each arc, as its number, from the label vectors [arcs, size] of its two ends."""
        arcs, size = dependent.shape
        pairs = np.zeros((-(-arcs // _ROWS), _ROWS, 3 * size), dtype=np.float32)
        np.concatenate([dependent, head, dependent * head], axis=1, out=pairs.reshape(-1, 3 * size)[:arcs])
        best: NDArray[np.int64] = (pairs @ self._weight.T + self._bias).argmax(2).ravel()[:arcs]
        return best


def session(graph: Path, threads: int = 1) -> Any:
    """An onnxruntime session for a graph, which computes each batch on so many threads."""
    import onnxruntime as ort  # 60 MB of native code: loaded when first read with, not on import

    options = ort.SessionOptions()
    options.log_severity_level = 4
    options.intra_op_num_threads = threads
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_mem_pattern = False  # a plan for every shape of batch holds 40 MB more, and is no faster
    return ort.InferenceSession(str(graph), options, providers=["CPUExecutionProvider"])


def _table(table: Path) -> dict[str, str]:
    """Lemmas by part of speech and form, "UPOS form"."""
    text = table.read_text(encoding="utf-8")
    if not text.endswith("\n"):
        raise ValueError(f"{table.name} breaks off")
    return dict(row.split("\t") for row in text.splitlines())


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that is part of this package."""
    return Model()
