"""A model folder that is not whole is refused with one clear error."""
from __future__ import annotations

import json
import shutil

import pytest

from dragoman.analysis.model import SHIPPED, Model
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


def test_a_truncated_graph_is_an_error(folder):
    whole = (folder / "encoder.onnx").read_bytes()
    (folder / "encoder.onnx").write_bytes(whole[:len(whole) // 2])
    with pytest.raises(ModelError, match="cannot be loaded"):
        Model(folder)


def test_another_format_is_refused(folder):
    head = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    (folder / "model.json").write_text(json.dumps({**head, "format": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="format 99, not 1"):
        Model(folder)
