// From a cold start to a link that somebody else opens.
import { expect, test } from "../support/app.js";

test("a cold start is one click away from an answer", async ({ app }) => {
  await app.open();
  await expect(app.start.title).toBeVisible();
  const clicked = Date.now();
  await app.start.openSample.click();
  await app.simulate.isComplete();
  const waited = Date.now() - clicked;
  test.info().annotations.push({ type: "first answer", description: `${waited} ms` });
  console.log(`first finished answer ${waited} ms after the click`);
  expect(waited).toBeLessThan(10_000);

  await expect(app.simulate.main).toHaveAttribute("data-runs", "200");
  await expect(app.simulate.tierMix).toBeVisible();
  await expect(app.simulate.netBenefit).toBeVisible();
  await expect(app.simulate.transitions).toBeAttached();
  await expect(app.simulate.whoMoves).toBeVisible();
});

test("a threshold moves by hand, by key, by button and by number", async ({ app }) => {
  await app.openSample();
  const { simulate } = app;
  const first = await simulate.answer();
  const line = await simulate.threshold("Strategic");

  const dragged = await simulate.answerAfter(() => simulate.drag("Strategic", 24));
  expect(dragged.kpis).not.toEqual(first.kpis);
  expect(await simulate.threshold("Strategic")).toBeGreaterThan(line);

  const afterDrag = await simulate.threshold("Strategic");
  const keyed = await simulate.answerAfter(() => simulate.slider("Strategic").press("Shift+ArrowLeft"));
  expect(keyed.kpis).not.toEqual(dragged.kpis);
  expect(await simulate.threshold("Strategic")).toBe(afterDrag - 5);

  await simulate.answerAfter(() => simulate.step("Strategic", "plus").click());
  expect(await simulate.threshold("Strategic")).toBe(afterDrag - 4);

  await simulate.answerAfter(async () => {
    await simulate.field("Strategic").fill(String(line));
    await simulate.field("Strategic").press("Enter");
  });
  expect(await simulate.answer(), "the same rules give the same answer").toEqual(first);
});

test("undo and redo walk through the steps", async ({ app }) => {
  await app.openSample();
  const { simulate, shell } = app;
  const first = await simulate.answer();
  const changed = await simulate.answerAfter(() => simulate.step("Strategic", "plus").click());
  expect(await simulate.answerAfter(() => shell.undo.click())).toEqual(first);
  expect(await simulate.answerAfter(() => shell.redo.click())).toEqual(changed);
});

test("what was changed survives a reload, and its link shows the same elsewhere", async ({ app, otherProfile }) => {
  await app.openSample();
  const { simulate, shell } = app;
  await simulate.answerAfter(() => simulate.step("Strategic", "plus").click());
  const mdf = simulate.incentive("Growth MDF $k per quarter");
  const answer = await simulate.answerAfter(async () => {
    await mdf.fill("3.5");
    await mdf.press("Enter");
  });
  const line = await simulate.threshold("Strategic");
  await expect(shell.saved).toBeVisible();

  await app.page.reload();
  await expect(mdf).toHaveValue("3.5");
  expect(await simulate.threshold("Strategic")).toBe(line);
  expect(await simulate.answer()).toEqual(answer);

  const link = await shell.link();
  expect(link).toContain(app.url);
  expect(link.length).toBeLessThan(1_800);

  // Somebody else with work of their own.
  const other = await otherProfile();
  await other.openSample();
  const own = await other.simulate.answerAfter(() => other.simulate.step("Growth", "minus").click());
  await expect(other.shell.saved).toBeVisible();
  await other.page.goto("about:blank");
  await other.open(link);
  expect(await other.simulate.answer()).toEqual(answer);
  await other.page.goto("about:blank");
  await other.open(`${other.url}#/simulate`);
  expect(await other.simulate.answer(), "their own work is untouched").toEqual(own);
});

test("a copy of a shared design never costs one's own work", async ({ app, otherProfile }) => {
  await app.openSample();
  await app.simulate.answerAfter(() => app.simulate.step("Growth", "plus").click());
  const link = await app.shell.link();

  const other = await otherProfile();
  await other.openSample();
  const own = await other.simulate.answerAfter(() => other.simulate.step("Flagship", "minus").click());
  await expect(other.shell.saved).toBeVisible();
  await other.open(link);
  await other.simulate.isComplete();
  await expect(other.simulate.field("Growth")).toBeDisabled();
  await other.shell.keepCopy.click();
  await expect(other.simulate.field("Growth")).toBeEnabled();
  await expect(other.shell.saved).toBeVisible();

  await other.reload();
  await other.toStart();
  // Changed last first: the copy, then what was there before.
  await other.work.list.getByRole("link", { name: "Earned Strategic" }).nth(1).click();
  expect(await other.simulate.answer()).toEqual(own);
});

test("a number can be typed key by key, and nonsense changes nothing", async ({ app }) => {
  await app.openSample();
  const { simulate } = app;
  const field = simulate.field("Strategic");
  await simulate.answerAfter(async () => {
    await field.fill("");
    await field.pressSequentially("72.5", { delay: 200 });
    await field.press("Enter");
  });
  await expect(field).toHaveValue("72.5");
  expect(await simulate.threshold("Strategic")).toBe(72.5);

  const before = await simulate.answer();
  const cell = simulate.incentive("Growth commission %");
  await cell.fill("");
  await cell.pressSequentially("1e9", { delay: 200 });
  await cell.press("Tab");
  await expect(cell).toHaveValue("11");
  await expect(app.page.getByRole("alert").filter({ hasText: "Growth commission %: use a number from 0 to 100" })).toBeVisible();
  expect(await simulate.answer()).toEqual(before);
});

test("the tables say what the charts say", async ({ app }) => {
  await app.openSample();
  const { simulate } = app;
  const { kpis } = await simulate.answerAfter(() => simulate.step("Strategic", "plus").click());
  await app.page.getByRole("button", { name: "Show Net benefit as table" }).click();
  const last = simulate.netBenefit.getByRole("row").last();
  await expect(last).toContainText(kpis["Net benefit Δ"]);
});
