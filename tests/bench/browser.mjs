// Times the built site in a browser: the sample's first answer and a lever's way to a new one, a threshold
// dragged over 10,000 partners, a run and a table of 100,000, one worker against two and against native code.
// Usage: make bench, or node tests/bench/browser.mjs [--repeats 5] [--throttle 4] [--only drag,large]
import { writeFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { launchOptions } from "../e2e/support/chromium.mjs";
import { serve } from "../e2e/support/server.mjs";
import { drag } from "./browser/drag.mjs";
import { large } from "./browser/large.mjs";
import { fingerprint, open, summary, until } from "./browser/page.mjs";
import { rows } from "./browser/rows.mjs";
import { workers } from "./browser/workers.mjs";

const { chromium } = createRequire(new URL("../e2e/package.json", import.meta.url))("@playwright/test");
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values } = parseArgs({
  options: { repeats: { type: "string", default: "5" }, throttle: { type: "string", default: "1" }, only: { type: "string" } },
});

const isComplete = () => document.querySelector("main")?.dataset.state === "complete";
const isOther = (before) => {
  const main = document.querySelector("main");
  return main.dataset.state === "complete" && main.dataset.fingerprint !== before;
};
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
  const tab = await open(browser, { cores, throttle: Number(values.throttle) });
  const { page, start, simulate } = tab;

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
  await tab.close();
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

/** The sample, opened again and again in a new profile. */
async function sampled(browser, url) {
  const all = {};
  for (const [name, cores] of [["as many workers as cores", undefined], ["one worker", 1]]) {
    const rounds = [];
    for (let round = 0; round < Number(values.repeats); round += 1) rounds.push(await once(browser, url, cores));
    const results = Object.keys(rounds[0]).map((name) => [name, summary(rounds.map((round) => round[name]))]);
    all[name] = Object.fromEntries(results);
  }
  return all;
}

const BENCHMARKS = {
  sample: ["Sample, milliseconds", sampled],
  drag: ["A threshold dragged over 10,000 partners, milliseconds", (browser, url) => drag(browser, url, 10_000)],
  large: ["100,000 partners × 8 quarters × 20 replications", (browser, url) => large(browser, url, 100_000, 20)],
  rows: ["A table of 100,000 partners, milliseconds", (browser, url) => rows(browser, url, 100_000)],
  workers: ["Sample, 2,000 replications", workers],
};

const server = await serve({ root: here("../../dist/"), base: "/some/sub/path/" });
const browser = await chromium.launch(launchOptions);
try {
  const all = { chromium: browser.version(), throttle: Number(values.throttle), cores: cpus().length, load: {} };
  for (const name of values.only?.split(",") ?? Object.keys(BENCHMARKS)) {
    const [title, measure] = BENCHMARKS[name];
    all[name] = await measure(browser, server.url);
    // Times count where little else was running.
    all.load[name] = Math.round(10 * loadavg()[0]) / 10;
    console.log(`${title} (Chromium ${browser.version()}, ${all.cores} cores, load ${all.load[name]})`);
    const nested = Object.values(all[name]).every((part) => typeof part === "object");
    for (const [part, results] of nested ? Object.entries(all[name]) : [["", all[name]]]) {
      if (part) console.log(`${part}, ${values.repeats} cold starts, throttled ${values.throttle} times`);
      console.table(results);
    }
  }
  mkdirSync(here("results"), { recursive: true });
  writeFileSync(here("results/browser.json"), `${JSON.stringify(all, null, 2)}\n`);
} finally {
  await browser.close();
  await server.close();
}
