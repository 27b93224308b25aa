"""The shipped model: one ONNX graph, its label sets and its vocabulary, loaded once per process."""
from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.analysis.decoding import lemma, whole_verb
from dragoman.analysis.wordpieces import WordPieces
from dragoman.errors import ModelError

FORMAT = 1  # of the model folder; raised whenever the graph's inputs, outputs or label sets change their meaning
SHIPPED = Path(__file__).with_name("weights")
_MEND = "reinstall dragoman, or name a folder that training/export.py wrote"

Scores = dict[str, NDArray[Any]]


class Model:
    """An encoder with its heads. Immutable; one may serve many threads.

    Raises ModelError where the folder is incomplete, damaged or of another format.
    """

    def __init__(self, folder: Path = SHIPPED) -> None:
        import onnxruntime as ort  # 60 MB of native code: loaded when first read with, not on import

        try:
            head = json.loads((folder / "model.json").read_text(encoding="utf-8"))
            if head["format"] != FORMAT:
                raise ModelError(f"{folder}: a model of format {head['format']}, not {FORMAT}; {_MEND}")
            options = ort.SessionOptions()
            options.log_severity_level = 4
            self._session = ort.InferenceSession(str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
            with np.load(folder / "labels.npz") as arrays:
                self._weight, self._bias = arrays["weight"].astype(np.float32), arrays["bias"].astype(np.float32)
            rows = (folder / "lemmas.tsv").read_text(encoding="utf-8").splitlines()
            self._lemmas = dict(row.split("\t") for row in rows)
            self._verbs = {known for entry, known in self._lemmas.items() if entry.startswith("VERB ")}
            self.pieces = WordPieces(folder / "tokenizer.json")
        except ModelError:
            raise
        except Exception as error:  # onnxruntime and tokenizers raise types of their own, down to bare Exception
            raise ModelError(f"{folder}: the model cannot be loaded ({error}); {_MEND}") from error
        self.labels: dict[str, list[str]] = head["labels"]
        self.version = f"{FORMAT}.{head['step']}"
        self._outputs = [o.name for o in self._session.get_outputs()]

    def run(self, ids: NDArray[np.int64], shapes: NDArray[np.int64], first: NDArray[np.int64]) -> Scores:
        """Scores by head for a batch of windows: `ids` and `shapes` [B, T], `first` [B, N] the place of each word's first piece."""
        values = self._session.run(self._outputs, {"ids": ids, "shapes": shapes, "first": first})
        return dict(zip(self._outputs, values, strict=True))

    def lemma(self, form: str, upos: str, script: int) -> str:
        """The lemma of a form: the treebanks' own where they know it, else by the lemma script that the network chose."""
        known = self._lemmas.get(f"{upos} {form.lower()}")
        if known:
            return known
        guessed = lemma(form, self.labels["lemma"][script])
        if upos != "VERB" or len(guessed) == len(form):
            return guessed
        whole = whole_verb(guessed)
        return whole[:-1] if whole not in self._verbs and whole.endswith("e") and whole[:-1] in self._verbs else whole

    def dependency_labels(self, dependent: NDArray[np.float32], head: NDArray[np.float32]) -> list[str]:
        """The best label of each arc, from the label vectors [N, size] of its two ends."""
        scores = np.concatenate([dependent, head, dependent * head], axis=1) @ self._weight.T + self._bias
        return [self.labels["deprel"][i] for i in scores.argmax(1)]


@lru_cache(maxsize=1)
def shipped() -> Model:
    """The model that is part of this package."""
    return Model()
