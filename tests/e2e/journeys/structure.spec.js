// The structure of a program: tiers, dimensions, statuses and terms come, change and go, each as one step.
import { expect, test } from "../support/app.js";

test.beforeEach(async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Program");
  await expect(app.program.title).toHaveText("Program: Earned Strategic");
});

test("a tier is added with what belongs to it, survives a reload, and is simulated against the ladder without it", async ({ app }) => {
  const { program, shell, simulate, page } = app;
  await program.button("Add a tier above Growth").click();
  await expect(program.tier("New tier")).toBeFocused();
  await program.tier("New tier").getByLabel("Name", { exact: true }).fill("Select");
  await page.keyboard.press("Tab");
  await expect(program.sentence("Select")).toContainText("52");
  await expect(program.sentence("Growth")).toContainText("was 45");
  await expect(page.getByLabel("Select commission, % of revenue")).toHaveValue("11");
  await expect(shell.saved).toBeVisible();
  await page.reload();
  await expect(program.sentence("Select")).toContainText("52");

  await shell.goTo("Simulate");
  await simulate.isComplete();
  await expect(simulate.main).toContainText("Select");
  await simulate.answerAfter(() => simulate.step("Select", "plus").click());

  await shell.goTo("Program");
  await program.button("Remove the tier Select").click();
  await expect(program.tier("Select")).toHaveCount(0);
  await shell.undo.click();
  await expect(program.sentence("Select")).toContainText("53");
});

test("a dimension is made from a metric, reads another one in another way, and goes", async ({ app }) => {
  const { program, shell, page } = app;
  await page.getByLabel("Add a dimension", { exact: true }).selectOption({ label: "Retention" });
  const row = program.dimension("Retention");
  await expect(row).toContainText("Retention, mean of 12 months");
  await expect(page.locator("#score")).toContainText("used in proportion");
  await row.getByText("Measure and shape").click();
  await page.getByLabel("Retention: looks at").last().selectOption({ label: "Deals won" });
  await page.getByLabel("Retention: taken as").last().selectOption({ label: "the largest" });
  await program.write(page.getByLabel("Retention: months").last(), 6);
  await expect(row).toContainText(/Deals won, .*6 months/);
  await page.getByLabel("Retention: points are").last().selectOption({ label: "steps" });
  await expect(row).toContainText("5 steps");
  await shell.undo.click();
  await expect(row).not.toContainText("5 steps");

  await row.getByText("Name and parts").click();
  await page.getByLabel("Add a part to Retention").selectOption({ label: "Pipeline" });
  await expect(row.getByText("Measure and shape")).toHaveCount(2);
  await program.button("Remove the dimension Retention").click();
  await expect(row).toHaveCount(0);
  await shell.undo.click();
  await expect(row.getByText("Measure and shape")).toHaveCount(2);
});

test("a dimension that a condition asks for stays, and the door says why", async ({ app }) => {
  const { program } = app;
  const row = program.dimension("Capability");
  await row.getByText("Name and parts").click();
  await program.button("Remove the dimension Capability").click();
  await expect(row.getByRole("alert")).toContainText("capability");
  await expect(row).toBeVisible();
});

test("a tier is kept under conditions of its own, with lines by region, room for some and reviews of its own", async ({ app }) => {
  const { program, page } = app;
  const card = program.tier("Strategic");
  await page.getByLabel("To keep Strategic").selectOption("conditions of its own");
  await program.write(page.getByLabel("Strategic threshold to keep in points"), 50);
  await expect(program.keeping("Strategic")).toContainText("46");
  await card.getByRole("group", { name: /^To keep/ }).getByLabel("Add condition").selectOption("a comparison");
  await expect(card.getByRole("group", { name: /^To keep/ }).getByLabel("Measure")).toHaveCount(3);

  const before = await program.entering("Strategic");
  await page.getByLabel("Strategic threshold: for whom").selectOption("by region");
  expect(await program.entering("Strategic")).toBe(before);
  await program.write(page.getByLabel("Strategic threshold in points for LATAM"), 50);
  await expect(program.sentence("Strategic")).toContainText("50 points where region is LATAM");
  expect(await program.entering("Strategic")).toBeGreaterThan(before);
  await page.getByLabel("Strategic threshold: for whom").selectOption("for all");
  expect(await program.entering("Strategic")).toBe(before);

  await program.write(page.getByLabel("Strategic: room for partners"), 10);
  await expect(card).toContainText("Room for 10 partners");
  await expect(card).toContainText("10 partners today");

  await program.write(page.getByLabel("Strategic: months between reviews"), 12);
  await expect(card).toContainText("It is decided once a year who enters it and who loses it");
  await program.write(page.getByLabel("Strategic: months between reviews"), 0);
  await expect(card).not.toContainText("It is decided");
});

test("a status is defined once and asked for by a tier", async ({ app }) => {
  const { program, shell, page } = app;
  await program.button("Add a status").click();
  const status = page.locator("#statuses article");
  await status.getByLabel("Name", { exact: true }).fill("Cloud specialist");
  await page.keyboard.press("Tab");
  await program.write(status.getByLabel("Revenue (points) value", { exact: true }), 60);
  await expect(status).toContainText(/Revenue at least 60/i);
  await program.add("Growth").selectOption({ label: "holds a status" });
  await expect(program.sentence("Growth")).toContainText("Cloud specialist");
  await program.button("Remove the status Cloud specialist").click();
  await expect(status.getByRole("alert")).toContainText("status");
  await shell.undo.click();
  await program.button("Remove the status Cloud specialist").click();
  await expect(status).toHaveCount(0);
});

test("a benefit gets its kind, its limits and its bands, and says them", async ({ app }) => {
  const { program, page } = app;
  await program.button("Add a benefit").click();
  await page.getByLabel("Benefit 1, Flagship").check();
  await page.locator("#benefits summary").click();
  await page.getByLabel("Benefit 1: what it is").selectOption("a percentage");
  await page.getByLabel("Benefit 1: of what").fill("net new subscriptions");
  await page.keyboard.press("Tab");
  await program.write(page.getByLabel("Benefit 1: most per deal"), 5000);
  await program.button("Add a band").click();
  await program.write(page.getByLabel("Benefit 1: band 1 rate in percent"), 7.5);
  await page.getByLabel("Benefit 1: name").fill("Growth rebate");
  await page.keyboard.press("Tab");
  const row = page.getByRole("row", { name: /Growth rebate/ });
  for (const words of ["% of net new subscriptions", "at most $5000 per deal", "7.5 % above 0"]) {
    await expect(row).toContainText(words);
  }
});
