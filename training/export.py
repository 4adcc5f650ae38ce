"""The fitted network as one small ONNX file, in eight bits."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.wordpieces import vocabulary

if TYPE_CHECKING:
    from training.network import Judge


def export(judge: Judge, path: Path) -> None:
    """Write a network to `path`: tokens in, word and flag logits out.

    Weights become seven bits and a sign, channel by channel: with one bit more, sums
    overflow on processors without VNNI, and an answer would be judged otherwise there.
    """
    with tempfile.TemporaryDirectory() as folder:
        full, plain = Path(folder) / "full.onnx", Path(folder) / "plain.onnx"
        torch.onnx.export(
            judge.eval(),
            (torch.zeros((1, 64), dtype=torch.long),),
            full,
            input_names=["tokens"],
            output_names=["words", "flags"],
            dynamic_shapes={
                "tokens": {1: torch.export.Dim("n_tokens", min=2, max=512)}
            },
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        quant_pre_process(full, plain, skip_symbolic_shape=True)
        quantize_dynamic(
            plain,
            path,
            weight_type=QuantType.QInt8,
            reduce_range=True,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    onnx.checker.check_model(path)


def write_network(judge: Judge, folder: Path) -> None:
    """Write what `voice_star.analysis.network.Network` reads, but for `judge.json`."""
    folder.mkdir(parents=True, exist_ok=True)
    export(judge, folder / "network.onnx")
    _, tokens = vocabulary()
    (folder / "vocabulary.txt").write_text("\n".join(tokens) + "\n", encoding="utf-8")
