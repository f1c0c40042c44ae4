"""The reference model as agents: one partner, one object, one quarter, one step (Mesa)."""
import bisect
import math
import mesa
import numpy as np
import numpy_model as m

LIFT, SHIFT = (table.tolist() for table in m.lever_table())
XS, YS = (list(anchors) for anchors in m.ANCHORS)


def points(x):
    if x <= XS[0]:
        return YS[0]
    if x >= XS[-1]:
        return YS[-1]
    i = bisect.bisect_left(XS, x)
    return YS[i - 1] + (x - XS[i - 1]) / (XS[i] - XS[i - 1]) * (YS[i] - YS[i - 1])


class PartnerAgent(mesa.Agent):
    def __init__(self, model, sold, growth, tier, levels):
        super().__init__(model)
        self.sold, self.growth, self.first, self.tier = sold, growth, tier, tier
        self.home, self.levels, self.year = levels, list(levels), [sold] * 4
        self.up = self.down = 0
        self.shock = self.lever = self.hangover = self.last_pull = 0.
        self.alive, self.score = True, self.scored()

    def scored(self):
        rest = sum(w * x for w, x in zip(m.WEIGHTS[1:], self.levels))
        return m.WEIGHTS[0] * points(sum(self.year)) + rest

    def worth(self, k, y):
        return m.COMMISSION[k] * y + m.DISCOUNT[k] * y + m.FIXED[k]

    def pull(self, y):
        k, best, here = self.tier, 0., m.LINES[self.tier]
        nxt = m.LINES[k + 1] if k < 3 else 100.
        if k < 3:
            prize = max(0., self.worth(k + 1, y) - self.worth(k, y)) / y
            left = min(1., max(0., (nxt - self.score) / (nxt - here)))
            best = m.PULL * prize / (prize + m.HALF) * (1 - left) ** 2
        if k > 0:
            floor = here - m.BUFFER
            loss = max(0., self.worth(k, y) - self.worth(k - 1, y)) / y
            kept = min(1., max(0., (self.score - floor) / (nxt - floor)))
            best = max(best, m.PULL * loss / (loss + m.HALF) * (1 - kept) ** 2)
        return best

    def step(self):
        if not self.alive:
            return
        random, t, k = self.model.random, self.model.quarter, self.tier
        pull = self.pull(math.exp(math.log(self.sold) + self.growth * t))
        target = LIFT[k][self.first] + .10 * math.log((self.levels[4] + 10.) / (self.home[4] + 10.))
        self.lever += .4 * (.5 * target - self.lever)
        lift = self.lever + pull - .25 * self.last_pull - .03 * self.hangover
        lift, self.last_pull = max(-m.CAP, min(m.CAP, lift)), pull
        self.shock = .6 * self.shock + .18 * random.gauss(0, 1)
        trend = math.log(self.sold) + self.growth * t
        sales = math.exp(trend + self.shock + .03 * self.model.market + lift)
        for d in range(6):
            x = self.levels[d]
            moved = x + .25 * (self.home[d] + SHIFT[k][self.first][d] - x) + 2. * random.gauss(0, 1)
            self.levels[d] = max(0., min(100., moved))
        referrals, u, term = 0, random.random(), math.exp(-m.REFERRALS)
        total = term
        while u > total:
            referrals += 1
            term *= m.REFERRALS / referrals
            total += term
        self.year = self.year[1:] + [sales]
        self.score = self.scored()
        self.model.revenue += sales
        self.model.margin += .55 * sales + 2500. * referrals
        milestones = 1000. * (sales >= 150e3) + 4000. * (sales >= 400e3)
        self.model.cost += self.worth(k, sales) + 500. * referrals + milestones
        self.hangover *= .5
        self.review()
        if random.random() < 1 - .99 ** math.exp(.5 * self.hangover):
            self.alive = False

    def review(self):
        gate = lambda k: self.levels[4] >= m.CAPABILITY_GATE[k] and self.levels[5] >= m.RISK_GATE[k]
        qualifies = next((k for k in (3, 2, 1) if self.score >= m.LINES[k] and gate(k)), 0)
        keeps = self.score >= m.LINES[self.tier] - m.BUFFER and gate(self.tier)
        if qualifies > self.tier:
            self.up, self.down = self.up + 1, 0
            if self.up >= m.UP:
                self.tier, self.up = self.tier + 1, 0
        elif self.tier > 0 and not keeps:
            self.up, self.down = 0, self.down + 1
            if self.down > m.GRACE:
                self.tier, self.down, self.hangover = self.tier - 1, 0, 1.
        else:
            self.up = self.down = 0


class ProgramModel(mesa.Model):
    def __init__(self, count, seed):
        super().__init__(seed=seed)
        self.quarter, self.market = 0, 0.
        self.revenue = self.margin = self.cost = 0.
        sold, growth, tier, levels = m.partners(count)
        for i in range(count):
            PartnerAgent(self, float(sold[i]), float(growth[i]), int(tier[i]), levels[i].tolist())

    def step(self):
        self.quarter += 1
        self.market = self.random.gauss(0, 1)
        self.agents.do("step")
