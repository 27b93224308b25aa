"""An analysis stays under 400 MB, whatever the text.

What the network needs is bounded by one batch, so it reads some pages of each text; what is kept of a text of two megabytes is measured
with scores that cost no time, since reading all of it with the network takes minutes.
"""
from __future__ import annotations

import subprocess
import sys

import pytest

MOST = 400  # MB

SCRIPT = """
import re, sys
import numpy as np
from dragoman.analysis import Model, analyse
from dragoman.document import Document

class Swift(Model):
    def run(self, ids, shapes, first):
        rows, n = first.shape
        square = np.broadcast_to(np.eye(n, n + 1, dtype=np.float32), (rows, n, n + 1))
        labels = {"names": 7, "roles": 7, "label_dependent": 128, "label_head": 128}
        kept = {k: np.random.default_rng(0).normal(size=(rows, n + (k == "label_head"), size)).astype("f4") for k, size in labels.items()}
        for name in ("names", "roles"):
            kept[name][..., 0] += 4  # most tokens are outside of names and of speech
        decided = {k: np.zeros((rows, n), np.int32) for k in ("upos", "lemma", "feats")}
        return {**kept, **decided, "start": np.zeros((rows, n), np.float32), "arcs": square, "links": square}

text = eval(sys.argv[1])
text = (text * (2_000_000 // len(text) + 1))[:2_000_000]
analyse(Document(id="x", text=text[:20_000]))
a = analyse(Document(id="x", text=text), Swift())
assert a.end[-1] > 1_900_000, a.end[-1]
status = open("/proc/self/status").read()  # getrusage would count what the parent held when it forked
print(int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's")
@pytest.mark.parametrize("text", [
    "'The minister of 17 countries, Mr. Kim, said on Tuesday that she would sign the treaty \u201csoon\u201d. ' * 12 + chr(10)", "'x'",
    "'x' * 100_000 + ' said Mr. Kim. '", "'\U0001f600'", "'1234567890'", "'12 3,4 '", "'a b' + chr(10)"])
def test_a_document_of_two_megabytes_fits_into_memory(text):
    done = subprocess.run([sys.executable, "-c", SCRIPT, text], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < MOST
