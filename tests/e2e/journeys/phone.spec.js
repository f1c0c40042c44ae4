// On a phone everything that has no room of its own is one menu away.
import { expect, test } from "../support/app.js";

test.use({ viewport: { width: 390, height: 844 } });

test("steps with their times, versions and redo are reached from the menu, by key too", async ({ app }) => {
  await app.openSample();
  await app.page.getByRole("button", { name: "Edit levers" }).click();
  await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  await app.page.keyboard.press("Escape");
  const more = app.page.locator("summary#more");
  const menu = app.page.getByRole("group", { name: "More" });
  await more.focus();
  await app.page.keyboard.press("Enter");
  await menu.getByRole("button", { name: "Steps" }).click();
  await expect(app.work.steps).toHaveCount(2);
  await expect(app.work.steps.first().locator("time")).toHaveText(/^today \d\d:\d\d$/);
  const box = await app.page.getByRole("group", { name: "Undo history" }).boundingBox();
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(390);
  await app.page.keyboard.press("Escape");
  await expect(app.work.steps).toHaveCount(0);
  await expect(more).toBeFocused();
  await app.shell.undo.click();
  await more.click();
  await menu.getByRole("button", { name: "Redo" }).click();
  await expect(app.shell.undo).toHaveAttribute("aria-label", /Strategic threshold/);
  await more.click();
  await menu.getByRole("button", { name: "Versions" }).click();
  await expect(app.work.versions).toBeVisible();
});
