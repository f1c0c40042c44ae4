// Assumptions: set, confirmed, drawn from their ranges; a downturn; what is carried forward.
import { expect, test } from "../support/app.js";

const levers = (app) => app.page.getByRole("form", { name: "Levers" });

test("an assumption is set, and is then the designer's own", async ({ app }) => {
  await app.openSample();
  const panel = app.page.getByRole("group", { name: /How partners respond/ });
  await expect(panel).toContainText(/uncalibrated: \d+ not confirmed/);
  const before = Number((await panel.innerText()).match(/(\d+) not confirmed/)[1]);
  const field = panel.getByLabel("Transfer discount, share");
  await app.simulate.answerAfter(async () => {
    await field.fill("0.8");
    await field.press("Enter");
  });
  await expect(panel).toContainText(`${before - 1} not confirmed`);
  await expect(panel.getByLabel("Transfer discount is confirmed")).toBeChecked();
  await app.shell.undo.click();
  await expect(field).toHaveValue("0.5");
  await expect(panel).toContainText(`${before} not confirmed`);
});

test("what the record tells is marked as such", async ({ app }) => {
  await app.openSample();
  await app.simulate.isComplete();
  const panel = app.page.getByRole("group", { name: /How partners respond/ });
  await panel.getByText("All parameters").click();
  await expect(panel.locator(".assumption", { hasText: "Quarterly volatility" })).toContainText("your data");
  await expect(panel.locator(".assumption", { hasText: "Chance to leave" })).toContainText("assumed");
  await panel.getByText("What is carried forward, and how").click();
  await expect(panel.locator(".carried")).toContainText(/Grows: .*from (your|their own) record/);
  await expect(panel.locator(".carried")).toContainText(/Whole numbers: some come/);
});

test("not knowing the parameters widens the band", async ({ app }) => {
  await app.openSample();
  await app.simulate.isComplete();
  const before = await app.simulate.results.innerText();
  await app.simulate.answerAfter(() => levers(app).getByLabel(/Show how much not knowing them matters/).check());
  expect(await app.simulate.results.innerText()).not.toBe(before);
  await expect(app.simulate.results).toContainText(/mean known to ±/);
});

test("a downturn is tried, changed and taken back", async ({ app }) => {
  await app.openSample();
  await app.simulate.isComplete();
  const calm = await app.simulate.main.getAttribute("data-fingerprint");
  await app.simulate.answerAfter(() => levers(app).getByLabel("Try the ladder in a downturn or a boom").check());
  await expect(app.simulate.main).toContainText("Downturn: sales −20 %");
  await app.simulate.answerAfter(async () => {
    await levers(app).getByLabel("Change of sales, percent").fill("-50");
    await levers(app).getByLabel("Change of sales, percent").press("Enter");
  });
  await expect(app.simulate.main).toContainText("Downturn: sales −50 %");
  await app.shell.undo.click();
  await app.shell.undo.click();
  await expect(app.simulate.main).toHaveAttribute("data-fingerprint", calm, { timeout: 30_000 });
});

test("flows and money are told below the first answers", async ({ app }) => {
  await app.openSample();
  await app.simulate.isComplete();
  const flows = app.page.getByRole("figure", { name: "Flows" });
  await expect(flows).toContainText(/\d+ end higher, \d+ lower/);
  await flows.getByRole("button", { name: /table/i }).click();
  await expect(flows.getByRole("table")).toContainText("Flagship");
  const money = app.page.getByRole("region", { name: "Cost by tier, scrolls sideways" });
  await expect(money.getByRole("row", { name: /Flagship/ })).toContainText("$");
  await expect(app.simulate.main).toContainText(/Partner-manager hours promised: [\d,]+ in the first quarter/);
});
