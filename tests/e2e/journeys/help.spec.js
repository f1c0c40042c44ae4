// Help: the words, the numbers, and a tour that opens what it speaks of.
import { expect, test } from "../support/app.js";

const step = (app) => app.page.getByRole("dialog").filter({ hasText: /Step \d of 5/ });

test("the tour opens the sample, points at five things, and ends", async ({ app }) => {
  await app.open();
  await app.page.getByRole("button", { name: "Take the tour" }).click();
  for (const [number, title] of ["Move a lever", "Read the answer", "See who moves, and why", "Write the rules down", "Share it"].entries()) {
    await expect(step(app)).toContainText(`Step ${number + 1} of 5`);
    await expect(step(app).getByRole("heading")).toHaveText(title);
    await expect(app.page.locator(".is-pointed-at")).toHaveCount(1, { timeout: 15_000 });
    await step(app).getByRole("button", { name: number < 4 ? "Next" : "Done" }).click();
  }
  await expect(step(app)).toHaveCount(0);
  await expect(app.page.locator(".is-pointed-at")).toHaveCount(0);
});

test("the tour is left at any point, by keyboard too, and work stays as it is", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Help");
  await app.page.getByRole("button", { name: "Take the tour" }).click();
  await expect(step(app)).toBeFocused();
  await app.page.keyboard.press("Escape");
  await expect(step(app)).toHaveCount(0);
  await expect(app.page).toHaveTitle(/Earned Strategic/);
});

test("a word is found in the glossary, and one that is not there says so", async ({ app }) => {
  await app.open(`${app.url}#/help`);
  await app.page.getByLabel("Search the words").fill("grace");
  await expect(app.page.getByRole("term").first()).toHaveText("Grace");
  await app.page.getByLabel("Search the words").fill("zzz");
  await expect(app.page.getByText("No word matches")).toBeVisible();
  await expect(app.page.getByRole("heading", { name: "What the model does not include" })).toBeVisible();
});

test("the gallery shows every building block, without a scenario too", async ({ app }) => {
  await app.open(`${app.url}#/gallery`);
  const { page } = app;
  const all = ["Buttons", "Chart frame", "Choice", "Dialog", "Drawer", "Field", "Matrix", "Menu", "Segmented", "Slider", "Stepper", "Table", "Tabs", "Toast", "Tooltip", "Marks", "Messages"];
  for (const name of all) await expect(page.getByRole("region", { name, exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Open a dialog" }).click();
  await expect(page.getByRole("dialog", { name: "A dialog" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Open a dialog" })).toBeFocused();
  await page.getByLabel("Number from 0 to 100").fill("140");
  await page.getByLabel("Number from 0 to 100").press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "use a number from 0 to 100" })).toBeVisible();
  const reader = page.getByRole("slider", { name: "Read Example" });
  await reader.focus();
  await page.keyboard.press("ArrowRight");
  await expect(reader).toHaveAttribute("aria-valuetext", "Quarter 1: Value 3");
  await page.keyboard.press("End");
  await expect(reader).toHaveAttribute("aria-valuetext", "Quarter 5: Value 6");
});
