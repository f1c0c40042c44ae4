"""Times the engine against its peers on one core and checks that they state the same model.

Usage: compare.py <engine binary> [results.json]
"""
import json
import os
import subprocess
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np
import numpy_model
from mesa_model import ProgramModel

PARTNERS, QUARTERS, REPLICATIONS = 1000, 8, 100
SEED = 0x00C0FFEE12345678


def engine(*size):
    done = subprocess.run([sys.argv[1], *map(str, size)], check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def best(action, rounds=3):
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return min(times)


def check():
    """The same draws give the same numbers."""
    size = 200, QUARTERS, 20
    ours = engine(*size)
    draws = numpy_model.keyed_draws(size[0], size[2], SEED)
    theirs = numpy_model.simulate(*size, draws)
    assert theirs["mix"] == ours["mix"], (theirs["mix"], ours["mix"])
    for name in ("revenue", "margin", "cost"):
        assert abs(theirs[name] / ours[name] - 1) < 1e-9, (name, theirs[name], ours[name])


def check_agents(ours):
    """Agents draw on their own, so their mean is near, not equal."""
    runs = []
    for seed in range(20):
        model = ProgramModel(200, seed)
        for _ in range(QUARTERS):
            model.step()
        runs.append(model.revenue)
    mean, error = np.mean(runs), np.std(runs, ddof=1) / len(runs) ** .5
    assert abs(mean - ours["revenue"] / 20) < 5 * error + .002 * mean, (mean, ours["revenue"] / 20)


def growth():
    """Cost per partner-quarter where one size grows, against the size it grew from: 1 is linear."""
    base = engine(1000, QUARTERS, 20)["ns_uncached"]
    return {
        "partners x 10": engine(10_000, QUARTERS, 20)["ns_uncached"] / base,
        "replications x 10": engine(1000, QUARTERS, 200)["ns_uncached"] / base,
        "quarters x 4": engine(1000, 4 * QUARTERS, 20)["ns_uncached"] / base,
    }


def main():
    check()
    check_agents(engine(200, QUARTERS, 20))
    cells = PARTNERS * QUARTERS * REPLICATIONS
    draws = numpy_model.own_draws(PARTNERS, REPLICATIONS)
    arrays = best(lambda: numpy_model.simulate(PARTNERS, QUARTERS, REPLICATIONS, draws)) / cells * 1e9

    same = numpy_model.keyed_draws(PARTNERS, REPLICATIONS, SEED)
    keyed = best(lambda: numpy_model.simulate(PARTNERS, QUARTERS, REPLICATIONS, same), 1) / cells * 1e9

    def agents():
        model = ProgramModel(PARTNERS, 1)
        for _ in range(QUARTERS):
            model.step()
    objects = best(agents) / (PARTNERS * QUARTERS) * 1e9
    ours = engine(PARTNERS, QUARTERS, REPLICATIONS)
    fresh, at_hand = ours["ns_uncached"], ours["ns_cached"]
    result = {
        "ns per partner-quarter": {"engine": fresh, "engine, shocks at hand": at_hand, "numpy": arrays,
                                   "numpy on the engine's draws": keyed, "Mesa": objects},
        "ratios": {"numpy / engine": arrays / fresh, "numpy / engine, shocks at hand": arrays / at_hand,
                   "Mesa / engine": objects / fresh,
                   "numpy on the engine's draws / engine": keyed / fresh},
        "growth": growth(),
    }
    print(json.dumps(result, indent=2))
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w") as file:
            json.dump(result, file, indent=2)


main()
