// From the pointer's move to the frame that shows what it changed, while a threshold is dragged.
import { complete, importTable, open } from "./page.mjs";
import { partners } from "./partners.mjs";

const MOVES = 120;
/** Milliseconds between two moves: as often as a screen is drawn. */
const PACE = 16;

/** Notes, for every move that changed a number, the milliseconds to its frame and to the one after. */
function watchMoves() {
  window.moves = [];
  const shown = () => document.querySelector(".threshold-editor").textContent;
  let before = shown();
  window.addEventListener(
    "pointermove",
    (event) => {
      requestAnimationFrame(() => {
        const now = shown();
        const changed = now !== before;
        before = now;
        const first = new MessageChannel();
        const move = { changed };
        window.moves.push(move);
        first.port1.onmessage = () => (move.frame = performance.now() - event.timeStamp);
        first.port2.postMessage(0);
        requestAnimationFrame(() => (move.next = performance.now() - event.timeStamp));
      });
    },
    { capture: true },
  );
}

const percentile = (numbers, share) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return Math.round(10 * sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]) / 10;
};

/** Milliseconds from input to paint on so many partners. */
export async function drag(browser, url, count) {
  const tab = await open(browser);
  const { page, simulate } = tab;
  await importTable(tab, url, partners(count));
  await complete(page);
  // What waits for idle time comes first.
  await page.waitForTimeout(3000);
  const box = await simulate.slider("Strategic").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.evaluate(watchMoves);
  await page.evaluate(() => (window.longTasks.length = 0));
  for (let move = 0; move < MOVES; move += 1) {
    const due = performance.now() + PACE;
    await page.mouse.move(x + 24 * Math.sin(move / 8), y);
    await new Promise((done) => setTimeout(done, Math.max(0, due - performance.now())));
  }
  // What is told of a task comes a little after it.
  await page.waitForTimeout(100);
  const longest = () => page.evaluate(() => Math.round(Math.max(0, ...window.longTasks.splice(0))));
  const dragged = await longest();
  await page.mouse.up();
  await page.waitForTimeout(1000);
  const answered = await longest();
  const moves = await page.evaluate(() => window.moves.filter((move) => move.changed));
  await tab.close();
  if (moves.length < MOVES / 2) throw new Error(`only ${moves.length} of ${MOVES} moves changed a number`);
  const [frames, next] = [moves.map((move) => move.frame), moves.map((move) => move.next)];
  return {
    moves: moves.length,
    "input to paint, p50": percentile(frames, 0.5),
    "input to paint, p95": percentile(frames, 0.95),
    "input to the frame after it, p50": percentile(next, 0.5),
    "input to the frame after it, p95": percentile(next, 0.95),
    "longest task while it is dragged": dragged,
    "longest task when the answers come": answered,
  };
}
