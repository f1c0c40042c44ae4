// A portfolio as large as can be imported: how long a run takes with every worker, and how much memory.
import { readFileSync } from "node:fs";
import { link, scenarioOf } from "../../e2e/support/links.mjs";
import { complete, importTable, open } from "./page.mjs";
import { partners } from "./partners.mjs";

/**
 * What the process that runs the page and its workers takes: its own (anonymous) memory and all that is resident,
 * at most too, in MB, and its processor time in seconds. The largest process of pages is meant; nothing but
 * Linux tells.
 */
async function taken(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const of = ({ id }) => {
    try {
      const status = readFileSync(`/proc/${id}/status`, "utf8");
      const megabytes = (field) => Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)[1]) / 1024);
      const [user, system] = readFileSync(`/proc/${id}/stat`, "utf8").split(") ").at(-1).split(" ").slice(11, 13);
      return {
        own: megabytes("RssAnon"),
        resident: megabytes("VmRSS"),
        peak: megabytes("VmHWM"),
        processor: (Number(user) + Number(system)) / 100,
      };
    } catch {
      return { own: NaN, resident: 0, peak: NaN, processor: NaN };
    }
  };
  const all = processInfo.filter(({ type }) => type === "renderer").map(of);
  return all.toSorted((a, b) => b.resident - a.resident)[0];
}

/** Seconds and MB of a run of so many partners and replications, as a link asks for it. */
export async function large(browser, url, count, replications, cores) {
  const tab = await open(browser, { cores });
  const { page, shell } = tab;
  const buffer = partners(count);
  const begun = performance.now();
  await importTable(tab, url, buffer);
  const imported = (performance.now() - begun) / 1000;
  const afterImport = await taken(browser);
  const scenario = scenarioOf(await shell.link());
  const started = performance.now();
  await page.evaluate((link) => {
    window.jobs.length = 0;
    window.longTasks.length = 0;
    location.hash = link;
  }, link({ ...scenario, replications, seed: "5eed", outcome: undefined }));
  await complete(page, replications);
  const seconds = (performance.now() - started) / 1000;
  const afterRun = await taken(browser);
  const workers = page.workers().length;
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
    "processor time of the run, s": round(afterRun.processor - afterImport.processor),
    "workers": workers,
    "own memory after the import, MB": afterImport.own,
    "own memory after the run, MB": afterRun.own,
    "resident after the run, with the browser's code, MB": afterRun.resident,
    "resident at most, MB": afterRun.peak,
  };
}

const round = (seconds) => Math.round(10 * seconds) / 10;
