"""The reference model on arrays: all replications and partners at once, quarter by quarter.

Draws come from outside: keyed ones, to check that it gives the engine's numbers, or numpy's own, which are
quicker, to time it fairly. Formulas: documentation of tierlab_engine::simulation.
"""
import numpy as np
from scipy.special import ndtri

KINDS = [(420e3, .07, 1, 60.), (700e3, -.05, 2, 52.), (1.6e6, -.06, 3, 71.), (90e3, .12, 0, 47.), (260e3, .0, 1, 45.)]
WEIGHTS = np.array([.35, .15, .15, .10, .10, .10, .05])
LINES = np.array([0., 45., 60., 75.])
ANCHORS = np.array([0., 100e3, 400e3, 1e6, 3e6]), np.array([0., 25., 55., 80., 100.])
COMMISSION, DISCOUNT = np.array([.05, .07, .09, .11]), np.array([.10, .15, .20, .25])
MDF, HOURS, TRAINING = np.array([0., 2000., 8000., 25000.]), np.array([2., 6., 20., 60.]), np.array([2., 4., 8., 12.])
CAPABILITY_GATE, RISK_GATE = np.array([-1., -1., 40., 60.]), np.array([-1., -1., 30., 40.])
FIXED = .4 * MDF + HOURS * 80. + TRAINING * 60.
PULL, HALF, CAP = np.log(1.10), .05, np.log(1.5)
REFERRALS = .3
BUFFER, UP, GRACE = 4., 2, 1
OUT = 4


def partners(count):
    index = np.arange(count)
    kinds = np.array(KINDS)[index % 5]
    sold = kinds[:, 0] / 4 * (.5 + (index % 97) / 97)
    levels = kinds[:, 3, None] + np.array([0., 5., -5., 0., 2., 0.])
    levels[:, 5] = 70.
    return sold, kinds[:, 1], kinds[:, 2].astype(int), levels


def lever_table():
    """Log lift at full effect by (tier held, tier in the record), and points by which each metric moves."""
    now, was = np.arange(4)[:, None], np.arange(4)[None, :]
    log = lambda of, offset: np.log((of[now] + offset) / (of[was] + offset))
    lift = (.25 * np.log(COMMISSION[now] / COMMISSION[was]) + 1.5 * .6 * (DISCOUNT[now] - DISCOUNT[was])
            + .10 * log(MDF, 1000.) + .25 * log(HOURS, 1.))
    none = np.zeros((4, 4))
    shift = 10. * np.stack([log(MDF, 1000.), none, log(HOURS, 1.), log(HOURS, 1.), log(TRAINING, 1.), none], -1)
    return lift, shift


