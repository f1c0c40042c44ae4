// Saved work: the list, versions, steps, everything in one file and back.
import { expect, test } from "../support/app.js";

/** Opens the sample and changes it, so that it is kept. */
async function changedSample(app) {
  await app.openSample();
  const answer = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  await expect(app.shell.saved).toBeVisible();
  return answer;
}

test("scenarios are copied, renamed, deleted and brought back", async ({ app }) => {
  const { work, simulate } = app;
  const answer = await changedSample(app);
  await app.toStart();
  await work.act("Duplicate", "Earned Strategic");
  await expect(work.rows).toHaveCount(2);
  expect(await work.names()).toEqual(["Earned Strategic, copy", "Earned Strategic"]);
  await work.rename("Earned Strategic, copy", "Plan B");
  await expect(work.list.getByRole("link", { name: "Plan B" })).toBeVisible();

  await work.act("Delete", "Plan B");
  await expect(work.rows).toHaveCount(1);
  await expect(work.undoDelete).toBeFocused();
  await app.reload();
  await work.undoDelete.click();
  await expect(work.rows).toHaveCount(2);
  await work.open("Plan B");
  expect(await simulate.answer(), "a copy is the same scenario").toEqual(answer);

  await app.toStart();
  await work.act("Delete", "Plan B");
  await expect(work.rows).toHaveCount(1);
  await work.deleteForGood.click();
  await expect(work.undoDelete).toHaveCount(0);
  const keys = Object.keys(await work.kept()).filter((key) => key.startsWith("tierlab.scenario."));
  expect(keys).toHaveLength(1);
});

test("partners are kept once and removed when nobody needs them", async ({ app }) => {
  const { work } = app;
  await app.openPartners();
  await app.toStart();
  await work.act("Duplicate", "My design");
  await expect(work.rows).toHaveCount(2);
  expect(await work.stored("portfolios")).toHaveLength(1);
  await work.act("Delete", "My design");
  await expect(work.rows).toHaveCount(1);
  await work.deleteForGood.click();
  await expect(work.undoDelete).toHaveCount(0);
  expect(await work.stored("portfolios")).toHaveLength(1);
  await work.open("My design, copy");
  await app.simulate.isComplete();
  await app.toStart();
  await work.act("Delete", "My design, copy");
  await expect(work.rows).toHaveCount(0);
  expect(await work.stored("portfolios"), "its deletion can be undone").toHaveLength(1);
  await work.deleteForGood.click();
  await expect(work.undoDelete).toHaveCount(0);
  await expect.poll(() => work.stored("portfolios")).toEqual([]);
});

test("a version is kept, put back as one step, renamed and deleted", async ({ app }) => {
  const { work, simulate, shell } = app;
  const before = await changedSample(app);
  await work.openVersions.click();
  await work.keepVersion("Before the workshop");
  await app.page.keyboard.press("Escape");
  const after = await simulate.answerAfter(() => simulate.step("Flagship", "minus").click());
  await expect(shell.saved).toBeVisible();

  await app.reload();
  await work.openVersions.click();
  await work.version("Open", "Before the workshop").click();
  await expect(shell.undo).toHaveAccessibleName("Undo: version Before the workshop restored");
  await expect(simulate.main).not.toHaveAttribute("data-fingerprint", after.fingerprint);
  expect(await simulate.answer()).toEqual(before);
  await simulate.answerAfter(() => shell.undo.click());
  expect(await simulate.answer()).toEqual(after);

  await work.openVersions.click();
  const name = work.versions.getByLabel("Name of version Before the workshop");
  await name.fill("Monday");
  await name.press("Enter");
  await work.version("Delete", "Monday").click();
  await expect(work.version("Open", "Monday")).toHaveCount(0);
  await work.versions.getByRole("button", { name: "Undo" }).click();
  await expect(work.version("Open", "Monday")).toBeVisible();
});

test("undo survives a reload, and any step can be gone to", async ({ app }) => {
  const { work, simulate, shell } = app;
  await app.openSample();
  const first = await simulate.answer();
  await simulate.answerAfter(() => simulate.step("Strategic", "plus").click());
  const second = await simulate.answerAfter(() => simulate.step("Growth", "minus").click());
  await simulate.answerAfter(() => simulate.step("Flagship", "minus").click());
  await simulate.answerAfter(() => shell.undo.click());
  await expect(shell.saved).toBeVisible();
  await expect.poll(() => work.stored("histories")).toHaveLength(1);
  await app.page.waitForTimeout(500);

  await app.reload();
  expect(await simulate.answer()).toEqual(second);
  await expect(shell.redo).toHaveAccessibleName(/^Redo: Flagship threshold/);
  await work.allSteps.click();
  await expect(work.steps).toHaveCount(4);
  await expect(work.steps.nth(1)).toBeFocused();
  await app.page.keyboard.press("End");
  await app.page.keyboard.press("Enter");
  await expect(simulate.main).not.toHaveAttribute("data-fingerprint", second.fingerprint);
  expect(await simulate.answer()).toEqual(first);
  await app.page.keyboard.press("Escape");
  await expect(work.steps).toHaveCount(0);
  await expect(work.allSteps).toBeFocused();
});

test("everything goes into one file and comes in elsewhere", async ({ app, otherProfile }) => {
  const { work } = app;
  const answer = await changedSample(app);
  await app.openPartners();
  await app.simulate.page.goto(`${app.url}#/simulate`);
  const own = await app.simulate.answer();
  await app.toStart();
  await expect(work.rows).toHaveCount(2);
  await expect(work.list).toContainText(/Tierlab uses [\d.]+ [kM]B of about [\d.]+ [MG]B this browser allows/);
  const { name, text } = await work.download(() => work.everything.click());
  expect(name).toMatch(/^tierlab-work-\d{4}-\d\d-\d\d\.json$/);

  const other = await otherProfile();
  await other.open();
  await other.work.bringIn(name, text);
  await expect(other.shell.message("2 scenarios came in")).toBeVisible();
  await other.work.open("My design");
  expect(await other.simulate.answer()).toEqual(own);
  await other.toStart();
  await other.work.open("Earned Strategic");
  expect(await other.simulate.answer()).toEqual(answer);

  // Once more, with work of one's own on it: the same stays, what differs comes in as a copy.
  await other.simulate.answerAfter(() => other.simulate.step("Growth", "minus").click());
  await expect(other.shell.saved).toBeVisible();
  await other.toStart();
  await other.work.bringIn(name, text);
  await expect(other.shell.message("1 scenario was here already")).toContainText("came in as a copy");
  expect((await other.work.names()).sort()).toEqual(["Earned Strategic", "Earned Strategic, copy", "My design"]);

  await other.work.bringIn("damaged.json", text.slice(0, 200));
  await expect(other.shell.message("damaged.json")).toContainText("Nothing was changed");
});

test("one scenario can be downloaded and brought back", async ({ app }) => {
  const { work } = app;
  await changedSample(app);
  await app.toStart();
  const { name, text } = await work.download(() => work.act("Download", "Earned Strategic"));
  expect(name).toBe("tierlab-earned-strategic.json");
  await work.act("Delete", "Earned Strategic");
  await work.deleteForGood.click();
  await expect(work.undoDelete).toHaveCount(0);
  await work.bringIn(name, text);
  await expect(app.shell.message("Earned Strategic came in.")).toBeVisible();
  await expect(work.rows).toHaveCount(1);
});
