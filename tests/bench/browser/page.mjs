// A page under the stopwatch: what is opened, waited for and written down by every browser benchmark.
import { Import } from "../../e2e/pages/import.js";
import { Shell } from "../../e2e/pages/shell.js";
import { Simulate } from "../../e2e/pages/simulate.js";
import { Start } from "../../e2e/pages/start.js";

/** Notes, in the page, when each worker was told something and when each answered. */
function watchWorkers() {
  window.jobs = [];
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...rest) {
      super(...rest);
      this.addEventListener("message", (event) => window.jobs.push({ heard: performance.now(), bytes: event.data.length }));
    }
    postMessage(message, ...rest) {
      window.jobs.push({ told: performance.now(), bytes: message.length });
      const begun = performance.now();
      super.postMessage(message, ...rest);
      window.jobs.at(-1).took = performance.now() - begun;
    }
  };
}

/** Notes tasks that kept the page from answering. */
function watchTasks() {
  window.longTasks = [];
  const note = (list) => window.longTasks.push(...list.getEntries().map((task) => task.duration));
  new PerformanceObserver(note).observe({ type: "longtask", buffered: true });
}

/** A page in a profile of its own; `cores` is what it takes the machine to have. */
export async function open(browser, { cores, throttle = 1 } = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  if (throttle > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  }
  if (cores) {
    await page.addInitScript((cores) => Object.defineProperty(navigator, "hardwareConcurrency", { get: () => cores }), cores);
  }
  await page.addInitScript(watchWorkers);
  await page.addInitScript(watchTasks);
  const close = () => context.close();
  return { page, close, start: new Start(page), simulate: new Simulate(page), shell: new Shell(page), importing: new Import(page) };
}

/** Imports a table as a person would and goes to the Simulate screen. */
export async function importTable({ page, start, simulate, importing, shell }, url, buffer) {
  await page.goto(url);
  await start.file.setInputFiles({ name: "partners.csv", mimeType: "text/csv", buffer });
  await importing.confirm.click({ timeout: 120_000 });
  await shell.goTo("Simulate");
  await simulate.slider("Strategic").waitFor({ timeout: 120_000 });
}

/** Waits for a finished answer, of so many runs if told. */
export async function complete(page, runs) {
  const isComplete = (runs) => {
    const main = document.querySelector("main");
    return main?.dataset.state === "complete" && (!runs || main.dataset.runs === String(runs));
  };
  await page.waitForFunction(isComplete, runs, { polling: "raf", timeout: 300_000 });
}

export const fingerprint = (page) => page.evaluate(() => document.querySelector("main").dataset.fingerprint);

/** Milliseconds that `change` takes until the condition in the page holds. */
export async function until(page, change, condition, argument) {
  const started = performance.now();
  await change();
  await page.waitForFunction(condition, argument, { polling: "raf", timeout: 120_000 });
  return performance.now() - started;
}

/** The middle and the worst of some numbers, rounded. */
export function summary(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return { median: Math.round(sorted[Math.floor(sorted.length / 2)]), worst: Math.round(sorted.at(-1)) };
}
