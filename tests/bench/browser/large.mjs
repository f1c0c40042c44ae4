// A portfolio as large as can be imported: how long a run takes with every worker, and how much memory.
import { readFileSync } from "node:fs";
import { link, scenarioOf } from "../../e2e/support/links.mjs";
import { complete, importTable, open } from "./page.mjs";
import { partners } from "./partners.mjs";

/** Resident memory of the processes that run pages, now and at most, in MB; nothing but Linux tells. */
async function memory(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const read = (process, field) => {
    try {
      const status = readFileSync(`/proc/${process.id}/status`, "utf8");
      return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    } catch {
      return NaN;
    }
  };
  const largest = (field) =>
    Math.round(Math.max(...processInfo.filter(({ type }) => type === "renderer").map((process) => read(process, field))));
  return { now: largest("VmRSS"), peak: largest("VmHWM") };
}

/** Seconds and MB of a run of so many partners and replications, as a link asks for it. */
export async function large(browser, url, count, replications) {
  const tab = await open(browser);
  const { page, shell } = tab;
  const buffer = partners(count);
  const begun = performance.now();
  await importTable(tab, url, buffer);
  const imported = (performance.now() - begun) / 1000;
  const afterImport = await memory(browser);
  const scenario = scenarioOf(await shell.link());
  const started = performance.now();
  await page.evaluate((link) => {
    window.jobs.length = 0;
    window.longTasks.length = 0;
    location.hash = link;
  }, link({ ...scenario, replications, seed: "5eed", outcome: undefined }));
  await complete(page, replications);
  const seconds = (performance.now() - started) / 1000;
  const afterRun = await memory(browser);
  const { jobs, tasks } = await page.evaluate(() => ({ jobs: window.jobs, tasks: window.longTasks }));
  await tab.close();
  const megabytes = (list) => Math.round(list.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6);
  return {
    "file, MB": Math.round(buffer.length / 1e6),
    "import until a first run begins, s": round(imported),
    "run, s": round(seconds),
    "told the workers, MB": megabytes(jobs.filter((job) => job.told)),
    "heard from the workers, MB": megabytes(jobs.filter((job) => job.heard)),
    "longest task of the page, ms": Math.round(Math.max(0, ...tasks)),
    "page and workers after the import, MB": afterImport.now,
    "page and workers after the run, MB": afterRun.now,
    "page and workers at most, MB": afterRun.peak,
  };
}

const round = (seconds) => Math.round(10 * seconds) / 10;
