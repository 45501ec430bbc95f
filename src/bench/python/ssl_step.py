"""One step of SimCLR and of BYOL in PyTorch itself: what SslStep measures, as a script would have it.

ResNet-8 of width 16, heads of 128, 64 pictures of 32 x 32 in two given views, Adam, one thread. Debian's python3-torch is
another version of libtorch than ours, so this is a yardstick beside the pairs of SslStep, not one of them.
"""

import copy
import statistics
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH, BATCHES, STEPS, HEAD = 64, 4, 31, 128


class Block(nn.Module):
    def __init__(self, before, after, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(before, after, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(after)
        self.conv2 = nn.Conv2d(after, after, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(after)
        self.shortcut = nn.Sequential()
        if before != after or stride > 1:
            self.shortcut = nn.Sequential(nn.Conv2d(before, after, 1, stride, bias=False), nn.BatchNorm2d(after))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + self.shortcut(x))


def head(before):
    return nn.Sequential(nn.Linear(before, HEAD), nn.BatchNorm1d(HEAD), nn.ReLU(), nn.Linear(HEAD, HEAD))


def encoder():
    return nn.Sequential(
        nn.Conv2d(3, 16, 3, 1, 1, bias=False),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        Block(16, 16, 1),
        Block(16, 32, 2),
        Block(32, 64, 2),
        nn.AdaptiveAvgPool2d(1),
        nn.Flatten(),
        head(64),
    )


def simclr(online, views):
    z = F.normalize(online(torch.cat(views)), eps=1e-12)
    logits = z @ z.t() / 0.2
    logits.fill_diagonal_(-1e9)
    partners = torch.arange(2 * BATCH).add(BATCH).remainder(2 * BATCH)
    return F.cross_entropy(logits, partners)


def byol(online, predictor, target, views):
    guesses = [predictor(online(view)) for view in views]
    with torch.no_grad():
        aims = [target(view) for view in views]
    return sum((2 - 2 * F.cosine_similarity(p, t)).mean() for p, t in zip(guesses, reversed(aims)))


def measure(name, turns):
    online, predictor = encoder(), head(HEAD)
    target = copy.deepcopy(online)
    learned = list(online.parameters()) + (list(predictor.parameters()) if name == "BYOL" else [])
    adam = torch.optim.Adam(learned, lr=0.001, weight_decay=5e-4)
    batches = [[torch.randn(BATCH, 3, 32, 32) for _ in range(2)] for _ in range(BATCHES)]
    times = []
    for turn in range(turns + 1):
        begun = time.perf_counter()
        for step in range(STEPS):
            views = batches[step % BATCHES]
            adam.zero_grad(set_to_none=True)
            loss = simclr(online, views) if name == "SimCLR" else byol(online, predictor, target, views)
            loss.item()
            loss.backward()
            adam.step()
            if name == "BYOL":
                with torch.no_grad():
                    for follower, leader in zip(target.parameters(), online.parameters()):
                        follower.lerp_(leader, 0.01)
        times.append((time.perf_counter() - begun) / STEPS * 1000)
    kept = times[1:]
    print(f"{name}, PyTorch {torch.__version__}, one thread: median of {turns} turns of {STEPS} steps "
          f"{statistics.median(kept):.1f} ms a step ({min(kept):.1f} to {max(kept):.1f})")


if __name__ == "__main__":
    torch.set_num_threads(1)
    torch.manual_seed(1)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    for method in ("SimCLR", "BYOL"):
        measure(method, count)
