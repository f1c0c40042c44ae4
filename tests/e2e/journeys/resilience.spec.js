// What goes wrong around a page: nothing that was said to be saved is lost, and what cannot be kept is said.
import { partners as table } from "../../bench/browser/partners.mjs";
import { App, PARTNERS, expect, test } from "../support/app.js";
import { first, second, shelf, work as savedWork } from "../support/earlier.js";
import { kept, mark, release, updated } from "../support/hosted.js";
import { link } from "../support/links.mjs";
import { killedInWrite, numberWrites, writesFromHere } from "../support/writes.js";

const { describe } = test;

/** A tab of this browser whose writes are numbered. */
async function tabOf({ context, url }) {
  const tab = new App(await context.newPage(), url);
  await numberWrites(tab.page);
  return tab;
}

/** What is said when something is not kept. */
const refusal = (app) => app.shell.message(/no room|not (be )?(saved|kept)|could not|was not/i);

/** What is kept, as names and as keys that were set aside. */
async function listed(app) {
  await app.toStart();
  const aside = Object.keys(await app.work.kept()).filter((key) => key.includes(".damaged"));
  return { names: (await app.work.names()).sort(), aside };
}

describe("tab killed during a save", () => {
  test("of a changed lever: the design is as before or as changed, and never called saved too early", async ({ context, url, app }) => {
    test.slow();
    await app.openPartners();
    await app.page.close();
    let tab = await tabOf({ context, url });
    await tab.open(`${url}#/simulate`);
    const answers = {};
    const same = async () => {
      const threshold = await tab.simulate.threshold("Strategic");
      const { fingerprint } = await tab.simulate.answer();
      answers[threshold] ??= fingerprint;
      expect(fingerprint, `the answer at ${threshold} points`).toBe(answers[threshold]);
      return threshold;
    };
    const outcomes = [];
    for (let at = 1; ; at += 1) {
      const before = await same();
      await expect(tab.shell.saved).toBeVisible();
      const change = () => tab.simulate.step("Strategic", "plus").click();
      const died = await killedInWrite(tab, at, change, () => expect(tab.shell.saved).toBeVisible());
      tab = await tabOf({ context, url });
      await tab.open(`${url}#/simulate`);
      const after = await same();
      if (!died) break;
      outcomes.push({ ...died, grown: after - before });
      expect([0, 1], died.write).toContain(after - before);
      if (died.said.includes("Saved in this browser")) expect(after, "what is called saved is").toBe(before + 1);
      await expect(refusal(tab)).toHaveCount(0);
    }
    expect(new Set(outcomes.map(({ grown }) => grown)), "some died before it was kept, some after").toEqual(new Set([0, 1]));
    expect(await listed(tab)).toEqual({ names: ["My design"], aside: [] });
  });

  test("of partners being imported: they are there whole or not at all, and earlier work is untouched", async ({ context, url, app }) => {
    test.slow();
    await app.openSample();
    const earlier = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    await expect(app.shell.saved).toBeVisible();
    await app.page.close();
    let tab = await tabOf({ context, url });
    await tab.open();
    const rows = [];
    for (let at = 1; ; at += 1) {
      await tab.start.file.setInputFiles({ ...PARTNERS, buffer: Buffer.from(PARTNERS.buffer.toString().replace(",100,", `,10${at},`)) });
      const died = await killedInWrite(tab, at, () => tab.import.confirm.click(), () => expect(tab.shell.saved).toBeVisible());
      tab = await tabOf({ context, url });
      await tab.open();
      const { names, aside } = await listed(tab);
      rows.push(names.length);
      expect(aside, died?.write).toEqual([]);
      expect(names, "earlier work is there").toContain("Earned Strategic");
      await expect(refusal(tab)).toHaveCount(0);
      if (names.length > 1) {
        // Whole: its partners are there, too.
        await tab.work.open("My design");
        await tab.simulate.isComplete();
        await tab.toStart();
        await tab.work.act("Delete", "My design");
        await tab.work.deleteForGood.click();
        await expect(tab.work.undoDelete).toHaveCount(0);
      }
      if (!died) break;
      if (/^My design.*Saved in this browser/.test(died.said)) expect(names, died.write).toHaveLength(2);
    }
    expect(new Set(rows), "some died before they were kept, some after").toEqual(new Set([1, 2]));
    await tab.work.open("Earned Strategic");
    expect(await tab.simulate.answer()).toEqual(earlier);
  });
});

