// What a chart says at a place, by pointer and by key, and one tier lit everywhere.
import { expect, test } from "../support/app.js";

const reader = (app, name) => app.page.getByRole("slider", { name: `Read ${name}` });

test("the charts of Simulate are read by key, and a tier that is read lights up", async ({ app }) => {
  await app.openSample();
  const flows = reader(app, "Flows");
  await flows.focus();
  await app.page.keyboard.press("Home");
  await expect(flows).toHaveAttribute("aria-valuetext", /^Flagship: Now \d+, At the end \d+, Stay \d+, Higher \d+, Lower \d+, Leave \d+/);
  await expect(app.page.locator(".lab")).toHaveAttribute("data-lit", "4");
  await app.page.keyboard.press("ArrowRight");
  await expect(app.page.locator(".lab")).toHaveAttribute("data-lit", "3");
  await app.page.getByRole("button", { name: "Draw the curve" }).click();
  const curve = reader(app, "Break-even");
  await expect(curve).toBeVisible();
  await expect(app.page.getByRole("heading", { name: /\d of 9 points/ })).toHaveCount(0, { timeout: 60_000 });
  await curve.focus();
  await app.page.keyboard.press("End");
  await expect(curve).toHaveAttribute("aria-valuetext", /Mean .*, Half of the runs .* to .*, Nine in ten .* to /);
});

test("on Compare differences and flows are read, and a tier lights up in every matrix", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Compare");
  await app.compare.isComplete();
  const dots = reader(app, "Differences");
  await dots.focus();
  await app.page.keyboard.press("ArrowRight");
  await expect(dots).toHaveAttribute("aria-valuetext", /^A .*: Mean [+−]?\$.*, Half of the runs .*, Nine in ten /);
  await app.compare.matrices.first().getByRole("rowheader", { name: "Growth" }).hover();
  await expect(app.page.locator(".compare")).toHaveAttribute("data-lit", "2");
  const other = app.compare.matrices.nth(1).locator("tr[data-tier='3']");
  await expect.poll(() => other.evaluate((row) => Number(getComputedStyle(row).opacity))).toBeLessThan(1);
  await app.page.getByRole("heading", { level: 1 }).hover();
  await expect(app.page.locator(".compare")).not.toHaveAttribute("data-lit");
});

test("a dot of the partners tells who it is, and its tier lights up", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Partners");
  await app.partners.table.waitFor();
  const dots = reader(app, "Score against revenue");
  await dots.focus();
  await app.page.keyboard.press("Home");
  await expect(dots).toHaveAttribute("aria-valuetext", /: Score [\d.]+, Revenue \$.*, Tier now \w+/);
  await expect(app.page.locator("[data-lit]")).toHaveCount(1);
  await app.partners.table.locator(".tier--3").first().hover();
  await expect(app.page.locator("[data-lit='3']")).toHaveCount(1);
});
