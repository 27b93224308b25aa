"""A model folder that is not whole is refused with one clear error."""
from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from dragoman.analysis import analyse
from dragoman.analysis.model import SHIPPED, Model
from dragoman.document import Document
from dragoman.errors import ModelError


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(SHIPPED, tmp_path / "weights")


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"nowhere.*cannot be loaded"):
        Model(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["encoder.onnx", "labels.npz", "lemmas.tsv", "tokenizer.json"])
def test_a_missing_file_is_an_error(folder, name):
    (folder / name).unlink()
    with pytest.raises(ModelError, match="cannot be loaded"):
        Model(folder)


@pytest.mark.parametrize("name", ["encoder.onnx", "labels.npz", "lemmas.tsv", "model.json", "tokenizer.json"])
@pytest.mark.parametrize("share", [0, 0.5, 0.999])
def test_a_truncated_file_is_an_error(folder, name, share):
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[:int(len(whole) * share)])
    with pytest.raises(ModelError, match="cannot be loaded"):
        Model(folder)


def change(folder, **changes) -> None:
    """Put other values into model.json."""
    head = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps({**head, **changes}), encoding="utf-8")


def labels(folder, name: str, values: list[str]) -> dict[str, list[str]]:
    """The label sets of a folder, one of them changed."""
    return {**json.loads((folder / "model.json").read_text(encoding="utf-8"))["labels"], name: values}


def test_another_format_is_refused(folder):
    change(folder, format=99)
    with pytest.raises(ModelError, match="format 99, not 2"):
        Model(folder)


@pytest.mark.parametrize("name", ["names", "roles", "deprel"])
def test_label_sets_that_do_not_fit_the_graph_are_refused(folder, name):
    change(folder, labels=labels(folder, name, ["O", "root"]))
    with pytest.raises(ModelError, match=rf"label sets of {name} are not those of the graph"):
        Model(folder)


@pytest.mark.parametrize("name", ["upos", "lemma", "feats"])
def test_a_label_that_its_set_does_not_have_is_an_error(folder, name):
    change(folder, labels=labels(folder, name, []))
    with pytest.raises(ModelError, match=f"label set of {name} is not that of its graph"):
        analyse(Document(id="x", text="It rains."), Model(folder))


def test_a_missing_label_set_is_an_error(folder):
    change(folder, labels={})
    with pytest.raises(ModelError, match="cannot be loaded"):
        Model(folder)


def test_a_scorer_of_other_label_vectors_is_refused(folder):
    with np.load(folder / "labels.npz") as arrays:
        np.savez(folder / "labels.npz", **{**arrays, "weight": arrays["weight"][:, 3:]})
    with pytest.raises(ModelError, match="label sets of deprel"):
        Model(folder)