describe("storage full at every write", () => {
  /** What is done, from the start screen or the open design, and by what one sees that it is done. */
  const DEEDS = {
    "a lever": [(app) => app.simulate.step("Growth", "minus").click(), (app) => app.shell.saved, "#/simulate"],
    "a version": [(app) => keepVersion(app, "Monday"), (app) => app.work.version("Open", "Monday"), "#/simulate"],
    "another name": [(app) => app.work.rename("My design", "Plan B"), (app) => listedAs(app, "Plan B")],
    "a copy": [(app) => app.work.act("Duplicate", "My design, copy"), (app) => listedAs(app, "My design, copy, copy")],
    "a deletion": [(app) => app.work.act("Delete", "My design, copy"), (app) => app.work.undoDelete],
    "a file of saved work": [(app) => app.work.bringIn("work.json", savedWork), (app) => app.shell.message(/came in\./)],
  };
  const keepVersion = async ({ work }, name) => {
    await work.openVersions.click();
    await work.versionName.fill(name);
    await work.versions.getByRole("button", { name: "Keep version" }).click();
  };
  const listedAs = ({ work }, name) => work.list.getByRole("link", { name, exact: true });
  const texts = (kept) => Object.fromEntries(Object.entries(kept).filter(([key]) => /^tierlab\.(scenario|versions)\./.test(key)));

  for (const [deed, [act, done, screen = "#/"]] of Object.entries(DEEDS)) {
    test(`${deed}: it is said, and what was kept is kept`, async ({ app, url }) => {
      test.slow();
      await numberWrites(app.page);
      await app.openPartners();
      await app.page.goto(`${url}#/simulate`);
      await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
      await expect(app.shell.saved).toBeVisible();
      await keepVersion(app, "Before");
      await expect(app.work.version("Open", "Before")).toBeVisible();
      await app.page.keyboard.press("Escape");
      await app.toStart();
      await app.work.act("Duplicate", "My design");
      await expect(listedAs(app, "My design, copy")).toBeVisible();
      const before = await app.work.kept();
      const open = async () => {
        await app.page.goto("about:blank");
        await app.open(`${url}#/simulate`);
        await app.simulate.isComplete();
        await expect(app.shell.saved).toBeVisible();
      };
      const begin = async () => {
        await app.page.evaluate((before) => {
          localStorage.clear();
          for (const [key, text] of Object.entries(before)) localStorage.setItem(key, text);
        }, before);
        await open();
        if (screen === "#/") await app.toStart();
      };
      // As it is without trouble: what is written, one after another.
      await begin();
      await writesFromHere(app.page);
      await act(app);
      await expect(done(app)).toBeVisible();
      const writes = await writesFromHere(app.page);
      expect(writes.length).toBeGreaterThan(0);
      const fine = texts(await app.work.kept());
      await open();
      const names = await stepsAndNames(app);

      for (const [at, write] of writes.entries()) {
        await begin();
        await writesFromHere(app.page, { at: at + 1, how: "full" });
        await act(app);
        await expect(refusal(app).or(done(app)).first(), write).toBeVisible();
        await expect.poll(() => app.page.evaluate(() => window.writes.done.length), write).toBeGreaterThan(at);
        const said = (await refusal(app).allInnerTexts()).join(" ");
        await writesFromHere(app.page);
        const after = texts(await app.work.kept());
        const lost = Object.keys(texts(before)).filter((key) => after[key] !== before[key] && after[key] !== fine[key]);
        expect(lost, `lost by ${write}`).toEqual([]);
        await open();
        const now = await stepsAndNames(app);
        expect(now.aside, write).toEqual([]);
        // What is not said has done no harm.
        if (said === "") expect(now, `${write} failed and nothing was said`).toEqual(names);
      }
    });
  }
});

