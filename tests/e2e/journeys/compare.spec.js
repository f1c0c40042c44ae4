// Scenarios side by side: chosen, paired, looked at, and taken away as a list.
import AxeBuilder from "@axe-core/playwright";
import { readFileSync } from "node:fs";
import { expect, test } from "../support/app.js";

/** A money text such as "+$305k" as a number. */
const amount = (text) => {
  const [, sign, digits, scale] = /([+−]?)\$([\d.]+)([kMB]?)/.exec(text);
  return (sign === "−" ? -1 : 1) * Number(digits) * { "": 1, k: 1e3, M: 1e6, B: 1e9 }[scale];
};

/** Two saved scenarios on the sample's partners, one on others, and the sample itself open. */
async function withSaved(app) {
  const { simulate, shell, start } = app;
  await app.openSample();
  await simulate.answerAfter(() => simulate.step("Strategic", "plus").click());
  await app.page.getByLabel("Scenario name").fill("Stricter");
  await app.page.getByLabel("Scenario name").press("Enter");
  await simulate.isComplete();
  await app.page.goto(`${app.url}#/`);
  await start.openSample.click();
  await simulate.isComplete();
  await simulate.answerAfter(() => simulate.step("Growth", "minus").click());
  await app.page.getByLabel("Scenario name").fill("Wider");
  await app.page.getByLabel("Scenario name").press("Enter");
  await simulate.isComplete();
  await app.page.goto(`${app.url}#/`);
  await start.program("Odoo Partnership").click();
  await app.program.isChecked();
  await app.program.write(app.program.page.getByLabel("Scenario name"), "Elsewhere");
  await app.page.goto(`${app.url}#/`);
  await start.openSample.click();
  await simulate.isComplete();
  await shell.goTo("Compare");
}

test("the open scenario is compared with its baseline, as Simulate says", async ({ app }) => {
  await app.openSample();
  const { kpis } = await app.simulate.answer();
  await app.shell.goTo("Compare");
  await app.compare.isComplete();
  await expect(app.compare.title).toContainText("Earned Strategic");
  const [, net] = await app.compare.result(/^Net/);
  expect(net).toContain(kpis["Net benefit Δ"].replace(/\s/g, ""));
  const [, chance] = await app.compare.result(/^Chance net/);
  expect(chance.replace(/\s/g, "")).toBe(kpis["Chance net > 0"].replace(/\s/g, ""));
  await expect(app.compare.settings).toContainText("at least 64 points");
  // Rows of every matrix add up to 100.
  await expect(app.compare.matrices).toHaveCount(2);
  for (const matrix of await app.compare.matrices.all()) {
    for (const row of (await matrix.getByRole("row").all()).slice(1)) {
      const cells = (await row.getByRole("cell").allInnerTexts()).map((text) => Number(text.replace(/[▲▼<\s]/g, "")));
      expect(Math.abs(cells.reduce((sum, cell) => sum + cell, 0) - 100)).toBeLessThan(0.5);
    }
  }
});

test("saved scenarios are chosen, paired and looked at", async ({ app }) => {
  await withSaved(app);
  const { compare } = app;
  await compare.isComplete();
  await expect(compare.scenario(/Elsewhere/)).toBeDisabled();
  await expect(compare.scenarios).toContainText(/same partners in every scenario/);
  await compare.scenario(/Stricter/).check();
  await compare.scenario(/Wider/).check();
  await expect(compare.results.getByRole("columnheader")).toHaveCount(5);
  await compare.isComplete();
  const net = await compare.result(/^Net/);
  expect(net).toHaveLength(4);
  for (const cell of net.slice(1)) {
    const [level, change] = cell.split("\n").map(amount);
    expect(Math.abs(level - amount(net[0]) - change), "level less baseline is the change").toBeLessThan(0.01 * Math.abs(level));
  }
  // Another baseline: the same runs the other way round, and nothing is simulated again.
  const text = await compare.differences.getByRole("table").innerText();
  await compare.baseline.selectOption({ label: (await compare.baseline.locator("option").allInnerTexts()).find((name) => name.startsWith("Stricter")) });
  await compare.isComplete();
  await expect(compare.differences.getByRole("table")).not.toHaveText(text);
  const turned = await compare.result(/^Net/);
  expect(turned[0]).toBe(net[3].split("\n")[0]);

  const first = await compare.flows.getByRole("heading").innerText();
  await compare.looked.selectOption({ index: 1 });
  await expect(compare.flows.getByRole("heading")).not.toHaveText(first);
});

