// Named views: what a screen shows is kept, recalled, renamed, deleted and brought back.
import { expect, test } from "../support/app.js";

const menu = (app) => app.page.getByRole("group", { name: "Views" });
const opened = (app) => app.page.locator("summary#views");

async function keep(app, name) {
  await opened(app).click();
  await menu(app).getByLabel("Name of the new view").fill(name);
  await menu(app).getByRole("button", { name: "Keep this view" }).click();
  await expect(menu(app).getByLabel(`Name of view ${name}`)).toBeVisible();
  await app.page.keyboard.press("Escape");
  await expect(menu(app)).toBeHidden();
  await expect(opened(app)).toBeFocused();
}

const show = async (app, name) => {
  await opened(app).click();
  await menu(app).getByRole("button", { name: `Show view ${name}` }).click();
};

test("filters, columns and order of the partners come back by name, after a reload and from another screen", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Partners");
  await app.partners.near(3, "Strategic");
  await app.partners.search.fill("a");
  await app.partners.heading("Partner").getByRole("button").click();
  await app.page.getByText(/^Columns \d+ of/).click();
  await app.page.getByRole("group", { name: "Columns" }).getByLabel("Id", { exact: true }).check();
  await app.page.getByText(/^Columns \d+ of/).click();
  const title = await app.page.getByRole("heading", { level: 1 }).innerText();
  const first = await app.partners.table.getByRole("row").nth(2).innerText();
  await keep(app, "Close calls");
  await app.page.getByRole("button", { name: "Clear filters" }).first().click();
  await expect(app.page.getByRole("heading", { level: 1 })).not.toHaveText(title);
  await app.reload();
  await app.shell.goTo("Program");
  await show(app, "Close calls");
  await expect(app.page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(app.partners.search).toHaveValue("a");
  await expect(app.partners.heading("Id")).toBeVisible();
  await expect(app.partners.heading("Partner")).toHaveAttribute("aria-sort", /ascending|descending/);
  expect(await app.partners.table.getByRole("row").nth(2).innerText()).toBe(first);
});

test("what is folded open on Program and how Simulate tells who moves belong to their views", async ({ app }) => {
  await app.openSample();
  const all = app.page.getByRole("button", { name: /^All \d+/ });
  await all.click();
  await app.page.getByRole("button", { name: "Show Tier mix as table" }).click();
  await keep(app, "Everyone");
  await app.page.getByRole("button", { name: /^Attention/ }).click();
  await app.page.getByRole("button", { name: "Show Tier mix as table" }).click();
  await app.shell.goTo("Program");
  await app.program.isChecked();
  const tools = app.page.locator("details.tools");
  await tools.first().locator("summary").click();
  await keep(app, "First dimension");
  await tools.first().locator("summary").click();
  await expect(tools.first()).not.toHaveAttribute("open");
  await show(app, "First dimension");
  await expect(tools.first()).toHaveAttribute("open");
  await menu(app).getByRole("button", { name: "Show view Everyone" }).click();
  await app.simulate.isComplete();
  await expect(all).toHaveAttribute("aria-pressed", "true");
  await expect(app.page.getByRole("button", { name: "Show Tier mix as table" })).toHaveAttribute("aria-pressed", "true");
});

test("a view is renamed, deleted, and brought back; one without room says so", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Partners");
  await keep(app, "Mine");
  await opened(app).click();
  const name = menu(app).getByLabel("Name of view Mine");
  await name.fill("Ours");
  await name.press("Enter");
  await expect(menu(app).getByLabel("Name of view Ours")).toHaveValue("Ours");
  await menu(app).getByRole("button", { name: "Delete view Ours" }).click();
  await expect(menu(app).getByText("No view is kept yet")).toBeVisible();
  const undo = menu(app).getByRole("button", { name: "Undo" });
  await expect(undo).toBeFocused();
  await app.page.keyboard.press("Enter");
  await expect(menu(app).getByLabel("Name of view Ours")).toBeVisible();
  await app.page.evaluate(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await menu(app).getByLabel("Name of the new view").fill("Too much");
  await menu(app).getByRole("button", { name: "Keep this view" }).click();
  await expect(menu(app).getByRole("alert")).toContainText("is not kept");
});