/** What one has after a visit begins anew: the way back, and the list. */
async function stepsAndNames(app) {
  const undo = await app.shell.undo.getAttribute("aria-label");
  return { undo, ...(await listed(app)) };
}

describe("storage cleared under the app", () => {
  /** Empties everything this browser keeps for the page, as its settings do; then the person comes back. */
  const clear = async ({ page }) => {
    const session = await page.context().newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "all" });
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
  };

  test("what is open is kept anew with its partners and steps, and it is said", async ({ app }) => {
    await app.openPartners();
    await app.page.goto(`${app.url}#/simulate`);
    const answer = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    await expect(app.shell.saved).toBeVisible();
    await clear(app);
    await expect(app.shell.message(/was cleared/)).toBeVisible();
    await expect.poll(() => app.work.stored("histories")).toHaveLength(1);
    await app.reload();
    expect(await app.simulate.answer()).toEqual(answer);
    await expect(app.shell.undo).toHaveAccessibleName(/Strategic threshold/);
    expect(await listed(app)).toEqual({ names: ["My design"], aside: [] });
  });

  test("a change made afterwards is kept with everything it needs", async ({ app }) => {
    await app.openPartners();
    await app.page.goto(`${app.url}#/simulate`);
    await app.simulate.isComplete();
    await clear(app);
    const answer = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    await expect(app.shell.saved).toBeVisible();
    await app.reload();
    expect(await app.simulate.answer()).toEqual(answer);
  });
});

describe("a saved scenario from every earlier format version", () => {
  /** Puts texts into the browser before the page is opened. */
  const put = ({ page }, texts) =>
    page.addInitScript((texts) => {
      if (localStorage.length > 0) return;
      for (const [key, text] of Object.entries(texts)) localStorage.setItem(key, JSON.stringify(text));
    }, texts);
  const opens = async (app, name) => {
    await app.work.open(name);
    const { fingerprint } = await app.simulate.answer();
    await app.toStart();
    return fingerprint;
  };

  test("the first format: scenarios of version 1 and 2, partners of version 1", async ({ app, otherProfile }) => {
    const elsewhere = await otherProfile();
    await elsewhere.open(`${elsewhere.url}${link(first)}`);
    const { fingerprint: ofFirst } = await elsewhere.simulate.answer();
    await put(app, shelf());
    await app.open(`${app.url}#/simulate`);
    const { fingerprint: ofSecond } = await app.simulate.answer();
    await expect(refusal(app)).toHaveCount(0);
    expect(await listed(app)).toEqual({ names: ["First, own partners", "First, sample", "Second, open", "Second, shelved"], aside: [] });
    const left = Object.keys(await app.work.kept()).filter((key) => /^tierlab\.(scenario|portfolio|shelf\.\d+)$/.test(key));
    expect(left, "taken over").toEqual([]);
    expect(await opens(app, "First, sample")).toBe(ofFirst);
    expect(await opens(app, "Second, shelved")).toBe(ofSecond);
    expect(await opens(app, "First, own partners")).toMatch(/^[0-9a-f]{16}$/);
    await app.page.goto(`${app.url}#/partners`);
    await expect(app.partners.open("Zoë & Söhne")).toBeVisible();
  });

  test("today's keys: scenarios of version 1 and 2, versions of version 1 and 2, partners of version 2", async ({ app }) => {
    const version = (name, scenario, more) => ({ name, kept: "2026-11-28T14:32:05.000Z", scenario, ...more });
    const list = (version, versions) => JSON.stringify({ tierlab: "versions", version, versions });
    await put(app, {
      "tierlab.scenario.0123456789aa": JSON.stringify(first),
      "tierlab.versions.0123456789aa": list(1, [version("Monday", first)]),
    });
    await app.open();
    const name = first.alternative.name;
    expect(await listed(app)).toEqual({ names: [name], aside: [] });
    const before = await opens(app, name);
    await app.work.bringIn("work-1.json", savedWork);
    await expect(app.shell.message(`${second.alternative.name} came in`)).toBeVisible();
    expect(await opens(app, second.alternative.name)).toMatch(/^[0-9a-f]{16}$/);
    await app.work.open(name);
    await app.simulate.isComplete();
    await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    await app.work.openVersions.click();
    await app.work.version("Open", "Monday").click();
    await expect(app.simulate.main).toHaveAttribute("data-fingerprint", before);
    // A list that somebody's round has come into.
    await app.page.evaluate((text) => localStorage.setItem("tierlab.versions.0123456789aa", JSON.stringify(text)), list(2, [version("Tuesday", second, { collected: true }), version("Monday", first)]));
    await app.reload();
    await app.work.openVersions.click();
    await expect(app.work.version("Open", "Monday")).toBeVisible();
    await app.page.keyboard.press("Escape");
    expect((await listed(app)).aside).toEqual([]);
  });
});

