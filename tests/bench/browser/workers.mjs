// One worker, two workers, and the same kernel natively, all on the sample at many replications.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { link } from "../../e2e/support/links.mjs";
import { complete, fingerprint, open } from "./page.mjs";

const REPLICATIONS = 2000;
const SEEDS = ["a1", "b2", "c3"];
const SAMPLE = new URL("../../../public/samples/scenario.json", import.meta.url);
const NATIVE = fileURLToPath(new URL("../../../target/release/examples/twin", import.meta.url));

const sample = (fields) => link({ ...JSON.parse(readFileSync(SAMPLE, "utf8")), ...fields, outcome: undefined });

/** Milliseconds from the first worker told to the last one heard, at best, and what came out. */
async function run(browser, url, cores) {
  const tab = await open(browser, { cores });
  const { page } = tab;
  await page.goto(`${url}${sample({ replications: REPLICATIONS, seed: "1" })}`);
  await complete(page, REPLICATIONS);
  await page.waitForTimeout(1000);
  const times = [];
  let last;
  for (const seed of SEEDS) {
    last = await fingerprint(page);
    await page.evaluate((link) => {
      window.jobs.length = 0;
      location.hash = link;
    }, sample({ replications: REPLICATIONS, seed }));
    const other = (last) => {
      const main = document.querySelector("main");
      return main.dataset.state === "complete" && main.dataset.fingerprint && main.dataset.fingerprint !== last;
    };
    await page.waitForFunction(other, last, { polling: "raf", timeout: 120_000 });
    last = await fingerprint(page);
    const jobs = await page.evaluate(() => window.jobs);
    // The run is what was told last but a cancel, which says that it is complete.
    const told = jobs.filter((job) => job.told && job.bytes > 100).map((job) => job.told);
    const heard = jobs.filter((job) => job.heard).map((job) => job.heard);
    times.push(Math.max(...heard) - Math.min(...told));
  }
  await tab.close();
  return { milliseconds: Math.min(...times), fingerprint: last };
}

/** The same job natively on one core. */
function natively() {
  const printed = execFileSync(NATIVE, [String(REPLICATIONS), ...SEEDS], { encoding: "utf8" });
  return JSON.parse(printed);
}

/** Milliseconds and ratios. */
export async function workers(browser, url) {
  const [one, two] = [await run(browser, url, 1), await run(browser, url, 2)];
  const native = natively();
  for (const other of [two, native]) {
    if (other.fingerprint !== one.fingerprint) throw new Error(`not the same outcome: ${one.fingerprint}, ${other.fingerprint}`);
  }
  const ratio = (a, b) => Math.round((100 * a) / b) / 100;
  const each = (job) => Math.round((job.milliseconds * 1e6) / native.cells);
  return {
    "one worker, ms": Math.round(one.milliseconds),
    "two workers, ms": Math.round(two.milliseconds),
    "natively on one core, ms": Math.round(native.milliseconds),
    "one worker / two workers": ratio(one.milliseconds, two.milliseconds),
    "WebAssembly / native": ratio(one.milliseconds, native.milliseconds),
    "ns per partner-quarter and program, WebAssembly": each(one),
    "ns per partner-quarter and program, native": each(native),
  };
}
