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

test("a segment meets a downturn of its own, and responds in its own way", async ({ app }) => {
  await app.openSample();
  await app.simulate.isComplete();
  await app.simulate.answerAfter(() => levers(app).getByLabel("Try the ladder in a downturn or a boom").check());
  await app.simulate.answerAfter(() => levers(app).getByLabel("Whose sales change").selectOption("region: EMEA"));
  await expect(app.simulate.main).toContainText("Downturn: sales of EMEA −20 %");
  await app.simulate.answerAfter(() => levers(app).getByRole("button", { name: "Add another change" }).click());
  await app.simulate.answerAfter(async () => {
    await levers(app).getByLabel("Change of sales, percent, change 2").fill("30");
    await levers(app).getByLabel("Change of sales, percent, change 2").press("Enter");
  });
  await expect(app.simulate.main).toContainText("Boom: sales +30 %");
  await levers(app).getByText("Who responds more, or less").click();
  await app.simulate.answerAfter(() => levers(app).getByRole("button", { name: "Add a segment" }).click());
  const factor = levers(app).getByLabel(/^Factor on the response of/);
  await factor.fill("9");
  await factor.press("Enter");
  await expect(levers(app).getByRole("alert")).toContainText("use a number from 0 to 5");
});

test("how it is simulated is set on screen, and what cannot be is refused", async ({ app }) => {
  await app.openSample();
  await app.simulate.isComplete();
  const field = (name) => levers(app).getByLabel(name, { exact: true });
  const set = async (name, text) => {
    await field(name).fill(text);
    await field(name).press("Enter");
  };
  for (const [name, text, sentence] of [
    ["Quarters", "0", "Quarters: use a whole number from 1 to 40."],
    ["Quarters", "200", "Quarters: use a whole number from 1 to 40."],
    ["Most runs", "10000000", "Most runs: use a whole number from 1 to 100000."],
    ["First quarter of the new rules", "0", "use a whole number from 1 to 40."],
  ]) {
    await set(name, text);
    await expect(levers(app).getByRole("alert")).toContainText(sentence);
  }
  await app.simulate.answerAfter(() => set("Quarters", "4"));
  await expect(app.simulate.results).toHaveAttribute("aria-label", /4 quarters/);
  const before = await app.simulate.output("Net benefit Δ").innerText();
  await set("Discount, percent a year", "50");
  await expect(app.simulate.main).toContainText("money as worth today, 50 % a year");
  await expect(app.simulate.output("Net benefit Δ")).not.toHaveText(before);
  await set("Error at which it stops, percent", "50");
  await set("Most runs", "100000");
  await app.simulate.isComplete();
  expect(Number(await app.simulate.main.getAttribute("data-runs"))).toBeLessThan(100_000);
  await set("Partner-manager hours a quarter", "100");
  await expect(app.simulate.main).toContainText(/Of 100 hours there are, [\d,]+ are missing in/);
  await app.shell.undo.click();
  await expect(app.simulate.main).not.toContainText("hours there are");
});

test("partners join, and it is said whose profile they have", async ({ app }) => {
  await app.openSample();
  await app.simulate.isComplete();
  await app.simulate.answerAfter(async () => {
    await levers(app).getByLabel("New partners a quarter").fill("5");
    await levers(app).getByLabel("New partners a quarter").press("Enter");
  });
  await expect(app.simulate.main).toContainText("5 new partners a quarter");
  await levers(app).getByText("What is carried forward, and how").click();
  await expect(levers(app)).toContainText(/5 join a quarter on average, each with the profile of one of the \d+ partners/);
  await expect(app.page.getByRole("figure", { name: "Flows" })).toContainText("Outside");
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
  const own = app.page.getByRole("table", { name: /One partner of the tier in an average quarter/ });
  await expect(own.getByRole("row", { name: /Flagship/ })).toContainText(/\$[\d.]+k.*\d×/);
  await expect(app.simulate.main).toContainText(/Partner-manager hours promised: [\d,]+ in the first quarter/);
});
