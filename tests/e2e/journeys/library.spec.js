// Programs of the library: opened with one click, reviewed on invented partners, tried on one's own.
import { expect, test } from "../support/app.js";

test("Odoo's rules open with their partners and are simulated by the book", async ({ app }) => {
  await app.open();
  await app.start.program("Odoo Partnership").click();
  await expect(app.program.title).toHaveText(/Odoo Partnership/);
  await expect(app.program.sentence("Gold")).toContainText("300");
  await expect(app.program.sentence("Gold")).toContainText("80");
  await app.program.isChecked();

  await app.shell.goTo("Simulate");
  await app.simulate.isComplete();
  await expect(app.page.getByRole("main")).toContainText("Gold");

  await app.shell.goTo("Partners");
  await expect(app.partners.table).toBeVisible();
  await app.page.reload();
  await expect(app.page.getByRole("textbox", { name: "Scenario name" })).toHaveValue(/Odoo/);
});

test("a template can be simulated at once", async ({ app }) => {
  await app.open();
  await app.start.program("Three tiers by revenue").click();
  await expect(app.program.title).toBeVisible();
  await app.shell.goTo("Simulate");
  await app.simulate.isComplete();
});

test("a program of the library is tried on one's own partners", async ({ app }) => {
  await app.openSample();
  await app.page.goto(`${app.url}#/`);
  await app.start.tryOnMine("Three tiers by revenue").click();
  await expect(app.program.title).toBeVisible();
  await app.shell.goTo("Simulate");
  await app.simulate.isComplete();
  await expect(app.simulate.main).toContainText("240 invented partners");
});

test("every program of the library opens and says what it asks", async ({ app }) => {
  test.slow();
  await app.open();
  const titles = await app.start.programs.allInnerTexts();
  expect(titles.length).toBeGreaterThanOrEqual(15);
  for (const title of titles) {
    await app.page.goto(`${app.url}#/`);
    await app.start.program(title).click();
    await expect(app.program.title).toContainText(title);
    await expect(app.page.locator("article dd").first()).not.toBeEmpty();
    await app.program.isChecked();
  }
});
