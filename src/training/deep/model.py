"""A small BERT with one linear layer over its token states, that tags the names in a text.

Beside the word pieces it takes how each word is written, which pieces in lower case do not tell, and
what a faster tagger took it for.
"""

import math

import numpy
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn

SHAPES = 30  # Windows.SHAPES
GUESSES = 26  # Windows.GUESSES
TAGS = 25  # Label.TAGS
LABELS = ["PERSON", "PLACE", "ORGANISATION", "GROUP", "FACILITY", "OTHER"]
BELIEF = 3.0  # by how much a guessed tag scores more than others, before anything is learnt
LAYERS, WIDTH, HEADS, INNER, POSITIONS, EPSILON = 12, 384, 12, 1536, 512, 1e-12


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention = nn.Linear(WIDTH, 3 * WIDTH)
        self.output = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=EPSILON)

    def forward(self, x, mask, of):
        batch, length, _ = x.shape
        parts = linear(x, self.attention, of).view(batch, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / math.sqrt(WIDTH // HEADS)
        if mask is not None:
            scores = scores + mask.to(scores.dtype)
        mixed = (F.softmax(scores, -1) @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + linear(mixed, self.output, of).to(x.dtype))
        return self.norm2(x + linear(F.gelu(linear(x, self.up, of)), self.down, of).to(x.dtype))


def linear(x, layer, of):
    """A linear layer computed in the type `of`, whatever its weights are kept in."""
    return F.linear(x.to(of), layer.weight.to(of), layer.bias.to(of))


class Tagger(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.guesses = nn.Embedding(GUESSES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.head = nn.Linear(WIDTH, TAGS)
        self.shape_head = nn.Embedding(SHAPES, TAGS)
        self.guess_head = nn.Embedding(GUESSES, TAGS)
        for table in (self.shapes, self.guesses, self.shape_head, self.guess_head):
            nn.init.zeros_(table.weight)
        self.believe()
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def believe(self):
        """Begins with the view that the faster tagger is right."""
        with torch.no_grad():
            self.guess_head.weight.zero_()
            for tag in range(TAGS):
                self.guess_head.weight[1 + tag, tag] = BELIEF

    def states(self, pieces, shapes, guesses, mask=None, of=torch.float32, dropout=0.0):
        x = self.words(pieces) + self.positions(torch.arange(pieces.shape[1]))
        x = self.norm(x + self.shapes(shapes) + self.guesses(guesses))
        x = F.dropout(x, dropout, self.training)
        for layer in self.layers:
            x = layer(x, mask, of)
        return x

    def forward(self, pieces, shapes, guesses, mask=None, of=torch.float32, dropout=0.0):
        """The score of each tag for each piece."""
        x = self.states(pieces, shapes, guesses, mask, of, dropout)
        x = F.dropout(x, dropout, self.training)
        return self.head(x) + self.shape_head(shapes) + self.guess_head(guesses)


def pretrained(path):
    """A tagger whose encoder is that of bge-small-en-v1.5, from its ONNX file."""
    graph = onnx.load(path).graph
    weights = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    # Matrices have lost their names; the node that uses each is named after its layer.
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
            weights[node.output[0].strip("/").replace("/", ".")] = weights[node.input[1]]

    def matrix(name):
        return torch.tensor(weights[name + ".MatMul_output_0"].T.copy())

    def vector(name):
        return torch.tensor(weights[name].copy())

    words = vector("embeddings.word_embeddings.weight")
    model = Tagger(words.shape[0])
    with torch.no_grad():
        model.words.weight.copy_(words)
        model.positions.weight.copy_(
            vector("embeddings.position_embeddings.weight")
            + vector("embeddings.token_type_embeddings.weight")[0])
        model.norm.weight.copy_(vector("embeddings.LayerNorm.weight"))
        model.norm.bias.copy_(vector("embeddings.LayerNorm.bias"))
        for i, layer in enumerate(model.layers):
            name = f"encoder.layer.{i}."
            parts = [name + "attention.self." + p for p in ("query", "key", "value")]
            layer.attention.weight.copy_(torch.cat([matrix(p) for p in parts]))
            layer.attention.bias.copy_(torch.cat([vector(p + ".bias") for p in parts]))
            for target, source in (
                (layer.output, "attention.output.dense"),
                (layer.up, "intermediate.dense"),
                (layer.down, "output.dense"),
            ):
                target.weight.copy_(matrix(name + source))
                target.bias.copy_(vector(name + source + ".bias"))
            for target, source in (
                (layer.norm1, "attention.output.LayerNorm"),
                (layer.norm2, "output.LayerNorm"),
            ):
                target.weight.copy_(vector(name + source + ".weight"))
                target.bias.copy_(vector(name + source + ".bias"))
    return model


def may_follow():
    """Which tag may follow which, by tag: outside, then begin, inside, last, unit of each label."""
    legal = numpy.zeros((TAGS, TAGS), bool)
    for a in range(TAGS):
        opened = a > 0 and (a - 1) % 4 < 2
        for b in range(TAGS):
            if opened:
                legal[a, b] = b > 0 and (b - 1) // 4 == (a - 1) // 4 and (b - 1) % 4 in (1, 2)
            else:
                legal[a, b] = b == 0 or (b - 1) % 4 in (0, 3)
    return legal


LEGAL = numpy.where(may_follow(), 0.0, -1e9)


def decode(scores):
    """The best legal sequence of tags under the scores of tokens."""
    opening = LEGAL[0]
    best = scores[0] + opening
    back = []
    for row in scores[1:]:
        through = best[:, None] + LEGAL
        back.append(through.argmax(0))
        best = through.max(0) + row
    closing = numpy.array([0.0 if t == 0 or (t - 1) % 4 >= 2 else -1e9 for t in range(TAGS)])
    tags = [int((best + closing).argmax())]
    for step in reversed(back):
        tags.append(int(step[tags[-1]]))
    return tags[::-1]


def spans(tags):
    """The labelled runs that tags mark."""
    found, start = set(), 0
    for i, tag in enumerate(tags):
        if tag > 0:
            position = (tag - 1) % 4
            if position in (0, 3):
                start = i
            if position >= 2:
                found.add((start, i + 1, LABELS[(tag - 1) // 4]))
    return found
