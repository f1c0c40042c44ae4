// Every building block by keyboard, on the page that shows them all.
import { expect, test } from "../support/app.js";

test.beforeEach(async ({ app }) => {
  await app.open();
  await app.page.goto(`${app.url}#/gallery`);
});

const entry = (app, name) => app.page.getByRole("region", { name, exact: true });

test("a segmented control is walked with arrows and chosen with a key", async ({ app }) => {
  const button = (name) => entry(app, "Segmented").getByRole("button", { name });
  await button("First").focus();
  await app.page.keyboard.press("ArrowRight");
  await expect(button("Second")).toBeFocused();
  await app.page.keyboard.press("Enter");
  await expect(button("Second")).toHaveAttribute("aria-pressed", "true");
  await expect(button("First")).toHaveAttribute("aria-pressed", "false");
});

test("a menu closes on Escape, with the focus on its button, and when the focus goes elsewhere", async ({ app }) => {
  const menu = entry(app, "Menu");
  const button = menu.locator("summary");
  const items = menu.getByRole("group", { name: "Menu" });
  await button.focus();
  await app.page.keyboard.press("Enter");
  await expect(items).toBeVisible();
  await items.getByRole("checkbox", { name: "Checked" }).focus();
  await app.page.keyboard.press("Escape");
  await expect(items).toBeHidden();
  await expect(button).toBeFocused();
  await button.click();
  await expect(items).toBeVisible();
  await entry(app, "Field").getByLabel("Text").click();
  await expect(items).toBeHidden();
});

test("a matrix is walked row by row in its column", async ({ app }) => {
  const field = (name) => entry(app, "Matrix").getByLabel(name);
  await field("Entry discount %").focus();
  await app.page.keyboard.press("ArrowDown");
  await expect(field("Growth discount %")).toBeFocused();
  await app.page.keyboard.press("ArrowDown");
  await app.page.keyboard.press("ArrowUp");
  await expect(field("Growth discount %")).toBeFocused();
});

test("a slider, a stepper, a toast and a drawer answer keys", async ({ app }) => {
  await entry(app, "Slider").getByRole("slider").focus();
  await app.page.keyboard.press("End");
  await expect(entry(app, "Slider")).toContainText("10 of 10");
  await entry(app, "Stepper").getByRole("button", { name: "Stepper plus 1" }).press("Enter");
  await expect(entry(app, "Stepper").getByRole("textbox").or(entry(app, "Stepper").getByRole("spinbutton"))).toHaveValue("65");
  await entry(app, "Toast").getByRole("button", { name: "Undo" }).press("Enter");
  await expect(entry(app, "Toast")).toContainText("Undone.");
  const opener = entry(app, "Drawer").getByRole("button", { name: "Open a drawer" });
  await opener.press("Enter");
  await expect(app.page.getByRole("complementary", { name: "A drawer" })).toBeFocused();
  await app.page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
});

test("a table of 100,000 rows has few of them on the page, and keeps those that stay in sight", async ({ app }) => {
  const region = entry(app, "Table").getByRole("region", { name: "Long table, scrolls" });
  const row = region.getByRole("row", { name: /^Row 12 / });
  await row.evaluate((it) => (it.marked = true));
  await region.evaluate((it) => (it.scrollTop += 400));
  await expect(region.getByRole("row", { name: /^Row 28 / })).toHaveCount(1);
  expect(await row.evaluate((it) => it.marked), "the same element").toBe(true);
  await region.evaluate((it) => (it.scrollTop = it.scrollHeight));
  await expect(region.getByRole("row", { name: /^Row 100,000 / })).toBeVisible();
  expect(await region.getByRole("row").count()).toBeLessThan(80);
});
