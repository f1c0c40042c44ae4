// The decision paper: read on screen, printed, taken along.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../support/app.js";

const paper = (app) => app.page.getByRole("article", { name: "Decision paper" });

async function written(app) {
  await app.openSample();
  await app.shell.goTo("Report");
  await expect(paper(app)).toBeVisible();
}

async function taken(app, button) {
  const [download] = await Promise.all([app.page.waitForEvent("download"), app.page.getByRole("button", { name: button }).click()]);
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
}

test("the paper says what Simulate says, and what it rests on", async ({ app }) => {
  await app.openSample();
  const answer = await app.page.getByRole("heading", { level: 1 }).innerText();
  await app.shell.goTo("Report");
  await expect(paper(app)).toContainText(answer);
  await expect(paper(app).getByRole("heading", { level: 1 })).toHaveText("Should Earned Strategic replace 2026 program?");
  for (const heading of [/not confirmed yet/, "What the model does not include", /^The new rules: /, /^The present rules: /]) {
    await expect(paper(app).getByRole("heading", { name: heading }).first()).toBeVisible();
  }
  await expect(paper(app)).toContainText(/paired runs, seed \w+, Tierlab .*, fingerprint [0-9a-f]{16}/);
});

test("it is taken along as one file that needs nothing, as Markdown, and its movements as CSV", async ({ app, browser }) => {
  await written(app);
  const file = await taken(app, "One file (HTML)");
  expect(file.name).toMatch(/^tierlab-\d{4}-\d\d-\d\d-earned-strategic-paper\.html$/);
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.setContent(file.text);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Should Earned Strategic replace 2026 program?");
  await expect(page.locator("figure svg")).toHaveCount(1);
  expect(asked).toEqual([]);
  await context.close();

  const text = await taken(app, "Markdown");
  expect(text.text).toContain("# Should Earned Strategic replace 2026 program?");
  const moves = await taken(app, "Movements (CSV)");
  const [head, ...rows] = moves.text.replace("\ufeff", "").trim().split("\r\n");
  expect(head).toContain("partner_id,partner,tier_now");
  const partners = Number((await paper(app).locator(".paper__foot").innerText()).match(/^[\d,]+/)[0].replace(",", ""));
  expect(rows).toHaveLength(partners);
});

test("a link sent from the paper opens on the paper", async ({ app, otherProfile }) => {
  await written(app);
  const link = await app.shell.link();
  const other = await otherProfile();
  await other.open(link);
  await expect(paper(other)).toContainText("Should Earned Strategic replace 2026 program?");
});

test("with ids instead of names no name is in it", async ({ app }) => {
  await written(app);
  await expect(paper(app)).toContainText("Consulting");
  await app.page.getByRole("checkbox", { name: "Ids instead of names" }).check();
  await expect(paper(app)).not.toContainText("Consulting");
  await app.page.getByRole("checkbox", { name: "Rule sheets" }).uncheck();
  await expect(paper(app).getByRole("heading", { name: /^The new rules: / })).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });
      test("axe finds nothing, and nothing is wider than the window", async ({ app }) => {
        await written(app);
        const { violations } = await new AxeBuilder({ page: app.page }).analyze();
        expect(violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0].html.slice(0, 120)})`)).toEqual([]);
        expect(await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      });
    });
  }
}