describe("two tabs editing", () => {
  test("both changes are kept, each under a name, and both tabs say what they hold", async ({ app, url }) => {
    await app.openPartners();
    await app.page.goto(`${url}#/simulate`);
    await app.simulate.isComplete();
    const other = await app.otherTab(`${url}#/simulate`);
    await other.simulate.isComplete();
    // In the same moment: neither has heard of the other yet.
    const [mine, theirs] = await Promise.all([
      app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click()),
      other.simulate.answerAfter(() => other.simulate.step("Strategic", "minus").click()),
    ]);
    await expect(app.shell.saved).toBeVisible();
    await expect(other.shell.saved).toBeVisible();
    const parted = async ({ work }) => (await work.conflict.filter({ hasText: "of its own" }).count()) > 0;
    await expect.poll(async () => (await parted(app)) || (await parted(other)), "one of them is told").toBe(true);
    const loser = (await parted(app)) ? app : other;
    await expect(loser.work.conflict).toContainText("saved as a scenario of its own");
    await loser.work.keepMine.click();
    await expect(loser.shell.saved).toBeVisible();
    await expect.poll(async () => (await listed(loser)).names).toEqual(["My design", "My design, copy"]);
    const answers = [];
    for (const name of ["My design", "My design, copy"]) {
      await loser.work.open(name);
      answers.push((await loser.simulate.answer()).fingerprint);
      await loser.toStart();
    }
    expect(answers.sort()).toEqual([mine.fingerprint, theirs.fingerprint].sort());
  });
});

