// What one partner is shown: previewed by the designer, tried, printed, sent, and opened somewhere else.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../support/app.js";

const PARTNER = "Heronsgate Consulting";

/** The designer looks at a partner. */
async function look(app, name = PARTNER) {
  await app.openSample();
  await app.shell.goTo("Partners");
  await app.partners.search.fill(name);
  await app.partners.open(name).click();
  await expect(app.partners.drawer).toBeVisible();
}

test("a designer sees what a partner sees, with the same values, and comes back", async ({ app }) => {
  await look(app);
  const drawer = await app.partners.drawer.innerText();
  const [, points] = /with ([\d.]+) points/.exec(drawer);
  const tier = (await app.partners.drawer.locator(".tier").first().innerText()).trim();
  await app.partnerView.see();
  const view = app.partnerView;
  await expect(view.title).toContainText(`You are in ${tier}`);
  await expect(view.standing).toContainText(points);
  await expect(view.score).toContainText(`Your score is ${points} of 100`);
  // Points of the dimensions add up to the score.
  const rows = await view.score.locator("tbody td.num:nth-child(2)").allInnerTexts();
  const sum = rows.map((text) => Number(text.split(" of ")[0])).reduce((a, b) => a + b, 0);
  expect(Math.abs(sum - Number(points))).toBeLessThan(0.06 * rows.length);
  await expect(view.title).not.toContainText(/demot|fail|\blos[et]|!/i);
  await expect(view.chances.getByRole("heading")).toContainText(/simulated futures/);
  // Nothing of the designer's frame.
  await expect(app.shell.navigation).toHaveCount(0);
  await expect(app.shell.share).toHaveCount(0);
  await app.page.keyboard.press("Escape");
  await expect(app.partners.drawer).toBeVisible();
  await expect(app.partners.drawer).toContainText(PARTNER);
});

test("it is opened from the simulation as well", async ({ app }) => {
  await app.openSample();
  const row = app.simulate.whoMoves.getByRole("row").nth(1);
  const name = (await row.getByRole("button").innerText()).replace(/\s+/g, " ");
  await row.getByRole("button").click();
  await app.partnerView.see();
  await expect(app.partnerView.standing).toContainText(name);
  await app.partnerView.back.click();
  await expect(app.page.getByRole("complementary").getByRole("heading", { level: 2 })).toHaveText(name);
});

test("a plan moves the score and says when the next tier is reached", async ({ app }) => {
  await look(app);
  await app.partnerView.see();
  const view = app.partnerView;
  await expect(view.said).toContainText("Move a slider");
  const sliders = view.plan.getByRole("slider");
  expect(await sliders.count()).toBeGreaterThan(3);
  await view.plan.getByText("More of your figures").click();
  for (const slider of await sliders.all()) await slider.press("End");
  await expect(view.said).toContainText(/Score [\d.]+ when all of it counts, \+[\d.]+ points/);
  await expect(view.said).toContainText(/You enter \w+ at the review after 20\d\d Q\d/);
  await sliders.first().press("Home");
  await expect(view.plan).toContainText(/alone −[\d.]+ points/);
  await view.reset.click();
  await expect(view.said).toContainText("Move a slider");
});

test("a file shows it to somebody else, on a phone", async ({ app, otherProfile }) => {
  await look(app);
  await app.partnerView.see();
  await app.partnerView.contact.fill("Ada Okafor, ada@vendor.example");
  await expect(app.partnerView.notes).toContainText("Ask Ada Okafor");
  const title = await app.partnerView.title.innerText();
  const chances = await app.partnerView.chances.getByRole("heading").innerText();
  const file = await app.partnerView.file();
  expect(file.name).toBe("tierlab-partner-heronsgate-consulting.json");

  const other = await otherProfile();
  await other.page.setViewportSize({ width: 390, height: 844 });
  await other.open();
  await other.start.file.setInputFiles(file);
  await other.partnerView.isComplete();
  await expect(other.partnerView.title).toHaveText(title, { useInnerText: true });
  await expect(other.partnerView.chances.getByRole("heading")).toHaveText(chances);
  await expect(other.partnerView.notes).toContainText("Ask Ada Okafor, ada@vendor.example");
  await expect(other.partnerView.back).toHaveCount(0);
  await expect(other.partnerView.download).toHaveCount(0);
  const excess = await other.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(excess, "pixels to scroll sideways").toBeLessThanOrEqual(0);
  for (const button of await other.partnerView.main.getByRole("button", { name: /Print|Back to your figures/ }).all()) {
    expect((await button.boundingBox()).height).toBeGreaterThanOrEqual(44);
  }
  const { violations } = await new AxeBuilder({ page: other.page }).analyze();
  expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);
});

test("a link shows it to the partner on a phone, and holds nobody else", async ({ app, otherProfile }) => {
  await look(app);
  await app.partnerView.see();
  const title = await app.partnerView.title.innerText();
  await app.page.getByRole("button", { name: "Send a link" }).click();
  const dialog = app.page.getByRole("dialog", { name: "Share this design" });
  await expect(dialog.getByRole("radio", { name: /What one partner sees/ })).toBeChecked();
  const field = dialog.getByRole("textbox", { name: "Link", exact: true });
  await expect(field).toHaveValue(/#s=/);
  const address = await field.inputValue();
  console.log(`the view of one partner is a link of ${address.length} characters`);
  const { violations } = await new AxeBuilder({ page: app.page }).analyze();
  expect(violations.map(({ id, help }) => `${id}: ${help}`)).toEqual([]);

  const other = await otherProfile();
  await other.page.setViewportSize({ width: 390, height: 844 });
  await other.open(address);
  await other.partnerView.isComplete();
  await expect(other.partnerView.title).toHaveText(title, { useInnerText: true });
  await expect(other.partnerView.back).toHaveCount(0);
  await other.page.goto(`${other.url}#/partners`);
  await expect(other.start.title).toBeVisible();
});

test("a damaged file is refused with a sentence, and nothing is opened", async ({ app }) => {
  await app.open();
  await app.start.file.setInputFiles({
    name: "view.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"tierlab": "partner view", "version": 9}'),
  });
  await expect(app.shell.message(/newer Tierlab/)).toBeVisible();
  await app.page.getByRole("link", { name: "To the start screen" }).click();
  await expect(app.start.title).toBeVisible();
});

test("it prints on one page, whoever it is", async ({ app }) => {
  test.setTimeout(120_000);
  await app.openSample();
  await app.shell.goTo("Partners");
  for (const row of [0, 7, 19]) {
    await app.partners.table.locator("tbody").getByRole("row").nth(row).getByRole("button").first().click();
    await app.partnerView.see();
    for (const format of ["A4", "Letter"]) expect(await app.partnerView.sheets(format), `row ${row}, ${format}`).toBe(1);
    await app.partnerView.back.click();
    await app.page.keyboard.press("Escape");
  }
});

test("without a partner it says how to get one", async ({ app }) => {
  await app.open(`${app.url}#/partner`);
  await expect(app.partnerView.title).toHaveText("No partner is open here");
});