def simulate(count, quarters, replications, draws):
    """Totals of revenue, margin and cost over everything, and partners by tier at the end."""
    sold, growth, first, home = partners(count)
    lift_of, shift_of = lever_table()
    shape = (replications, count)
    tier = np.broadcast_to(first, shape).copy()
    up, down = np.zeros(shape, int), np.zeros(shape, int)
    shock, lever, hangover, last_pull = (np.zeros(shape) for _ in range(4))
    levels = np.broadcast_to(home, shape + (6,)).copy()
    year = [np.broadcast_to(sold, shape)] * 4
    alive = np.ones(shape, bool)
    worth = lambda k, y: COMMISSION[k] * y + DISCOUNT[k] * y + FIXED[k]
    scored = lambda: WEIGHTS[0] * np.interp(sum(year), *ANCHORS) + levels @ WEIGHTS[1:]
    score = scored()
    revenue = margin = cost = 0.
    for quarter in range(1, quarters + 1):
        z, market, u_referral, u_exit, noise = draws(quarter)
        held = tier.copy()
        expected = np.exp(np.log(sold) + growth * quarter)
        here, above, below = LINES[tier], np.minimum(tier + 1, 3), np.maximum(tier - 1, 0)
        nxt = np.where(tier < 3, LINES[above], 100.)
        prize = np.maximum(0., worth(above, expected) - worth(tier, expected)) / expected
        left = np.clip((nxt - score) / (nxt - here), 0., 1.)
        reach = np.where(tier < 3, PULL * prize / (prize + HALF) * (1 - left) ** 2, 0.)
        loss = np.maximum(0., worth(tier, expected) - worth(below, expected)) / expected
        floor = here - BUFFER
        kept = np.clip((score - floor) / (nxt - floor), 0., 1.)
        keep = np.where(tier > 0, PULL * loss / (loss + HALF) * (1 - kept) ** 2, 0.)
        pull = np.maximum(reach, keep)
        target = lift_of[tier, first] + .10 * np.log((levels[..., 4] + 10.) / (home[:, 4] + 10.))
        lever += .4 * (.5 * target - lever)
        lift = np.clip(lever + pull - .25 * last_pull - .03 * hangover, -CAP, CAP)
        last_pull = pull
        shock = .6 * shock + .18 * z
        sales = np.exp(np.log(sold) + growth * quarter + shock + .03 * market + lift)
        levels = np.clip(levels + .25 * (home + shift_of[tier, first] - levels) + 2. * noise, 0., 100.)
        referrals = poisson(u_referral)
        year = year[1:] + [sales]
        score = scored()
        milestones = 1000. * (sales >= 150e3) + 4000. * (sales >= 400e3)
        spent = COMMISSION[held] * sales + DISCOUNT[held] * sales + FIXED[held] + 500. * referrals + milestones
        revenue += sales[alive].sum()
        margin += (.55 * sales + 2500. * referrals)[alive].sum()
        cost += spent[alive].sum()
        hangover *= .5
        gates = (levels[..., 4, None] >= CAPABILITY_GATE - 1e-9) & (levels[..., 5, None] >= RISK_GATE - 1e-9)
        passes = (score[..., None] >= LINES - 1e-9) & gates
        qualifies = np.where(passes[..., 3], 3, np.where(passes[..., 2], 2, np.where(passes[..., 1], 1, 0)))
        keeps = (score >= LINES[tier] - BUFFER - 1e-9) & np.take_along_axis(gates, tier[..., None], -1)[..., 0]
        rises, falls = qualifies > tier, (qualifies <= tier) & (tier > 0) & ~keeps
        up, down = np.where(rises, up + 1, 0), np.where(falls, down + 1, 0)
        promoted, demoted = rises & (up >= UP), falls & (down > GRACE)
        tier = tier + promoted - demoted
        up[promoted], down[demoted] = 0, 0
        hangover[demoted] = 1.
        leaves = u_exit < 1 - .99 ** np.exp(.5 * hangover)
        alive &= ~leaves
    mix = np.bincount(np.where(alive, tier, OUT).ravel(), minlength=5)
    return {"revenue": revenue, "margin": margin, "cost": cost, "mix": mix.tolist()}


def poisson(uniform):
    term = total = np.exp(-REFERRALS)
    counts, n = np.zeros(uniform.shape), 0
    while (more := uniform > total).any():
        counts += more
        n += 1
        term *= REFERRALS / n
        total += term
    return counts


def own_draws(count, replications, seed=1):
    rng = np.random.default_rng(seed)
    shape = (replications, count)

    def draws(_):
        return (rng.standard_normal(shape), rng.standard_normal((replications, 1)), rng.random(shape),
                rng.random(shape), rng.standard_normal(shape + (6,)))
    return draws


def keyed_draws(count, replications, seed):
    """The engine's own draws: Philox4x32-10 by purpose, quarter, partner, replication and block."""
    key = np.uint64(seed >> 32), np.uint64(seed & 0xffffffff)
    ids = np.array([fnv1a(f"P-{index:06}") for index in range(count)], np.uint64)[None, :]
    rep = np.arange(replications, dtype=np.uint64)[:, None]

    def uniform(purpose, quarter, subject, block=0):
        return philox(np.uint64((purpose << 16) | quarter), subject, rep, np.uint64(block), key)

    def draws(quarter):
        market = np.array([[fnv1a("__market__")]], np.uint64)
        return (ndtri(uniform(1, quarter, ids)), ndtri(uniform(2, quarter, market)), uniform(4, quarter, ids),
                uniform(5, quarter, ids), np.stack([ndtri(uniform(3, quarter, ids, b)) for b in range(6)], -1))
    return draws


def fnv1a(text):
    value = 0x811c9dc5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xffffffff
    return value


def philox(c0, c1, c2, c3, key):
    low, k0, k1 = np.uint64(0xffffffff), *key
    c0, c1, c2, c3 = np.broadcast_arrays(c0, c1, c2, c3)
    for _ in range(10):
        left, right = np.uint64(0xD2511F53) * c0, np.uint64(0xCD9E8D57) * c2
        c0, c1, c2, c3 = (right >> np.uint64(32)) ^ c1 ^ k0, right & low, (left >> np.uint64(32)) ^ c3 ^ k1, left & low
        k0, k1 = (k0 + np.uint64(0x9E3779B9)) & low, (k1 + np.uint64(0xBB67AE85)) & low
    high = (c0 >> np.uint64(5)).astype(float) * 67108864. + (c1 >> np.uint64(6)).astype(float)
    return (high + .5) / 9007199254740992.
