// Times the built site in a browser: load, first answer, a lever's way to a new answer, long tasks.
// Usage: make bench, or node tests/bench/browser.mjs [--repeats 5] [--throttle 4]
import { writeFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Simulate } from "../e2e/pages/simulate.js";
import { Start } from "../e2e/pages/start.js";
import { launchOptions } from "../e2e/support/chromium.mjs";
import { serve } from "../e2e/support/server.mjs";

const { chromium } = createRequire(new URL("../e2e/package.json", import.meta.url))("@playwright/test");
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({
  options: { repeats: { type: "string", default: "5" }, throttle: { type: "string", default: "1" } },
});

/** Milliseconds that `change` takes until the condition on the main element holds. */
async function until(page, change, condition, argument) {
  const started = performance.now();
  await change();
  await page.waitForFunction(condition, argument, { polling: "raf", timeout: 120_000 });
  return performance.now() - started;
}

const isComplete = () => document.querySelector("main")?.dataset.state === "complete";
const isOther = (before) => {
  const main = document.querySelector("main");
  return main.dataset.state === "complete" && main.dataset.fingerprint !== before;
};
const fingerprint = (page) => page.evaluate(() => document.querySelector("main").dataset.fingerprint);

/** Milliseconds from a lever to the first and to the finished answer. */
async function lever(page, change) {
  const before = await fingerprint(page);
  const started = performance.now();
  const first = page
    .waitForFunction(
      (before) => {
        const main = document.querySelector("main");
        const complete = main.dataset.state === "complete" && main.dataset.fingerprint !== before;
        return complete || (main.dataset.state === "partial" && Number(main.dataset.runs) < 200);
      },
      before,
      { polling: "raf" },
    )
    .then(() => performance.now() - started);
  const complete = await until(page, change, isOther, before);
  return { first: await first, complete };
}

async function once(browser, url, cores) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  if (Number(values.throttle) > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: Number(values.throttle) });
  }
  if (cores) await page.addInitScript((cores) => Object.defineProperty(navigator, "hardwareConcurrency", { get: () => cores }), cores);
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((task) => task.duration)))
      .observe({ type: "longtask", buffered: true });
  });
  const [start, simulate] = [new Start(page), new Simulate(page)];

  const mounted = await until(page, () => page.goto(url), () => !document.getElementById("loading"));
  const firstAnswer = await until(page, () => start.openSample.click(), isComplete);
  await page.evaluate(() => (window.longTasks.length = 0));
  // The other workers come up meanwhile.
  await page.waitForTimeout(1500);
  const step = await lever(page, () => simulate.step("Strategic", "plus").click());
  const again = await lever(page, () => simulate.step("Strategic", "plus").click());
  const before = await fingerprint(page);
  const drag = await until(page, () => simulate.drag("Strategic", 24), isOther, before);
  const longest = await page.evaluate(() => Math.max(0, ...window.longTasks));
  await context.close();
  return {
    mounted,
    "sample, finished answer": firstAnswer,
    "lever, first answer": again.first,
    "lever, finished answer": again.complete,
    "lever for the first time": step.complete,
    "drag": drag,
    "longest task while editing": longest,
  };
}

const server = await serve({ root: here("../../dist/"), base: "/some/sub/path/" });
const browser = await chromium.launch(launchOptions);
try {
  const all = {};
  for (const [name, cores] of [["as many workers as cores", undefined], ["one worker", 1]]) {
    const rounds = [];
    for (let round = 0; round < Number(values.repeats); round += 1) rounds.push(await once(browser, server.url, cores));
    const results = Object.fromEntries(
      Object.keys(rounds[0]).map((name) => {
        const sorted = rounds.map((round) => round[name]).sort((a, b) => a - b);
        return [name, { median: Math.round(sorted[Math.floor(sorted.length / 2)]), worst: Math.round(sorted.at(-1)) }];
      }),
    );
    console.log(`Milliseconds, ${name}, ${values.repeats} cold starts, Chromium ${browser.version()}, throttled ${values.throttle} times`);
    console.table(results);
    all[name] = results;
  }
  mkdirSync(here("results"), { recursive: true });
  writeFileSync(here("results/browser.json"), `${JSON.stringify(all, null, 2)}\n`);
} finally {
  await browser.close();
  await server.close();
}
