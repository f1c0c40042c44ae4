import { expect } from "@playwright/test";

export const KPIS = ["Moves up", "Moves down", "Program cost Δ", "Margin Δ", "Net benefit Δ", "Chance net > 0", "Tier inflation"];

/** Levers left, answers right. */
export class Simulate {
  constructor(page) {
    this.page = page;
    this.main = page.getByRole("main");
    this.results = page.getByLabel("Results against baseline");
    this.tierMix = page.getByRole("figure", { name: /Tier mix/ });
    this.transitions = page.getByRole("table", { name: /Transition matrix/ });
    this.netBenefit = page.getByRole("figure", { name: /Net benefit/ });
    /** The answer that needs no simulation. */
    this.today = page.getByText(/^By the numbers today/);
    this.whoMoves = page.getByRole("table", { name: /Who moves/ });
  }

  slider(tier) {
    return this.page.getByRole("slider", { name: `${tier} threshold` });
  }

  field(tier) {
    return this.page.getByRole("spinbutton", { name: tier, exact: true });
  }

  step(tier, direction) {
    return this.page.getByRole("button", { name: `${tier} ${direction} 1` });
  }

  /** A cell of the incentive matrix, such as "Strategic commission %". */
  incentive(name) {
    return this.page.getByLabel(name);
  }

  /** The number under a name of the results, such as "Moves up". */
  output(kpi) {
    const name = this.page.locator("dt").filter({ hasText: kpi });
    return this.results.locator("div").filter({ has: name }).locator("output").first();
  }

  /** The finished answer: fingerprint and the text of every number. */
  async answer() {
    await this.isComplete();
    const fingerprint = await this.main.getAttribute("data-fingerprint");
    const kpis = {};
    for (const kpi of KPIS) kpis[kpi] = (await this.output(kpi).innerText()).trim();
    return { fingerprint, kpis };
  }

  async isComplete() {
    await expect(this.main).toHaveAttribute("data-state", "complete", { timeout: 30_000 });
    await expect(this.main).toHaveAttribute("data-fingerprint", /^[0-9a-f]{16}$/);
  }

  /** Does something to a lever and returns the new finished answer, which must differ. */
  async answerAfter(change) {
    const before = await this.main.getAttribute("data-fingerprint");
    await change();
    await expect(this.main).not.toHaveAttribute("data-fingerprint", before, { timeout: 30_000 });
    return this.answer();
  }

  /** Drags a threshold by some pixels, in steps as a hand would. */
  async drag(tier, pixels) {
    const box = await this.slider(tier).boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + pixels, y, { steps: 8 });
    await this.page.mouse.up();
  }

  async threshold(tier) {
    return Number(await this.slider(tier).getAttribute("aria-valuenow"));
  }
}
