import { expect } from "@playwright/test";

/** Scenarios side by side. */
export class Compare {
  constructor(page) {
    this.page = page;
    this.main = page.getByRole("main");
    this.title = page.getByRole("heading", { level: 1 });
    this.baseline = page.getByLabel("Baseline", { exact: true });
    this.scenarios = page.getByRole("group", { name: "Scenarios to compare" });
    this.settings = page.getByRole("table", { name: /Settings that differ/ });
    this.results = page.getByRole("table", { name: /Results of every scenario/ });
    this.differences = page.getByRole("figure", { name: "Differences" });
    this.matrices = page.getByRole("table", { name: /^From start to end/ });
    this.flows = page.getByRole("figure", { name: "Flows" });
    this.looked = page.getByLabel("Scenario looked at");
    this.fates = page.getByRole("table", { name: /Winners and losers/ });
    this.migration = page.getByRole("table", { name: /^Migration/ });
    this.days = page.getByLabel("Days of notice");
    this.download = page.getByRole("button", { name: "Download CSV" });
  }

  /** The check mark of a scenario, by what stands beside it. */
  scenario(text) {
    return this.scenarios.getByRole("checkbox", { name: text });
  }

  async isComplete() {
    await expect(this.main).toHaveAttribute("data-state", "complete", { timeout: 30_000 });
    await expect(this.results).toBeVisible();
  }

  /** The texts of a row of the results: the baseline first. */
  async result(name) {
    const row = this.results.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name }) });
    return row.getByRole("cell").allInnerTexts();
  }

  /** The file that "Download CSV" gives. */
  async file() {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.download.click()]);
    return download;
  }
}
