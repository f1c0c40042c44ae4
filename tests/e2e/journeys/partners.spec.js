// Partners: filtered by segment and by rule, sorted, looked at closely; however many there are.
import { expect, test } from "../support/app.js";

test("a rule filter leaves those close to a line, and the title counts them", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Partners");
  const { partners, page } = app;
  await partners.near(3, "Strategic");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^\d+ of 240 partners sit within 3 points of Strategic; \d+ (is|are) below the line$/);
  const [, close] = /^(\d+) of/.exec(await page.getByRole("heading", { level: 1 }).innerText());
  const scores = await partners.scores();
  expect(scores).toHaveLength(Number(close));
  // The sample's line of Strategic is at 64 points.
  for (const score of scores) expect(Math.abs(score - 64)).toBeLessThanOrEqual(3.05);
  expect(scores, "the best first").toEqual([...scores].sort((a, b) => b - a));
  await expect(partners.foot).toContainText(`${close} of 240 partners match`);

  await page.getByRole("combobox", { name: "Type", exact: true }).selectOption("Reseller");
  const fewer = await partners.scores();
  expect(fewer.length).toBeLessThan(scores.length);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(partners.foot).toContainText("240 of 240 partners match");
});

test("nonsense in the rule filter changes nothing", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Partners");
  await app.partners.near(3, "Growth");
  const before = await app.partners.scores();
  await app.page.getByLabel("Points around the line").fill("many");
  await app.page.getByLabel("Points around the line").press("Enter");
  await expect(app.page.getByLabel("Points around the line")).toHaveValue("3");
  expect(await app.partners.scores()).toEqual(before);
});

test("a search without a match says so and offers the way back", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Partners");
  await app.partners.search.fill("nobody of this name");
  await expect(app.page.getByText("No partner matches")).toBeVisible();
  await app.page.locator(".empty").getByRole("button", { name: "Clear filters" }).click();
  await expect(app.partners.search).toHaveValue("");
  await expect(app.partners.foot).toContainText("240 of 240");
});

test("columns are chosen, sorted by, and kept while the program changes", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Partners");
  const { partners, page } = app;
  await page.locator("summary", { hasText: "Columns" }).click();
  await page.getByRole("group", { name: "Columns" }).getByLabel("CSAT").check();
  await page.locator("summary", { hasText: "Columns" }).click();
  await partners.heading(/CSAT/).getByRole("button").click();
  await expect(partners.heading(/CSAT/)).toHaveAttribute("aria-sort", "descending");
  await app.shell.goTo("Simulate");
  await app.simulate.step("Strategic", "plus").click();
  await app.page.keyboard.press("Control+z");
  await app.shell.goTo("Partners");
  await expect(partners.table).toBeVisible();
});

test("a partner opens by keyboard, shows its history, and gives the focus back", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Partners");
  const { partners, page } = app;
  await partners.search.fill("Heronsgate Direct");
  await partners.open("Heronsgate Direct").focus();
  await page.keyboard.press("Enter");
  await expect(partners.drawer).toBeFocused();
  await expect(partners.drawer).toContainText("Score by dimension");
  await expect(partners.drawer.locator("svg")).not.toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(partners.drawer).toHaveCount(0);
  await expect(partners.open("Heronsgate Direct")).toBeFocused();
});

test("those marked are counted with their revenue", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Partners");
  const { partners, page } = app;
  await partners.search.fill("Heronsgate");
  const rows = await partners.table.locator("tbody tr[aria-rowindex]").count();
  await page.getByLabel("Mark all that match").check();
  await expect(partners.foot).toContainText(`${rows} marked`);
  await partners.search.fill("");
  await expect(partners.foot, "marks outlive a filter").toContainText(`${rows} marked`);
  await page.getByRole("button", { name: "Unmark all" }).click();
  await expect(partners.foot).not.toContainText("marked");
});

test("what needs a look is shown, and small charts show the same partners", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Partners");
  const { partners, page } = app;
  await page.getByRole("button", { name: /^Show \d+ stale/ }).click();
  await expect(partners.foot).toContainText("3 of 240 partners match");
  await expect(partners.table.getByText("stale")).toHaveCount(3);
  await page.getByRole("button", { name: "Small charts" }).click();
  await expect(page.locator(".small-charts li")).toHaveCount(3);
});

test("of ten thousand rows only those in sight are on the page, and all can be reached", async ({ app }) => {
  test.slow();
  const kinds = ["Reseller", "Integrator"];
  const line = (index) => `P${String(index).padStart(5, "0")},${kinds[index % 2]},${1000 + ((index * 7919) % 100_000)}`;
  const csv = ["id,type,revenue", ...Array.from({ length: 10_000 }, (_, index) => line(index))].join("\n");
  await app.open();
  await app.start.file.setInputFiles({ name: "many.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  await app.import.confirm.click({ timeout: 60_000 });
  await app.shell.goTo("Partners");
  const { partners, page } = app;
  const rows = partners.table.locator("tbody tr[aria-rowindex]");
  await expect(rows.first()).toBeVisible({ timeout: 60_000 });
  expect(await rows.count()).toBeLessThan(100);
  await partners.heading("Partner").getByRole("button").click();
  await expect(rows.first()).toContainText("P00000");
  const region = page.getByRole("region", { name: "Partners, scrolls" });
  await region.focus();
  await page.keyboard.press("End");
  await expect(partners.table.getByRole("row").filter({ hasText: "P09999" })).toBeInViewport();
  expect(await rows.count()).toBeLessThan(100);
  await expect(partners.table).toHaveAttribute("aria-rowcount", "10001");
});
