import { expect } from "@playwright/test";

/** The whole of the rules: checks, score, tiers with a builder, movement, benefits. */
export class Program {
  constructor(page) {
    this.page = page;
    this.title = page.getByRole("heading", { level: 1, name: /^Program:/ });
    this.checks = page.locator("#checks");
    this.sheet = page.getByRole("dialog", { name: "Rule sheet" });
    this.openSheet = page.getByRole("button", { name: "Rule sheet" });
    this.download = page.getByRole("button", { name: "Download", exact: true });
    this.file = page.getByLabel("Open a program file");
  }

  /** The card of a tier by its name. */
  tier(name) {
    return this.page.locator("article").filter({ has: this.page.getByRole("heading", { level: 3, name, exact: true }) });
  }

  /** What a tier asks, in words. */
  sentence(name) {
    return this.tier(name).locator("dd").first();
  }

  /** What it asks of those who hold it, in words. */
  keeping(name) {
    return this.tier(name).locator("dd").nth(1);
  }

  /** The row of a dimension by its name. */
  dimension(name) {
    return this.page.locator(".dimension").filter({ has: this.page.getByRole("heading", { level: 3, name, exact: true }) });
  }

  button(name) {
    return this.page.getByRole("button", { name });
  }

  /** How many partners may enter a tier today. */
  async entering(name) {
    return Number((await this.tier(name).locator("legend").first().innerText()).match(/([\d,]+) pass/)[1].replace(",", ""));
  }

  threshold(name) {
    return this.page.getByLabel(`${name} threshold in points`);
  }

  /** The list from which a condition is added to a tier. */
  add(name) {
    return this.tier(name).getByLabel("Add condition").last();
  }

  /** A point of a curve. */
  point(part, number) {
    return this.page.getByRole("slider", { name: `${part}, point ${number}` });
  }

  async write(field, value) {
    await field.fill(String(value));
    await field.press("Enter");
  }

  async isChecked() {
    await expect(this.checks.getByText("Passed")).toBeVisible();
  }
}
