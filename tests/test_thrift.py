"""What this process asks the system for."""

from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from voice_star.thrift import uncollected

_USE = """
import os, resource
from voice_star.thrift import be_thrifty
{call}
for _ in range(10):
    b"x" * 60_000_000
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)
print(os.environ.get("OPENBLAS_NUM_THREADS"))
"""
_PAGES = 60_000_000 // 4096


def _facts(call: str, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _USE.format(call=call)],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    return done.stdout.split()


@pytest.mark.skipif(sys.platform != "linux", reason="a matter of Linux's C library")
def test_freed_memory_is_used_again() -> None:
    n_faults = {call: int(_facts(call)[0]) for call in ("", "be_thrifty()")}
    # Freshly mapped each time, most of it; once, where it was kept.
    assert n_faults["be_thrifty()"] < n_faults[""] - 3 * _PAGES


def test_threads_of_numpy_can_be_set_from_outside() -> None:
    assert _facts("be_thrifty()")[1] == "1"
    assert _facts("be_thrifty()", OPENBLAS_NUM_THREADS="7")[1] == "7"


_LENGTHS = """
from voice_star.thrift import be_thrifty
be_thrifty()
from pathlib import Path
import ctranslate2, numpy as np
from voice_star.places import models_folder
from voice_star.speech.models import model_folder
folder = model_folder("base", cache=models_folder())
model = ctranslate2.models.Whisper(str(folder), compute_type="int8", intra_threads=2)
for index in range(50):
    if index == 20:
        before = int(Path("/proc/self/statm").read_text().split()[1])
    spectra = np.zeros((1, 80, 1000 + 2 * (index * 37 % 50)), dtype=np.float32)
    model.encode(ctranslate2.StorageView.from_array(spectra))
after = int(Path("/proc/self/statm").read_text().split()[1])
print((after - before) * 4096 // 1_000_000)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")
def test_pieces_of_many_lengths_cost_no_memory_each() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _LENGTHS], check=True, capture_output=True, text=True
    )
    assert int(done.stdout) <= 15


def test_garbage_is_looked_for_again_afterwards() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
