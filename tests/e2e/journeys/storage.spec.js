// A browser that does not let the app save: said with the download in the same breath, and all works.
import { PARTNERS, expect, test } from "../support/app.js";

const BROKEN = {
  "storage that is full": () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  },
  "storage that is switched off": () => {
    const refuse = () => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, { get: refuse, configurable: true });
    }
  },
};

for (const [what, breakStorage] of Object.entries(BROKEN)) {
  test(`${what} is told, with the download beside it`, async ({ app }) => {
    await app.page.addInitScript(breakStorage);
    await app.openSample();
    await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    const message = app.shell.message(/sav(e|ed|ing)/i).filter({ has: app.page.getByRole("button", { name: /Download/ }).or(app.page.getByRole("link", { name: /Download/ })) });
    await expect(message).not.toHaveCount(0);
    await expect(app.shell.saved).toHaveCount(0);

    const download = app.page.waitForEvent("download");
    await app.page.getByRole("button", { name: /Download/ }).or(app.page.getByRole("link", { name: /Download/ })).first().click();
    expect((await download).suggestedFilename()).toMatch(/\.[a-z]+$/);
  });
}

/** Refuses every write of text from the given one on, unless it only puts back what was there. */
const full = (room) => {
  let left = room;
  const had = new Set(Object.values(localStorage));
  const write = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, text) {
    if (this === window.sessionStorage || had.has(text) || left-- > 0) {
      had.add(text);
      return write.call(this, key, text);
    }
    throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  };
};

for (const room of [0, 1, 2, 3]) {
  test(`room that ends after ${room} writes costs nothing of what was kept`, async ({ app }) => {
    const { simulate, shell, work } = app;
    await app.openSample();
    const before = await simulate.answerAfter(() => simulate.step("Strategic", "plus").click());
    await expect(shell.saved).toBeVisible();
    await app.page.evaluate(full, room);
    await simulate.answerAfter(() => simulate.step("Growth", "minus").click());
    await expect(shell.saved.or(shell.message(/no room left/)).first()).toBeVisible();
    if (room > 1) {
      await app.page.waitForTimeout(500);
      await simulate.answerAfter(() => simulate.step("Growth", "minus").click());
    }
    await expect(shell.message(/no room left/)).toBeVisible();
    const { text } = await work.download(() => app.page.getByRole("button", { name: "Download scenario" }).click());
    await app.reload();
    if (room < 2) expect(await simulate.answer()).toEqual(before);
    else await simulate.isComplete();
    // What could not be kept is in the file.
    await app.toStart();
    await work.bringIn("mine.json", text);
    await expect(shell.message("came in as a copy")).toBeVisible();
  });
}

test("without a database small partners are kept as text", async ({ app }) => {
  await app.page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined, configurable: true }));
  await app.openPartners();
  await app.page.goto(`${app.url}#/simulate`);
  const answer = await app.simulate.answer();
  await app.reload();
  expect(await app.simulate.answer()).toEqual(answer);
});

test("partners for which the database has no room are told, with the file beside it", async ({ app }) => {
  await app.page.addInitScript(() => {
    IDBObjectStore.prototype.put = function () {
      this.transaction.abort();
      return { addEventListener() {}, removeEventListener() {} };
    };
  });
  await app.open();
  await app.start.file.setInputFiles(PARTNERS);
  await app.import.confirm.click();
  await expect(app.shell.message("no room left to save 2 partners")).toBeVisible();
  const { text } = await app.work.download(() => app.page.getByRole("button", { name: "Download scenario" }).click());
  expect(Object.keys(JSON.parse(text).portfolios), "with its partners").toHaveLength(1);
});

test("a damaged list is made anew, and nothing is thrown away", async ({ app }) => {
  const { work } = app;
  await app.openPartners();
  await app.page.evaluate(() => localStorage.setItem("tierlab.index", '"{"'));
  await app.reload();
  await app.toStart();
  await work.open("My design");
  await app.page.goto(`${app.url}#/partners`);
  await expect(app.partners.table).toBeVisible();
  expect((await work.kept())["tierlab.index.damaged"]).toBe('"{"');
});

test("a damaged scenario is set aside, said, and the others open", async ({ app }) => {
  const { work, simulate } = app;
  await app.openPartners();
  await app.openSample();
  const answer = await simulate.answerAfter(() => simulate.step("Strategic", "plus").click());
  await expect(app.shell.saved).toBeVisible();
  const damaged = await app.page.evaluate(() => {
    const [key] = Object.entries(localStorage).find(([key, text]) => key.startsWith("tierlab.scenario.") && text.includes("My design"));
    localStorage.setItem(key, "not even text");
    return key;
  });
  await app.reload();
  expect(await simulate.answer()).toEqual(answer);
  await app.toStart();
  await work.open("My design");
  await expect(app.shell.message("It was set aside, not deleted")).toBeVisible();
  await expect(work.list).toContainText("Cannot be read");
  expect((await work.kept())[`${damaged}.damaged`]).toBe("not even text");
});

test("what a newer Tierlab keeps is not touched", async ({ app }) => {
  const { work, shell, simulate } = app;
  await app.openSample();
  await simulate.answerAfter(() => simulate.step("Strategic", "plus").click());
  await expect(shell.saved).toBeVisible();
  await app.page.evaluate(() => {
    localStorage.setItem("tierlab.index", localStorage.getItem("tierlab.index").replace('version\\":1', 'version\\":2'));
  });
  await app.page.goto("about:blank");
  await app.open();
  await expect(shell.message("written by a newer Tierlab")).toBeVisible();
  const before = await work.kept();
  await app.start.openSample.click();
  await simulate.isComplete();
  await simulate.answerAfter(() => simulate.step("Growth", "minus").click());
  await expect(shell.message("cannot be saved")).toContainText("Download the scenario");
  expect(await work.kept()).toEqual(before);
});
