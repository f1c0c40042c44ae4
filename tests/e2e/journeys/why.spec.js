// Closer looks beside the run: why one partner ends where it does, and where it stops paying.
import { expect, test } from "../support/app.js";

const drawer = (app) => app.page.getByRole("complementary");

test("a partner says why it ends where it does", async ({ app }) => {
  await app.openSample();
  await app.simulate.isComplete();
  const row = app.simulate.whoMoves.getByRole("row").nth(1);
  const name = await row.getByRole("button").innerText();
  await row.getByRole("button").click();
  const why = drawer(app);
  await expect(why.getByRole("heading", { level: 2 })).toHaveText(name.replace(/\s+/g, " "));
  await expect(why).toContainText(/Most likely (ends in|leaves)/);
  await expect(why).toContainText(/requirements of .* (not )?met today/);
  await expect(why).toContainText(/or higher: \d+\u00a0%, under the baseline/);
  await expect(why).toContainText(/Programs move its sales by [+−]?[\d.]+\u00a0%/);
  await expect(why).toContainText(/speeds up, – coasts/);
  // Parts add up: of the alternative less the baseline.
  await why.getByText("Part by part, against the baseline").click();
  const cells = await why.getByRole("table").first().getByRole("row").allInnerTexts();
  for (const line of cells.slice(1)) {
    const [is, was, difference] = line.split("\t").slice(1).map((text) => Number(text.replace("−", "-")));
    expect(Math.abs(is - was - difference)).toBeLessThan(0.11);
  }
  await app.page.keyboard.press("Escape");
  await expect(why).toHaveCount(0);
  await expect(row.getByRole("button")).toBeFocused();
});

test("the drawer follows the levers and the partner", async ({ app }) => {
  await app.openSample();
  await app.simulate.isComplete();
  const rows = app.simulate.whoMoves.getByRole("row");
  await rows.nth(1).getByRole("button").click();
  const why = drawer(app);
  const chance = why.getByRole("heading", { level: 3, name: /or higher:/ });
  await expect(chance).toBeVisible();
  const before = await why.innerText();
  await app.simulate.answerAfter(() => app.simulate.step("Strategic", "minus").click());
  await expect(chance).toBeVisible();
  await expect.poll(() => why.innerText()).not.toBe(before);
  const title = await why.getByRole("heading", { level: 2 }).innerText();
  await rows.nth(3).getByRole("button").click();
  await expect(why.getByRole("heading", { level: 2 })).not.toHaveText(title);
});

test("a curve shows where it stops paying, and follows the levers", async ({ app }) => {
  await app.openSample();
  await app.simulate.isComplete();
  await app.page.getByRole("button", { name: "Draw the curve" }).click();
  const curve = app.page.getByRole("figure", { name: "Break-even" });
  const title = curve.getByRole("heading");
  await expect(title).toHaveText(/^(Pays|Crosses)/, { timeout: 60_000 });
  const first = await title.innerText();
  await curve.getByRole("button", { name: /table/i }).click();
  await expect(curve.getByRole("row")).toHaveCount(10);
  const means = async () => (await curve.getByRole("row").allInnerTexts()).join();
  const before = await means();
  await curve.getByLabel("What is tried over its range").selectOption("Strategic threshold");
  await expect(title).toHaveText(/(Pays|Crosses).*Strategic threshold/, { timeout: 60_000 });
  expect(first).not.toContain("Strategic");
  expect(await means()).not.toBe(before);
  const drawn = await means();
  await app.simulate.answerAfter(() => app.simulate.step("Growth", "plus").click());
  await expect(title).toHaveText(/(Pays|Crosses).*Strategic threshold/, { timeout: 60_000 });
  await expect.poll(means, { timeout: 30_000 }).not.toBe(drawn);
});

test.describe("with a worker that cannot be had", () => {
  test.use({ allowed: /worker|404|Failed to load/i });

  test("both are answered by the page", async ({ app }) => {
    await app.page.route("**/worker*.js", (route) => route.fulfill({ status: 404, body: "" }));
    await app.openSample();
    await app.simulate.isComplete();
    await app.simulate.whoMoves.getByRole("row").nth(1).getByRole("button").click();
    await expect(drawer(app)).toContainText(/Programs move its sales by/, { timeout: 60_000 });
  });
});
