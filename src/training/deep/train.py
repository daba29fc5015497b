"""Fine-tunes bge-small-en-v1.5 to tag names; README.md tells how it is run."""

import argparse
import random
import time

import numpy
import torch
import torch.nn.functional as F

import model as m

SEED = 20200720
PIECES = 1536  # of a batch, padding included
RATE, NEW_RATE, WARM_UP, DECAY = 2e-4, 1e-3, 30, 0.01
DROPOUT = 0.1
SHORT, SHORT_SHARE = 64, 0.1  # of messages of one sentence, a share is learnt in each epoch
FORGOTTEN = 0.1  # share of guesses that are withheld, so that they are not all that is believed


def read(path):
    with open(path) as lines:
        return [[list(map(int, row.split())) for row in line.split("|")] for line in lines]


def batches(windows, seed, short_share=1.0):
    """Windows of like length together, in random order."""
    rng = random.Random(seed)
    order = [i for i, w in enumerate(windows) if len(w[0]) >= SHORT or rng.random() < short_share]
    rng.shuffle(order)
    order.sort(key=lambda i: len(windows[i][0]) + rng.random() * 12)
    groups, group = [], []
    for i in order:
        if group and (len(group) + 1) * len(windows[i][0]) > PIECES:
            groups.append(group)
            group = []
        group.append(i)
    groups.append(group)
    rng.shuffle(groups)
    return groups


def tensors(windows):
    length = max(len(w[0]) for w in windows)
    rows = [
        torch.tensor([w[k] + [fill] * (length - len(w[k])) for w in windows])
        for k, fill in enumerate((0, 0, 0, -1))
    ]
    mask = torch.tensor([[0.0] * len(w[0]) + [-1e4] * (length - len(w[0])) for w in windows])
    return rows, (mask[:, None, None, :] if bool((mask < 0).any()) else None)


def evaluate(tagger, windows):
    """F1 over persons, places and organisations, and by label; names cut by a window count in part."""
    tagger.eval()
    counts = {}
    with torch.no_grad():
        for group in batches(windows, 0):
            (pieces, shapes, guesses, gold), mask = tensors([windows[i] for i in group])
            scores = tagger(pieces, shapes, guesses, mask, torch.bfloat16).float().numpy()
            for row, wanted in zip(scores, gold.numpy()):
                heads = wanted >= 0
                if heads.any():
                    found, right = m.spans(m.decode(row[heads])), m.spans(wanted[heads])
                    for label in m.LABELS:
                        f = {s for s in found if s[2] == label}
                        r = {s for s in right if s[2] == label}
                        c = counts.setdefault(label, [0, 0, 0])
                        c[0] += len(f)
                        c[1] += len(r)
                        c[2] += len(f & r)
    tagger.train()

    def f1(c):
        return 200 * c[2] / max(1, c[0] + c[1])

    main = [sum(counts[label][k] for label in m.LABELS[:3]) for k in range(3)]
    return f"PLO {f1(main):.2f} " + " ".join(f"{k} {f1(c):.1f}" for k, c in counts.items())


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("start", help="ONNX file of bge-small-en-v1.5")
    arguments.add_argument("windows", help="folder with train.txt and dev.txt")
    arguments.add_argument("out", help="file for the weights")
    arguments.add_argument("--epochs", type=float, default=2.0)
    arguments.add_argument("--resume", help="weights to go on from, but for what is made of guesses")
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("--minutes", type=float, help="end by then, the rate falling in time")
    a = arguments.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(a.seed)
    numpy.random.seed(a.seed)
    train, dev = read(a.windows + "/train.txt"), read(a.windows + "/dev.txt")
    print(len(train), "windows,", sum(len(w[0]) for w in train), "pieces; dev", len(dev), flush=True)
    tagger = m.pretrained(a.start)
    if a.resume:
        tagger.load_state_dict(torch.load(a.resume))
        tagger.believe()
    tagger.words.weight.requires_grad_(False)
    groups = [{"plain": False, "rate": RATE}, {"plain": True, "rate": RATE}, {"plain": True, "rate": NEW_RATE}]
    for group in groups:
        group["params"] = []
    for name, weight in tagger.named_parameters():
        if weight.requires_grad:
            new = name.startswith(("head", "shape", "guess"))
            groups[2 if new else 1 if weight.dim() == 1 else 0]["params"].append(weight)
    optimiser = torch.optim.AdamW(
        [{"params": g["params"], "weight_decay": 0 if g["plain"] else DECAY} for g in groups], lr=0)
    per_epoch = len(batches(train, SEED, SHORT_SHARE))
    total = int(per_epoch * a.epochs)
    print(per_epoch, "steps an epoch", flush=True)
    start, cpu, step, epoch, loss_sum, progress, last = time.time(), time.process_time(), 0, 0, 0.0, 0.0, 0
    tagger.train()
    while progress < 1:
        epoch += 1
        for group in batches(train, a.seed + epoch, SHORT_SHARE):
            progress = step / total
            if a.minutes:
                progress = max(progress, (time.time() - start) / 60 / a.minutes)
            if progress >= 1:
                break
            factor = min(step / WARM_UP, 1) * (1 - progress)
            for part, settings in zip(optimiser.param_groups, groups):
                part["lr"] = settings["rate"] * factor
            (pieces, shapes, guesses, gold), mask = tensors([train[i] for i in group])
            guesses = guesses * (torch.rand(guesses.shape) >= FORGOTTEN)
            scores = tagger(pieces, shapes, guesses, mask, torch.bfloat16, DROPOUT)
            loss = F.cross_entropy(scores.view(-1, m.TAGS), gold.view(-1), ignore_index=-1)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_((p for g in groups for p in g["params"]), 1.0)
            optimiser.step()
            step += 1
            loss_sum += loss.item()
            if step % 10 == 0:
                print(f"{step} {progress:.3f} loss {loss_sum / 10:.4f} "
                      f"{time.time() - start:.0f} s, processor {time.process_time() - cpu:.0f} s", flush=True)
                loss_sum = 0.0
            if int(progress * 10) > last:
                last = int(progress * 10)
                torch.save(tagger.state_dict(), a.out)
    torch.save(tagger.state_dict(), a.out)
    print(step, "steps; dev", evaluate(tagger, dev), flush=True)


if __name__ == "__main__":
    main()
