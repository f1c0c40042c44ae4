// The page comes in parts: little at first, the rest in idle time, and a sentence where one is missing.
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "../support/app.js";

/** Most bytes of a first visit, compressed as a host would. */
const BUDGET = 500_000;

test("a first visit loads less than 500 kB", async ({ app }) => {
  const loaded = new Map();
  app.page.context().on("response", (response) => loaded.set(response.url(), response.body()));
  await app.open();
  await app.page.waitForLoadState("networkidle");
  const names = [...loaded.keys()].map((url) => url.split("/").at(-1));
  for (const needed of [/^app-.*_bg\.wasm$/, /^worker_simd_bg\.wasm/]) expect(names).toContainEqual(expect.stringMatching(needed));
  const bodies = await Promise.all(loaded.values());
  const bytes = bodies.reduce((sum, body) => sum + brotliCompressSync(body).length, 0);
  console.log(`first visit ${bytes} bytes brotli in ${bodies.length} files`);
  expect(bytes).toBeLessThan(BUDGET);
});

test("the head of the start screen stands in the page before the program does, word for word", async ({ app }) => {
  const told = () =>
    app.page.locator(".start__head").evaluate((head) => [...head.querySelectorAll("h1, .start__lead")].map((it) => ({ text: it.textContent, at: it.getBoundingClientRect().toJSON() })));
  await app.page.route("**/app-*_bg.wasm", () => {});
  await app.page.goto(app.url, { waitUntil: "commit" });
  await expect(app.page.locator("#loading h1")).toBeVisible();
  const before = await told();
  await app.page.unroute("**/app-*_bg.wasm");
  await app.open();
  await expect(app.page.getByRole("button", { name: "Open the sample" })).toBeVisible();
  expect(await told()).toEqual(before);
  // Not where another screen comes.
  await app.page.route("**/app-*_bg.wasm", () => {});
  await app.page.goto("about:blank");
  await app.page.goto(`${app.url}#/help`, { waitUntil: "commit" });
  await expect(app.page.locator("#loading")).toContainText("Loading Tierlab");
  await expect(app.page.locator("#loading h1")).toBeHidden();
});

test.describe("without a connection", () => {
  // The browser asks for it anew at every address, and a comparison for the simulation.
  test.use({ allowed: /ERR_INTERNET_DISCONNECTED.*(favicon|simulation|shared-\w+\.bin)/ });

  test("after the first answer every screen opens", async ({ app }) => {
    const parts = /-(partners|partner|program|compare|workshop|share|import|library|documents|work)\.wasm$/;
    const fetched = new Set();
    app.page.on("requestfinished", (request) => {
      const part = parts.exec(request.url());
      if (part) fetched.add(part[1]);
    });
    await app.openSample();
    await expect.poll(() => fetched.size, "parts fetched in idle time").toBe(10);
    await app.page.context().setOffline(true);
    await app.shell.goTo("Partners");
    await expect(app.partners.table).toBeVisible();
    await app.shell.goTo("Program");
    await app.program.isChecked();
    await app.shell.goTo("Compare");
    await expect(app.compare.scenario(/Earned Strategic/)).toBeChecked();
    await expect(app.page.getByRole("alert").filter({ hasText: "cannot be compared" })).toContainText("could not be loaded");
    await app.page.goto(`${app.url}#/`);
    await app.start.program("Odoo Partnership").click();
    await expect(app.program.title).toHaveText(/Odoo Partnership/);
  });
});

test.describe("without the code of a screen", () => {
  // What is missing does not have the hash it should have, either.
  test.use({ allowed: /404|integrity/ });

  const missing = (app) => app.page.getByRole("alert").filter({ hasText: "could not be loaded" });
  const stop = (app, part) =>
    app.page.route(`**/app-*-${part}.wasm`, (route) => route.fulfill({ status: 404, body: "" }));

  test("the screen says so, and reloading brings it", async ({ app }) => {
    await stop(app, "program");
    await app.openSample();
    await app.shell.goTo("Program");
    await expect(missing(app)).toContainText("your work is kept");
    await app.page.unrouteAll();
    await missing(app).getByRole("button", { name: "Reload" }).click();
    await app.program.isChecked();
  });

  test("a program of the library that cannot be fetched is refused beside the list", async ({ app }) => {
    await stop(app, "library");
    await app.open();
    await app.start.program("Odoo Partnership").click();
    await expect(missing(app)).toBeVisible();
    await app.page.unrouteAll();
    await app.start.program("Odoo Partnership").click();
    await expect(app.program.title).toHaveText(/Odoo Partnership/);
  });

  test("what cannot be saved is told, and is saved once it can be", async ({ app }) => {
    await stop(app, "documents");
    await app.openSample();
    await expect(app.shell.message(/cannot be saved/)).toBeVisible();
    await app.page.unrouteAll();
    await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    await expect(app.shell.message(/cannot be saved/)).toHaveCount(0);
    const before = await app.simulate.answer();
    await app.page.reload();
    await app.simulate.isComplete();
    expect(await app.simulate.answer()).toEqual(before);
  });

  test("what was kept is not touched when it cannot be read", async ({ app }) => {
    await app.openSample();
    const before = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    await expect(app.shell.saved).toBeVisible();
    await stop(app, "documents");
    await app.page.reload();
    await expect(missing(app)).toBeVisible();
    await app.page.unrouteAll();
    await missing(app).getByRole("button", { name: "Reload" }).click();
    await app.simulate.isComplete();
    expect(await app.simulate.answer()).toEqual(before);
  });
});
