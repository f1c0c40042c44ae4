// Two tabs of one browser: neither overwrites the other, whatever is open in them.
import { expect, test } from "../support/app.js";

/** The same scenario in two tabs. */
async function twoTabs(app) {
  await app.openSample();
  await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  await expect(app.shell.saved).toBeVisible();
  const other = await app.otherTab(`${app.url}#/simulate`);
  await other.simulate.isComplete();
  return other;
}

test("a tab notices at once what another has changed, and can take it", async ({ app }) => {
  const other = await twoTabs(app);
  const theirs = await other.simulate.answerAfter(() => other.simulate.step("Growth", "minus").click());
  await expect(app.work.conflict).toBeVisible();
  await app.work.takeOther.click();
  await expect(app.work.conflict).toHaveCount(0);
  await expect(app.simulate.main).toHaveAttribute("data-fingerprint", theirs.fingerprint);
  expect(await app.simulate.answer()).toEqual(theirs);
  // From here on it is the one that writes.
  await app.simulate.answerAfter(() => app.simulate.step("Growth", "plus").click());
  await expect(other.work.conflict).toBeVisible();
  await expect(app.work.conflict).toHaveCount(0);
});

test("both changes are kept when the same scenario is changed twice", async ({ app }) => {
  const other = await twoTabs(app);
  const theirs = await other.simulate.answerAfter(() => other.simulate.step("Growth", "minus").click());
  await expect(app.work.conflict).toBeVisible();
  const mine = await app.simulate.answerAfter(() => app.simulate.step("Flagship", "minus").click());
  await expect(app.work.conflict).toContainText("saved as a scenario of its own");
  await app.work.keepMine.click();
  await expect(app.work.conflict).toHaveCount(0);
  await expect(app.shell.saved).toBeVisible();
  await app.page.waitForTimeout(600);
  await app.toStart();
  await expect(app.work.rows).toHaveCount(2);
  expect(await app.work.names()).toEqual(["Earned Strategic, copy", "Earned Strategic"]);
  await app.work.open("Earned Strategic");
  await expect(app.simulate.main).toHaveAttribute("data-fingerprint", theirs.fingerprint);
  await app.toStart();
  await app.work.open("Earned Strategic, copy");
  await expect(app.simulate.main).toHaveAttribute("data-fingerprint", mine.fingerprint);
});

test("closing a tab in the middle of a conflict loses nothing", async ({ app }) => {
  const other = await twoTabs(app);
  await other.simulate.answerAfter(() => other.simulate.step("Growth", "minus").click());
  await expect(app.work.conflict).toBeVisible();
  const mine = await app.simulate.answerAfter(() => app.simulate.step("Flagship", "minus").click());
  await expect(app.work.conflict).toContainText("saved as a scenario of its own");
  await expect(app.shell.saved).toBeVisible();
  await app.page.close();
  await other.toStart();
  await expect(other.work.rows).toHaveCount(2);
  await other.work.list.getByRole("link", { name: "Earned Strategic" }).first().click();
  await expect(other.simulate.main).toHaveAttribute("data-fingerprint", mine.fingerprint);
});

test("tabs with different scenarios do not disturb each other", async ({ app }) => {
  await app.openSample();
  const own = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  await expect(app.shell.saved).toBeVisible();
  const other = await app.otherTab();
  await other.openSample();
  const theirs = await other.simulate.answerAfter(() => other.simulate.step("Growth", "minus").click());
  await expect(other.shell.saved).toBeVisible();
  await app.reload();
  await app.simulate.isComplete();
  expect(await app.simulate.answer(), "each tab has its own open").toEqual(own);
  await other.reload();
  expect(await other.simulate.answer()).toEqual(theirs);
  for (const tab of [app, other]) await expect(tab.work.conflict).toHaveCount(0);
});
