// A sentence of help at every field: for everyone who hears the page, and beside the field for who sees it.
import { expect, test } from "../support/app.js";
import { SCREENS } from "../support/screens.js";

const tip = (app) => app.page.locator(".help-tip");

for (const [name, go] of Object.entries(SCREENS)) {
  test(`${name}: every field says what it is for`, async ({ app }) => {
    await go(app);
    // What is folded away counts too.
    const silent = await app.page.evaluate(() => {
      const fields = [...document.querySelectorAll("input, select, textarea")].filter((field) => !field.readOnly || field.type === "checkbox");
      const said = (field) => field.getAttribute("aria-description")?.trim() ?? "";
      return fields.filter((field) => !/^.{12,}\.$/.test(said(field))).map((field) => field.getAttribute("aria-label") ?? field.outerHTML.slice(0, 120));
    });
    expect(silent).toEqual([]);
  });
}

test("help stands beside a field that has the focus, and goes when typing begins or on Escape", async ({ app }) => {
  await app.openSample();
  const cell = app.simulate.incentive("Growth commission %");
  await cell.focus();
  await expect(tip(app)).toBeVisible();
  await expect(tip(app)).toHaveText(/Paid to a partner of this tier/);
  // Nothing of the levers is covered where there is room beside them.
  const [note, levers] = [await tip(app).boundingBox(), await app.page.getByRole("form", { name: "Levers" }).boundingBox()];
  expect(note.x).toBeGreaterThanOrEqual(levers.x + levers.width - 24);
  await app.page.keyboard.press("Escape");
  await expect(tip(app)).toBeHidden();
  await app.simulate.incentive("Growth discount %").focus();
  await expect(tip(app)).toHaveText(/list price/);
  await app.page.keyboard.type("4");
  await expect(tip(app)).toBeHidden();
});

test("help of a field comes when a mouse rests on it, lets clicks through, and goes with the mouse", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Partners");
  const search = app.page.getByLabel("Search name or id");
  await search.hover();
  await expect(tip(app)).toHaveText(/Shows the partners/);
  const note = await tip(app).boundingBox();
  await app.page.mouse.move(note.x + note.width / 2, note.y + note.height / 2);
  await expect(tip(app)).toBeVisible();
  await app.page.getByRole("heading", { level: 1 }).hover();
  await expect(tip(app)).toBeHidden();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("help of a field is all in sight", async ({ app }) => {
    await app.openSample();
    await app.page.getByRole("button", { name: "Edit levers" }).click();
    await app.simulate.incentive("Growth commission %").focus();
    await expect(tip(app)).toBeVisible();
    const note = await tip(app).boundingBox();
    expect(note.x).toBeGreaterThanOrEqual(0);
    expect(note.x + note.width).toBeLessThanOrEqual(390);
    expect(note.y + note.height).toBeLessThanOrEqual(844);
  });
});
