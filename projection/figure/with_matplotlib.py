"""Draws what BenchmarkPNG50257 draws with matplotlib, and prints how long it takes.

    python3 projection/figure/with_matplotlib.py

50,257 marks in three shapes with a title, named axes at one scale, a legend and the
160 labels that have room in the benchmark's figure, 1890×1181 at 144 DPI, as a PNG
in memory. matplotlib is given the places of the labels, and need not look for them.
"""
import io
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy

POINTS, LABELS = 50257, 160


def draw(x, y):
    figure = plt.figure(figsize=(1890 / 144, 1181 / 144), dpi=144)
    axes = figure.add_subplot()
    for group, (marker, color, name) in enumerate([("o", "#006ed5", "animals"), ("s", "#9a4603", "colours"), ("v", "#9a4603", "countries")]):
        axes.plot(x[group::3], y[group::3], marker, markersize=2.2, color=color, markeredgewidth=0, label=name)
    for i in range(LABELS):
        axes.annotate(f"word{i}", (x[i], y[i]), fontsize=7.5)
    axes.set_aspect("equal", adjustable="datalim")
    axes.set(title="Words of the model", xlabel="PC1 (12.3 %)", ylabel="PC2 (4.5 %)")
    axes.legend(loc="upper right")
    out = io.BytesIO()
    figure.savefig(out, format="png")
    plt.close(figure)


random = numpy.random.default_rng(1)
x, y = random.normal(size=POINTS) + 3 * (numpy.arange(POINTS) % 3), random.normal(size=POINTS)
draw(x, y)
times = []
for _ in range(10):
    clock, processor = time.perf_counter(), time.process_time()
    draw(x, y)
    times.append((time.perf_counter() - clock, time.process_time() - processor))
print("by the clock %.0f ms, by processor time %.0f ms: the least of ten" % tuple(1000 * min(t[i] for t in times) for i in (0, 1)))
