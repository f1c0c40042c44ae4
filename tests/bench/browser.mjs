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

async function once(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  if (Number(values.throttle) > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: Number(values.throttle) });
  }
  await page.addInitScript(() => {
    window.longTasks = [];
    new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((task) => task.duration)))
      .observe({ type: "longtask", buffered: true });
  });
  const [start, simulate] = [new Start(page), new Simulate(page)];

  const mounted = await until(page, () => page.goto(url), () => !document.getElementById("loading"));
  const firstAnswer = await until(page, () => start.openSample.click(), isComplete);
  await page.evaluate(() => (window.longTasks.length = 0));
  let before = await fingerprint(page);
  const step = await until(page, () => simulate.step("Strategic", "plus").click(), isOther, before);
  before = await fingerprint(page);
  const drag = await until(page, () => simulate.drag("Strategic", 24), isOther, before);
  const longest = await page.evaluate(() => Math.max(0, ...window.longTasks));
  await context.close();
  return { mounted, "first answer": firstAnswer, "step button": step, "drag": drag, "longest task while editing": longest };
}

const server = await serve({ root: here("../../dist/"), base: "/some/sub/path/" });
const browser = await chromium.launch(launchOptions);
try {
  const rounds = [];
  for (let round = 0; round < Number(values.repeats); round += 1) rounds.push(await once(browser, server.url));
  const results = Object.fromEntries(
    Object.keys(rounds[0]).map((name) => {
      const sorted = rounds.map((round) => round[name]).sort((a, b) => a - b);
      return [name, { median: Math.round(sorted[Math.floor(sorted.length / 2)]), worst: Math.round(sorted.at(-1)) }];
    }),
  );
  console.log(`Milliseconds, ${values.repeats} cold starts, Chromium ${browser.version()}, throttled ${values.throttle} times`);
  console.table(results);
  mkdirSync(here("results"), { recursive: true });
  writeFileSync(here("results/browser.json"), `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await browser.close();
  await server.close();
}
