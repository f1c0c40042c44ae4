// Workers of another build, missing or broken: the page says so where it matters and still answers.
import { expect, test } from "../support/app.js";
import { staleLoader } from "../support/stale-worker.js";

test("a worker of another build is noticed, and results still come", async ({ app }) => {
  await app.page.route("**/worker_loader.js*", (route) =>
    route.fulfill({ contentType: "text/javascript", body: staleLoader }),
  );
  await app.openSample();
  await expect(app.shell.message(/version|build|update|reload/i)).not.toHaveCount(0);
  await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
});

test.describe("without a worker", () => {
  test.use({ allowed: /404|worker/i });

  test("a missing loader: the page computes itself", async ({ app }) => {
    await app.page.route("**/worker_loader.js*", (route) => route.fulfill({ status: 404, body: "" }));
    await app.openSample();
    await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  });

  test("a missing program behind the loader: the page computes itself", async ({ app }) => {
    await app.page.route(/worker(_simd)?_bg\.wasm/, (route) => route.fulfill({ status: 404, body: "" }));
    await app.openSample();
    await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  });

  test("the page's own answer is the worker's", async ({ app, otherProfile }) => {
    const other = await otherProfile();
    await other.openSample();
    await app.page.route("**/worker_loader.js*", (route) => route.fulfill({ status: 404, body: "" }));
    await app.openSample();
    expect(await app.simulate.answer()).toEqual(await other.simulate.answer());
  });
});

test("a browser that works on one number at a time computes the same", async ({ app, otherProfile }) => {
  const other = await otherProfile();
  await other.openSample();
  await app.page.route("**/worker_loader.js*", async (route) => {
    const loader = await (await route.fetch()).text();
    await route.fulfill({ contentType: "text/javascript", body: loader.replace("WebAssembly.validate(", "!WebAssembly.validate(") });
  });
  const fetched = app.page.waitForRequest(/worker_bg\.wasm/);
  await app.openSample();
  await fetched;
  expect(await app.simulate.answer()).toEqual(await other.simulate.answer());
});
