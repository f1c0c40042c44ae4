// Lighthouse on the built site, served compressed as static hosts do: scores by category, as a desktop and as a
// phone. Prints what is below 100.
// Usage: make lighthouse, or node tests/bench/lighthouse.mjs FOLDER-OF-LIGHTHOUSE [--repeats 3]
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { launchOptions } from "../e2e/support/chromium.mjs";
import { serve } from "../e2e/support/server.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices"];
const { values, positionals } = parseArgs({ allowPositionals: true, options: { repeats: { type: "string", default: "3" } } });
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tools = createRequire(pathToFileURL(join(positionals[0], "package.json")));
const load = async (name) => import(pathToFileURL(tools.resolve(name)));
const { default: lighthouse, desktopConfig } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

const site = await serve({ root: here("../../dist"), compressed: true });
const chrome = await launch({
  chromePath: launchOptions.executablePath,
  chromeFlags: ["--headless=new", ...launchOptions.args],
  userDataDir: mkdtempSync(join(tmpdir(), "lighthouse-")),
});
const results = {};
try {
  for (const [device, config] of [["desktop", desktopConfig], ["phone", undefined]]) {
    const runs = [];
    for (let repeat = 0; repeat < Number(values.repeats); repeat += 1) {
      const { lhr } = await lighthouse(site.url, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" }, config);
      runs.push(lhr);
    }
    // The median run, by performance.
    runs.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
    const middle = runs[Math.floor(runs.length / 2)];
    const below = Object.values(middle.audits).filter((audit) => audit.score !== null && audit.score < 0.9);
    results[device] = {
      ...Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(100 * middle.categories[name].score)])),
      below: below.map((audit) => `${audit.id}: ${audit.displayValue ?? audit.score}`),
    };
  }
} finally {
  chrome.kill();
  await site.close();
}
console.log(JSON.stringify(results, null, 2));
mkdirSync(here("results"), { recursive: true });
writeFileSync(here("results/lighthouse.json"), JSON.stringify(results, null, 2));