describe("worker killed in a run", () => {
  /** Keeps hold of every worker, and lets the page's watch run ahead. */
  const collect = () => {
    window.workers = [];
    const Plain = window.Worker;
    window.Worker = class extends Plain {
      constructor(...rest) {
        super(...rest);
        window.workers.push(this);
      }
    };
    window.ahead = 0;
    const { now } = Performance.prototype;
    Performance.prototype.now = function () {
      return now.call(this) + window.ahead;
    };
  };

  test("one that ends without a word is missed, and the run comes to the same numbers", async ({ app }) => {
    await app.page.addInitScript(collect);
    await app.openSample();
    const { fingerprint } = await app.simulate.answer();
    await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    const before = await app.page.evaluate((name) => {
      document.querySelector(`button[aria-label="${name}"]`).click();
      for (const worker of window.workers) worker.terminate();
      return window.workers.length;
    }, "Strategic minus 1");
    await expect(app.simulate.main).not.toHaveAttribute("data-state", "complete");
    // Half a minute of silence each time; the one that takes a place needs time of its own to start.
    const later = async () => {
      await app.page.evaluate(() => (window.ahead += 31_000));
      return app.simulate.main.getAttribute("data-fingerprint");
    };
    await expect.poll(later, { timeout: 50_000, intervals: [100, 6000] }).toBe(fingerprint);
    expect(await app.page.evaluate(() => window.workers.length), "another one was started").toBeGreaterThan(before);
    await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  });

  describe("with an error", () => {
    test.use({ allowed: /dies/ });

    test("one that dies is replaced, and the numbers are the same", async ({ app }) => {
      await app.openSample();
      const before = await app.simulate.answer();
      await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
      await app.simulate.step("Strategic", "minus").click();
      const die = () => setTimeout(() => { throw new Error("dies"); });
      await Promise.all(app.page.workers().map((worker) => worker.evaluate(die).catch(() => {})));
      await expect(app.simulate.main).toHaveAttribute("data-fingerprint", before.fingerprint, { timeout: 30_000 });
      await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    });
  });
});

describe("clock set back", () => {
  test("by two years: saved, undone, kept as a version and noticed in another tab as ever", async ({ app, context, url }) => {
    await context.clock.setFixedTime("2026-11-28T14:32:05Z");
    await app.openPartners();
    await app.page.goto(`${url}#/simulate`);
    const first = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    await expect(app.shell.saved).toBeVisible();
    await app.work.openVersions.click();
    await app.work.keepVersion("Before");
    await app.page.keyboard.press("Escape");
    await context.clock.setFixedTime("2024-02-29T08:00:00Z");
    const second = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    await expect(app.shell.saved).toBeVisible();
    await app.work.openVersions.click();
    await app.work.keepVersion("After");
    await app.page.keyboard.press("Escape");
    await app.reload();
    expect(await app.simulate.answer(), "the last change is the one that counts").toEqual(second);
    const other = await app.otherTab(`${url}#/simulate`);
    expect(await other.simulate.answer()).toEqual(second);
    expect(await other.simulate.answerAfter(() => other.shell.undo.click()), "steps are in the order they were made").toEqual(first);
    await expect(app.work.conflict, "revisions count, not times").toBeVisible();
    await app.work.takeOther.click();
    await expect(app.simulate.main).toHaveAttribute("data-fingerprint", first.fingerprint);
    await app.work.openVersions.click();
    for (const name of ["Before", "After"]) await expect(app.work.version("Open", name)).toBeVisible();
    await app.page.keyboard.press("Escape");
    expect(await listed(app)).toEqual({ names: ["My design"], aside: [] });
  });
});

describe("service worker update while a run is going", () => {
  /** Runs go on for as long as `window.held` is set: what workers say is heard afterwards. */
  const hold = () => {
    window.held = false;
    const waiting = [];
    window.letGo = () => {
      window.held = false;
      for (const say of waiting.splice(0)) say();
    };
    const { set } = Object.getOwnPropertyDescriptor(Worker.prototype, "onmessage");
    Object.defineProperty(Worker.prototype, "onmessage", {
      set(hear) {
        set.call(this, hear && ((event) => (window.held ? waiting.push(() => hear.call(this, event)) : hear.call(this, event))));
      },
    });
  };

  updated("the run goes on; the new version comes when it is wanted, and the run comes to the same numbers", async ({ app, root }) => {
    test.slow();
    await app.page.addInitScript(hold);
    await app.openSample();
    await kept(app.page);
    const before = await app.simulate.answer();
    const isGoing = (message) => expect(app.simulate.main, message).not.toHaveAttribute("data-state", "complete");
    await app.page.evaluate(() => (window.held = true));
    await app.simulate.step("Strategic", "plus").click();
    await isGoing();
    release(root);
    await app.page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
    await expect(app.shell.message(/new version of Tierlab is ready/)).toBeVisible({ timeout: 60_000 });
    await isGoing("a new version ends no run");
    await expect(mark(app.page)).toHaveCount(0);
    await app.page.evaluate(() => window.letGo());
    const changed = await app.simulate.answer();
    expect(changed.fingerprint).not.toBe(before.fingerprint);

    // Wanted in the middle of a run that a change has begun: the change is kept first.
    await app.page.evaluate(() => (window.held = true));
    await app.simulate.step("Strategic", "plus").click();
    const threshold = await app.simulate.threshold("Strategic");
    await isGoing();
    await app.page.getByRole("button", { name: "Use the new version" }).click();
    await expect(mark(app.page)).toHaveCount(1, { timeout: 60_000 });
    await expect(app.simulate.slider("Strategic")).toHaveAttribute("aria-valuenow", String(threshold));
    await app.simulate.isComplete();
    expect(await app.simulate.answerAfter(() => app.simulate.step("Strategic", "minus").click())).toEqual(changed);
  });
});