test("winners and losers are filtered and searched", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Compare");
  const { compare, page } = app;
  await compare.isComplete();
  const rows = compare.fates.getByRole("row");
  const name = (await rows.nth(1).getByRole("rowheader").innerText()).split(/[▲▼◆–]/)[0].trim();
  await page.getByRole("group", { name: "Direction" }).getByRole("button", { name: /^Worse/ }).click();
  await expect(rows.nth(1)).toContainText("worse");
  await expect(compare.fates.getByText("better")).toHaveCount(0);
  await page.getByRole("group", { name: "Direction" }).getByRole("button", { name: /^Changed/ }).click();
  await page.getByLabel("Find a partner").fill(name.toUpperCase());
  await expect(rows.nth(1)).toContainText(name);
  await page.getByLabel("Find a partner").fill("nobody of this name");
  await expect(page.getByText("Nobody here")).toBeVisible();
});

test("the migration list holds every partner, with the day of its notice", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Compare");
  const { compare, page } = app;
  await compare.isComplete();
  const section = page.getByRole("region", { name: /another tier on day one/ });
  const due = (await section.innerText()).match(/notice is due from (\d+ \w+ \d+)/)[1];
  const download = await compare.file();
  expect(download.suggestedFilename()).toBe("tierlab-migration.csv");
  const text = readFileSync(await download.path(), "utf8");
  expect(text.startsWith("\ufeffPartner id,Partner,Old rules,")).toBe(true);
  const lines = text.trimEnd().split("\r\n");
  expect(lines).toHaveLength(241);
  const iso = new Date(`${due} UTC`).toISOString().slice(0, 10);
  expect(lines.filter((line) => line.endsWith(`,${iso}`)).length).toBe((await section.getByRole("button", { name: /^To be told/ }).innerText()).match(/\d+/)[0] * 1);
  for (const line of lines) expect(line).not.toMatch(/(^|,)[=+@-]/);

  // A longer notice is due earlier.
  await compare.days.fill("120");
  await compare.days.press("Enter");
  await expect(section).not.toContainText(due);
  await compare.days.fill("many");
  await compare.days.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: /number/i })).toBeVisible();
});

test("everything works by keyboard", async ({ app }) => {
  await app.openSample();
  const { compare, page, shell } = app;
  await shell.navigation.getByRole("link", { name: "Compare" }).focus();
  await page.keyboard.press("Enter");
  await compare.isComplete();
  const open = compare.scenario(/Earned Strategic/);
  await open.focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Choose a scenario to compare")).toBeVisible();
  await expect(open).toBeFocused();
  await page.keyboard.press("Space");
  await compare.isComplete();
  await expect(open).toBeFocused();
  const table = compare.differences.getByRole("button", { name: /as table/ });
  await table.focus();
  await page.keyboard.press("Enter");
  await expect(compare.differences.getByRole("columnheader", { name: "P95" })).toBeVisible();
  const drawn = compare.differences.getByLabel("What is drawn");
  await drawn.focus();
  await page.keyboard.press("m");
  await expect(compare.differences.getByRole("caption")).toContainText(/partners/);
});

test("a run that is stopped can go on", async ({ app }) => {
  await app.openSample();
  const { compare, page } = app;
  // Long enough to be stopped.
  await app.simulate.answerAfter(async () => {
    await page.getByLabel("Quarters", { exact: true }).fill("40");
    await page.getByLabel("Quarters", { exact: true }).press("Enter");
  });
  await page.getByLabel("Most runs").fill("20000");
  await page.getByLabel("Most runs").press("Enter");
  await app.shell.goTo("Compare");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(compare.main).toHaveAttribute("data-state", "cancelled");
  await expect(page.getByText("Stopped early")).toBeVisible();
  await page.getByRole("button", { name: "Run the rest" }).click();
  await expect(compare.main).toHaveAttribute("data-state", "running");
});

test("on a phone three scenarios fit, and axe finds nothing", async ({ app }) => {
  await withSaved(app);
  const { compare, page } = app;
  await page.setViewportSize({ width: 390, height: 844 });
  await compare.isComplete();
  await compare.scenario(/Stricter/).check();
  await compare.scenario(/Wider/).check();
  await expect(compare.results.getByRole("columnheader")).toHaveCount(5);
  await compare.isComplete();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(" | ")}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});
