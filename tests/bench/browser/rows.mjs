// A table of as many partners as can be imported, scrolled: how often a frame is late, and what kept the page from
// answering at each step on the way there.
import { Partners } from "../../e2e/pages/partners.js";
import { importTable, open } from "./page.mjs";
import { partners } from "./partners.mjs";

/** Seconds that the table is scrolled for, and pixels a frame. */
const SCROLLED = 5;
const STEP = 240;

/** Scrolls by so many pixels every frame; milliseconds between frames. */
const scroll = ([seconds, step]) =>
  new Promise((done) => {
    const table = document.querySelector(".table-scroll, .table-wrap") ?? document.scrollingElement;
    const box = [...document.querySelectorAll("main *")].find((it) => it.scrollHeight > 10 * it.clientHeight && it.clientHeight > 100) ?? table;
    const frames = [];
    let before = performance.now();
    const until = before + 1000 * seconds;
    const frame = (now) => {
      frames.push(now - before);
      before = now;
      box.scrollTop += step;
      if (now < until) requestAnimationFrame(frame);
      else done({ frames: frames.slice(1), scrolled: box.scrollTop });
    };
    requestAnimationFrame(frame);
  });

/** Frames and tasks on so many partners. */
export async function rows(browser, url, count) {
  const tab = await open(browser);
  const { page, shell } = tab;
  const tasks = async () => {
    const longest = await page.evaluate(() => Math.max(0, ...window.longTasks.splice(0)));
    return Math.round(longest);
  };
  await importTable(tab, url, partners(count));
  const imported = await tasks();
  const table = new Partners(page);
  const begun = performance.now();
  await shell.goTo("Partners");
  await table.table.waitFor({ timeout: 60_000 });
  const opened = performance.now() - begun;
  await page.waitForTimeout(2000);
  const opening = await tasks();
  const { frames, scrolled } = await page.evaluate(scroll, [SCROLLED, STEP]);
  const scrolling = await tasks();
  await table.heading("Score").getByRole("button").click();
  await page.waitForTimeout(1500);
  const sorting = await tasks();
  await table.search.fill("P-09");
  await page.waitForTimeout(1500);
  const searching = await tasks();
  await tab.close();
  if (scrolled < STEP * 100) throw new Error(`only ${scrolled} pixels were scrolled`);
  frames.sort((a, b) => a - b);
  const at = (share) => Math.round(10 * frames[Math.floor(share * (frames.length - 1))]) / 10;
  return {
    "frames": frames.length,
    "between frames, p50": at(0.5),
    "between frames, p95": at(0.95),
    "between frames, longest": at(1),
    "until the table is there": Math.round(opened),
    "longest task, import": imported,
    "longest task, opening the table": opening,
    "longest task, scrolling": scrolling,
    "longest task, sorting": sorting,
    "longest task, searching": searching,
  };
}
