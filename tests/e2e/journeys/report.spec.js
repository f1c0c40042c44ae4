// The decision paper: read on screen, printed, taken along.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../support/app.js";

const paper = (app) => app.report.paper;

async function written(app) {
  await app.openSample();
  await app.shell.goTo("Report");
  await expect(paper(app)).toBeVisible();
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
  const file = await app.report.taken("One file (HTML)");
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

  const text = await app.report.taken("Markdown");
  expect(text.text).toContain("# Should Earned Strategic replace 2026 program?");
  const moves = await app.report.taken("Movements (CSV)");
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

test("a log begins with the usual decisions, and every change is a step with a name", async ({ app }) => {
  await written(app);
  await app.report.openLog();
  await app.report.beginLog.click();
  await expect(app.report.field("Owner of decision 1")).toBeFocused();
  await expect(app.report.field("What decision 2 is")).toHaveValue("Adopt Earned Strategic in place of 2026 program from 2026 Q4");
  await app.report.fill({ "Owner of decision 2": "Channel operations", "Who approves decision 2": "Finance", "Date of decision 2": "2099-03-31" });
  const row = app.report.paper.getByRole("row", { name: /^Adopt Earned Strategic/ });
  await expect(row).toContainText("Channel operations");
  await expect(row).toContainText("31 Mar 2099");
  await expect(app.report.paper.getByRole("heading", { name: "Decision log: 3 decisions, 2 without a date" })).toBeVisible();

  await app.report.addDecision.click();
  await expect(app.report.field("What decision 4 is")).toBeFocused();
  await app.report.fill({ "What decision 4 is": "Tell the press" });
  await app.page.getByRole("button", { name: "Remove decision 1" }).click();
  await expect(app.report.field("What decision 1 is")).toHaveValue(/^Adopt Earned Strategic/);
  await expect(app.shell.undo).toHaveAccessibleName(/decision 1 removed/);
  await app.shell.undo.click();
  await expect(app.report.field("What decision 2 is")).toHaveValue(/^Adopt Earned Strategic/);
  await app.shell.undo.click();
  await app.shell.undo.click();
  await app.shell.undo.click();
  await expect(app.report.field("Date of decision 2")).toHaveValue("");
  await expect(row).toContainText("no date");
});

test("an exception is in the paper, in its files and in the notice, and is there after a reload", async ({ app }) => {
  await written(app);
  await app.report.openLog();
  await app.report.addDecision.click();
  await app.report.fill({ "What decision 1 is": "Adopt it <b>now</b>" });
  await app.report.openExceptions();
  await app.report.partner.fill("no such partner");
  await app.report.addException.click();
  await expect(app.report.exceptions.getByRole("alert")).toContainText('No open partner is called "no such partner"');
  await app.report.partner.fill("willow");
  const name = await app.report.exceptions.locator("datalist option").first().getAttribute("value");
  await app.report.partner.fill(name);
  await app.report.addException.click();
  await expect(app.report.field("Tier of exception 1")).toBeFocused();
  await expect(app.report.exceptions).toContainText("No end is set. No reason is given.");
  await expect(app.report.paper).toContainText("no end is set");
  await app.report.fill({ "Tier of exception 1": "Strategic", "Reason of exception 1": "Merger under way", "Who approved exception 1": "A. Director", "End of exception 1": "2020-01-31" });
  await expect(app.report.exceptions).toContainText("It has ended: the rules decide again.");
  await expect(app.report.paper).toContainText("31 Jan 2020, ended");
  await app.report.fill({ "End of exception 1": "2099-06-30" });
  await expect(app.report.exceptions).not.toContainText("It has ended");

  await app.report.notices.check();
  const letter = app.report.letters.filter({ hasText: `${name}: you hold Strategic until 30 Jun 2099` });
  await expect(letter).toContainText("By agreement you hold Strategic until 30 Jun 2099");
  await expect(letter).not.toContainText("Merger");
  await expect(app.report.paper.getByRole("heading", { name: /^\d+ notices? to partners: / })).toBeVisible();

  const file = await app.report.taken("One file (HTML)");
  expect(file.text).toContain("Adopt it &lt;b&gt;now&lt;/b&gt;");
  expect(file.text).toContain("Merger under way");
  const wiki = await app.report.taken("Markdown");
  expect(wiki.text).toContain(`| ${name} | Strategic | Merger under way | A. Director | 30 Jun 2099 |`);
  expect(wiki.text).toContain(`> **${name}: you hold Strategic until 30 Jun 2099** (by agreement)`);
  const told = await app.report.taken("Notices (CSV)");
  expect(told.name).toMatch(/^tierlab-\d{4}-\d\d-\d\d-earned-strategic-notices\.csv$/);
  const [head, ...rows] = told.text.replace("\ufeff", "").trim().split("\r\n");
  expect(head).toBe("kind,partner_id,partner,tier_now,tier_under_new_rules,date,new_rules_in_force_from,notice_due_from,title,text");
  expect(rows).toHaveLength(240);
  expect(rows.filter((row) => row.startsWith("exception,"))).toHaveLength(1);
  expect(told.text).not.toContain("Merger");

  await app.report.codes.check();
  await expect(app.report.paper).not.toContainText(name);
  await expect(app.shell.saved).toBeVisible();
  await app.reload();
  await expect(app.report.paper).toContainText("30 Jun 2099");
  await app.report.openExceptions();
  await expect(app.report.field("Reason of exception 1")).toHaveValue("Merger under way");
  await app.page.getByRole("button", { name: `Remove exception for ${name}` }).click();
  await expect(app.report.paper).not.toContainText("Merger under way");
  await app.shell.undo.click();
  await expect(app.report.paper).toContainText("Merger under way");
});

test("whoever is below a raised line reads what is missing, the way on and the next date", async ({ app }) => {
  await app.openSample();
  await app.simulate.answerAfter(async () => {
    await app.simulate.field("Strategic").fill("74");
    await app.simulate.field("Strategic").press("Enter");
  });
  await app.shell.goTo("Report");
  await app.report.notices.check();
  const letter = app.report.letters.filter({ hasText: "you stay in Strategic for now" }).first();
  for (const words of ["time to stay", "What Strategic asks to stay: Score", "to go)", "The next review that decides on your tier is the review after"]) {
    await expect(letter).toContainText(words);
  }
  await app.page.getByLabel("Whom to ask").fill("partners@example.com");
  await app.page.getByLabel("Whom to ask").blur();
  await expect(letter).toContainText("If a figure looks wrong, ask partners@example.com");
});

test("what is agreed does not go along with a link, and somebody else's log can only be read", async ({ app, otherProfile }) => {
  await written(app);
  await app.report.openLog();
  await app.report.beginLog.click();
  await expect(app.report.paper).toContainText("Decision log");
  const other = await otherProfile();
  await other.open(await app.shell.link());
  await expect(other.report.paper).toContainText("Should Earned Strategic replace 2026 program?");
  await expect(other.report.paper).not.toContainText("Decision log");
  await other.report.openLog();
  await expect(other.report.addDecision).toHaveCount(0);
  await expect(other.report.beginLog).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1440, 390]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 900 } });
      test("axe finds nothing, and nothing is wider than the window", async ({ app }) => {
        await written(app);
        await app.report.openLog();
        await app.report.beginLog.click();
        await app.report.openExceptions();
        await app.report.partner.fill("Willowby Hosting");
        await app.report.addException.click();
        await app.report.notices.check();
        await expect(app.report.letters.first()).toBeVisible();
        const { violations } = await new AxeBuilder({ page: app.page }).analyze();
        expect(violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0].html.slice(0, 120)})`)).toEqual([]);
        expect(await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      });
    });
  }
}
