// Everything a page writes to keep, one write after another: counted, and one of them made to go wrong.

/** In the page: numbers every write. `window.writes.wrong` is the number of the one that goes wrong, and how. */
function number() {
  const writes = (window.writes = { done: [], wrong: undefined });
  const meets = (what) => {
    writes.done.push(what);
    return writes.wrong?.at === writes.done.length ? writes.wrong.how : undefined;
  };
  const quota = () => new DOMException("The quota has been exceeded.", "QuotaExceededError");

  const { setItem } = Storage.prototype;
  Storage.prototype.setItem = function (key, text) {
    const wrong = meets(`${this === window.sessionStorage ? "tab" : "text"} ${key}`);
    if (wrong === "full") throw quota();
    if (wrong === "dies") debugger;
    return setItem.call(this, key, text);
  };
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (...rest) {
    const wrong = meets(`database ${this.name}`);
    if (wrong === "dies") debugger;
    if (wrong !== "full") return put.apply(this, rest);
    // A browser that finds no room ends the whole transaction.
    this.transaction.abort();
    return new EventTarget();
  };
}

/** Numbers the writes of every page that `page` shows from now on. */
export const numberWrites = (page) => page.addInitScript(number);

/** What has been written since the last call; the next one that goes wrong is counted from here. */
export const writesFromHere = (page, wrong) =>
  page.evaluate((wrong) => {
    const done = window.writes.done.splice(0);
    window.writes.wrong = wrong;
    return done;
  }, wrong);

/**
 * Kills the page of `app` in its write number `at`, if it comes to that: nothing of the page runs any more from there
 * on. `action` begins what writes, `ended` waits for its end. Answers what it was that the page died of and what the
 * page said of saving in that moment; nothing when there were fewer writes.
 */
export async function killedInWrite({ page }, at, action, ended) {
  const session = await page.context().newCDPSession(page);
  await session.send("Debugger.enable");
  const died = new Promise((done) => page.once("crash", () => done(true)));
  let told;
  session.once("Debugger.paused", async ({ callFrames: [frame] }) => {
    const expression = `[window.writes.done.at(-1), document.title + document.querySelector("header").textContent]`;
    const { result } = await session.send("Debugger.evaluateOnCallFrame", { callFrameId: frame.callFrameId, expression, returnByValue: true });
    told = { write: result.value[0], said: result.value[1] };
    // It is never answered: who would have answered is gone.
    session.send("Page.crash").catch(() => {});
  });
  await writesFromHere(page, { at, how: "dies" });
  // What waits for a page that dies waits in vain.
  const lived = action().then(ended).then(() => false);
  lived.catch(() => {});
  const dead = await Promise.race([died, lived]);
  await page.close();
  return dead ? told : undefined;
}
