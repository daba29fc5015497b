"""Writes trained weights as an ONNX file in eight bits, vocabulary included; README.md tells how."""

import argparse
import json
import math
import unicodedata

import numpy
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import model as m

FORMAT = "vigil-deep-1"  # DeepTagger.FORMAT
LONGEST = 256  # Windows.LONGEST
# Of 127: products of eight by eight bits overflow on processors without VNNI, and then results would
# depend on the machine.
RANGE = 63


def kept(piece):
    """Whether a piece may occur in English: special ones that are used, and what has no other script."""
    if piece.startswith("["):
        return piece in ("[UNK]", "[CLS]", "[SEP]") or piece == "["
    return not any(c.isalpha() and "LATIN" not in unicodedata.name(c, "") for c in piece)


class Graph:
    def __init__(self):
        self.nodes, self.weights, self.count = [], [], 0

    def weight(self, array):
        self.count += 1
        name = f"w{self.count}"
        self.weights.append(numpy_helper.from_array(numpy.ascontiguousarray(array), name))
        return name

    def add(self, kind, *inputs, domain="", outputs=1, **attributes):
        self.count += 1
        names = [f"t{self.count}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names[0] if outputs == 1 else names

    def linear(self, x, layer):
        """A linear layer whose weights have a scale for each column and eight bits."""
        matrix = layer[0].T
        scale = (numpy.abs(matrix).max(0) / RANGE).astype(numpy.float32)
        small = numpy.rint(matrix / scale).astype(numpy.int8)
        return self.add(
            "DynamicQuantizeMatMul", x, self.weight(small), self.weight(scale),
            self.weight(numpy.zeros(len(scale), numpy.int8)), self.weight(layer[1]),
            domain="com.microsoft")

    def norm(self, x, layer):
        return self.add(
            "LayerNormalization", x, self.weight(layer[0]), self.weight(layer[1]),
            axis=-1, epsilon=m.EPSILON)

    def embedding(self, table, numbers):
        return self.add("Gather", self.weight(table), numbers)


def build(weights, vocabulary):
    def pair(name):
        return weights[name + ".weight"], weights[name + ".bias"]

    g = Graph()
    pieces = [i for i, piece in enumerate(vocabulary) if kept(piece)]
    words = weights["words.weight"][pieces]
    scale = numpy.abs(words).max(1, keepdims=True) / 127
    small = g.add("Gather", g.weight(numpy.rint(words / scale).astype(numpy.int8)), "pieces")
    x = g.add(
        "Mul", g.add("Cast", small, to=TensorProto.FLOAT),
        g.add("Gather", g.weight(scale.astype(numpy.float32)), "pieces"))
    length = g.add("Shape", "pieces")
    positions = g.add(
        "Slice", g.weight(weights["positions.weight"][:LONGEST]), g.weight(numpy.array([0])), length,
        g.weight(numpy.array([0])))
    for part in (positions, g.embedding(weights["shapes.weight"], "shapes"),
                 g.embedding(weights["guesses.weight"], "guesses")):
        x = g.add("Add", x, part)
    x = g.norm(x, pair("norm"))
    heads = g.weight(numpy.array([-1, 3 * m.HEADS, m.WIDTH // m.HEADS]))
    flat = g.weight(numpy.array([-1, m.WIDTH]))
    thirds = g.weight(numpy.array([m.HEADS] * 3))
    for i in range(m.LAYERS):
        name = f"layers.{i}."
        matrix, bias = (a.copy() for a in pair(name + "attention"))
        matrix[: m.WIDTH] /= math.sqrt(m.WIDTH // m.HEADS)
        bias[: m.WIDTH] /= math.sqrt(m.WIDTH // m.HEADS)
        parts = g.add("Reshape", g.linear(x, (matrix, bias)), heads)
        parts = g.add("Transpose", parts, perm=[1, 0, 2])
        query, key, value = g.add("Split", parts, thirds, outputs=3, axis=0)
        scores = g.add("MatMul", query, g.add("Transpose", key, perm=[0, 2, 1]))
        mixed = g.add("MatMul", g.add("Softmax", scores, axis=-1), value)
        mixed = g.add("Reshape", g.add("Transpose", mixed, perm=[1, 0, 2]), flat)
        x = g.norm(g.add("Add", x, g.linear(mixed, pair(name + "output"))), pair(name + "norm1"))
        up = g.add("Gelu", g.linear(x, pair(name + "up")), domain="com.microsoft")
        x = g.norm(g.add("Add", x, g.linear(up, pair(name + "down"))), pair(name + "norm2"))
    scores = g.add("Gemm", x, g.weight(weights["head.weight"].T), g.weight(weights["head.bias"]))
    scores = g.add("Add", scores, g.embedding(weights["shape_head.weight"], "shapes"))
    guessed = g.embedding(weights["guess_head.weight"], "guesses")
    g.nodes.append(helper.make_node("Add", [scores, guessed], ["scores"]))
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["length"])
        for name in ("pieces", "shapes", "guesses")
    ]
    output = helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["length", m.TAGS])
    graph = helper.make_graph(g.nodes, "deep-english", inputs, [output], g.weights)
    made = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)])
    made.ir_version = 8
    helper.set_model_props(
        made, {"format": FORMAT, "vocabulary": "\n".join(vocabulary[i] for i in pieces)})
    return made, pieces


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("weights", help="file written by train.py")
    arguments.add_argument("tokenizer", help="tokenizer.json of bge-small-en-v1.5")
    arguments.add_argument("out", help="ONNX file to write")
    a = arguments.parse_args()
    weights = {k: v.numpy() for k, v in torch.load(a.weights).items()}
    with open(a.tokenizer, encoding="utf-8") as lines:
        numbers = json.load(lines)["model"]["vocab"]
    made, pieces = build(weights, sorted(numbers, key=numbers.get))
    onnx.save(made, a.out)
    print(len(pieces), "pieces of", len(numbers))


if __name__ == "__main__":
    main()
