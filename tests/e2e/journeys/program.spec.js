// The rules on one page: every edit shows in words and numbers at once, and is one undo step.
import { readFileSync } from "node:fs";
import { expect, test } from "../support/app.js";

test.beforeEach(async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Program");
  await expect(app.program.title).toHaveText("Program: Earned Strategic");
});

test("a threshold is the same in the builder, in words and on the Simulate screen", async ({ app }) => {
  const { program, shell, simulate } = app;
  const before = await program.entering("Strategic");
  await program.write(program.threshold("Strategic"), 70);
  await expect(program.sentence("Strategic")).toContainText("70");
  await expect(program.sentence("Strategic")).toContainText("was 60");
  expect(await program.entering("Strategic")).toBeLessThan(before);
  await expect(shell.undo).toHaveAccessibleName(/Strategic threshold to 70/);

  await shell.goTo("Simulate");
  await simulate.isComplete();
  expect(await simulate.threshold("Strategic")).toBe(70);
});

test("a condition is added, changed and removed by keyboard, and undone", async ({ app }) => {
  const { program, shell } = app;
  const card = program.tier("Growth");
  const before = await program.entering("Growth");
  await program.add("Growth").selectOption({ label: "a comparison" });
  await expect(program.sentence("Growth")).toContainText(/and/);
  const measure = card.getByLabel("Measure");
  const csat = (await measure.locator("option").allInnerTexts()).find((name) => /^csat/i.test(name));
  await measure.selectOption({ label: csat });
  const value = card.getByLabel(`${csat} value`, { exact: true });
  await program.write(value, 4.4);
  await expect(program.sentence("Growth")).toContainText("4.4");
  expect(await program.entering("Growth")).toBeLessThan(before);

  await card.getByRole("button", { name: "Remove this condition" }).click();
  await expect(program.sentence("Growth")).not.toContainText("4.4");
  expect(await program.entering("Growth")).toBe(before);
  await shell.undo.click();
  await expect(program.sentence("Growth")).toContainText("4.4");
});

test("conditions can be grouped, and the group says how", async ({ app }) => {
  const { program } = app;
  await program.add("Flagship").selectOption({ label: "any of" });
  const group = program.tier("Flagship").locator("fieldset fieldset");
  await group.getByLabel("Add condition").selectOption({ label: "a comparison" });
  await expect(program.sentence("Flagship")).toContainText(/\bor\b/);
  await group.getByLabel("How conditions combine").selectOption({ label: "At least" });
  await expect(program.sentence("Flagship")).toContainText(/at least 1 of/i);
});

test("what the door refuses changes nothing and says why", async ({ app }) => {
  const { program } = app;
  await program.write(program.threshold("Strategic"), 10);
  await expect(program.tier("Strategic").getByRole("alert")).toContainText("not above the threshold of Growth");
  await expect(program.sentence("Strategic")).toContainText("64");
});

test("a point of a curve moves by key and by hand", async ({ app }) => {
  const { program, shell } = app;
  const point = program.point("CSAT", 2);
  const was = await point.getAttribute("aria-valuetext");
  await point.press("ArrowUp");
  await expect(point).not.toHaveAttribute("aria-valuetext", was);
  await shell.undo.click();
  await expect(point).toHaveAttribute("aria-valuetext", was);

  const box = await point.boundingBox();
  await app.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 12, { steps: 4 });
  await app.page.mouse.up();
  await expect(point).not.toHaveAttribute("aria-valuetext", was);
  await expect(shell.undo).toHaveAccessibleName(/CSAT curve/);
});

test("the checker speaks of the place and its repair is one step", async ({ app }) => {
  const { program, shell } = app;
  await program.isChecked();
  // A condition that everyone passes makes no difference.
  await program.add("Growth").selectOption({ label: "a comparison" });
  const finding = program.checks.getByRole("listitem").filter({ hasText: "Gate without effect" });
  await expect(finding).toBeVisible();
  await finding.getByRole("button", { name: /Go to Growth/ }).click();
  await expect(program.tier("Growth")).toBeFocused();
  await finding.getByRole("button", { name: /Remove the condition/ }).click();
  await expect(finding).toHaveCount(0);
  await shell.undo.click();
  await expect(finding).toBeVisible();
});

test("the rule sheet says everything, and the program goes out and comes back as a file", async ({ app }) => {
  const { program } = app;
  await program.openSheet.click();
  await expect(program.sheet).toContainText("Strategic");
  await expect(program.sheet).toContainText("What differs from 2026 program");
  await app.page.keyboard.press("Escape");

  const [download] = await Promise.all([app.page.waitForEvent("download"), program.download.click()]);
  const text = readFileSync(await download.path(), "utf8");
  expect(JSON.parse(text)).toMatchObject({ tierlab: "program", version: 2 });
  await program.write(program.threshold("Strategic"), 70);
  await program.file.setInputFiles({ name: "program.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(program.sentence("Strategic")).toContainText("64");

  const guide = await app.page.getByRole("link", { name: "How to write one" }).getAttribute("href");
  const answer = await app.page.request.get(new URL(guide, app.url).href);
  expect(await answer.text()).toContain("# How to write a program");

  const broken = text.replace('"at_least"', '"atleast"');
  await program.file.setInputFiles({ name: "broken.json", mimeType: "application/json", buffer: Buffer.from(broken) });
  await expect(app.page.getByRole("alert")).toContainText("unknown field `atleast`");
  await expect(app.page.getByRole("alert")).toContainText("tiers[");
});

test("a shared design can be looked at and not changed", async ({ app, otherProfile }) => {
  const link = await app.shell.link();
  const other = await otherProfile();
  await other.open(link);
  // It opens on the screen that its sender was on.
  await expect(other.program.threshold("Strategic")).toBeDisabled();
});
