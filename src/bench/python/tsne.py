"""Lays out the points that the benchmark Layouts left in a folder with scikit-learn's t-SNE, and judges both layouts alike.

usage: tsne.py FOLDER [SEEDS]
"""
import sys
import time
from pathlib import Path

import numpy
import sklearn
from scipy.spatial.distance import pdist, squareform
from sklearn.manifold import TSNE, trustworthiness
from sklearn.manifold._t_sne import _joint_probabilities_nn
from sklearn.neighbors import NearestNeighbors

NEIGHBOURS = 12
folder = Path(sys.argv[1])
seeds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
x = numpy.loadtxt(folder / "points.csv", delimiter=",", dtype=numpy.float32)
perplexity = min(30, (len(x) - 1) // 3)
graph = NearestNeighbors(n_neighbors=min(len(x) - 1, 3 * perplexity + 1)).fit(x).kneighbors_graph(mode="distance")
graph.data **= 2
p = _joint_probabilities_nn(graph, perplexity, 0).toarray()


def divergence(y):
    """KL(P || Q) with Q over every pair, in double."""
    q = 1 / (1 + squareform(pdist(y.astype(float), "sqeuclidean")))
    numpy.fill_diagonal(q, 0)
    q /= q.sum()
    there = p > 0
    return float((p[there] * numpy.log(p[there] / numpy.maximum(q[there], 1e-300))).sum())


def judge(name, y, more=""):
    kept = trustworthiness(x, y, n_neighbors=NEIGHBOURS) if len(x) > 2 * NEIGHBOURS else float("nan")
    print(f"{name}: KL {divergence(y):.4f}, trustworthiness {kept:.4f}{more}")


print("scikit-learn", sklearn.__version__, "points", x.shape, "perplexity", perplexity)
judge("ours", numpy.loadtxt(folder / "layout.csv", delimiter=","))
for seed in range(seeds):
    begin = time.perf_counter()
    tsne = TSNE(perplexity=perplexity, n_iter=500, angle=0.5, init="pca", learning_rate="auto", random_state=seed, n_jobs=1)
    y = tsne.fit_transform(x)
    seconds = time.perf_counter() - begin
    judge(f"scikit-learn, seed {seed}", y, f", {seconds:.2f} s, its own KL {tsne.kl_divergence_:.4f}")