describe("4x CPU throttling", () => {
  test("levers stay usable, and the numbers are the same", async ({ app, otherProfile }) => {
    test.slow();
    const quick = await otherProfile();
    await quick.openSample();
    const expected = await quick.simulate.answerAfter(() => quick.simulate.step("Strategic", "plus").click());
    await quick.page.close();
    const session = await app.page.context().newCDPSession(app.page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
    await app.openSample();
    const begin = await app.simulate.threshold("Strategic");
    await app.simulate.slider("Strategic").focus();
    for (let press = 1; press <= 12; press += 1) {
      await app.page.keyboard.press("ArrowRight");
      // A lever that follows the hand shows where it is before the next press; a press is half a point.
      await expect(app.simulate.slider("Strategic")).toHaveAttribute("aria-valuenow", String(begin + press / 2));
    }
    for (let press = 0; press < 10; press += 1) await app.page.keyboard.press("ArrowLeft");
    await expect(app.simulate.main).toHaveAttribute("data-fingerprint", expected.fingerprint, { timeout: 60_000 });
    expect(await app.simulate.answer()).toEqual(expected);
    await expect(app.shell.saved).toBeVisible();
  });
});

describe("memory pressure with 100,000 partners", () => {
  test("the page answers, what cannot go along is said, and all partners are there at the next visit", async ({ app, url }) => {
    test.slow();
    const session = await app.page.context().newCDPSession(app.page);
    const pressed = () => session.send("Memory.simulatePressureNotification", { level: "critical" });
    await app.open();
    await app.start.file.setInputFiles({ name: "many.csv", mimeType: "text/csv", buffer: table(100_000, 2) });
    await expect(app.import.confirm).toHaveAccessibleName("Import 100,000 partners", { timeout: 60_000 });
    await app.import.confirm.click();
    await pressed();
    await expect(app.shell.saved).toBeVisible({ timeout: 30_000 });
    await app.shell.goTo("Simulate");
    await expect(app.simulate.today).toBeVisible({ timeout: 60_000 });
    const before = await app.simulate.today.innerText();
    await app.share.open();
    await app.share.what("names").check();
    await expect(app.share.dialog.getByText("Too many partners for a link. Send the file instead.")).toBeVisible();
    await app.share.close();
    await pressed();
    await app.simulate.step("Strategic", "plus").click();
    await expect(app.simulate.today).not.toHaveText(before, { timeout: 60_000 });
    const after = await app.simulate.today.innerText();
    await expect(app.shell.saved).toBeVisible({ timeout: 30_000 });
    await app.page.goto("about:blank");
    await app.open(`${url}#/simulate`);
    await expect(app.simulate.today).toHaveText(after, { timeout: 30_000 });
    await app.shell.goTo("Partners");
    await expect(app.partners.foot).toContainText("100,000 of 100,000", { timeout: 60_000 });
    expect(await listed(app)).toEqual({ names: ["My design"], aside: [] });
  });
});
