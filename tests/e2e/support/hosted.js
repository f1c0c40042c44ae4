// A host of one's own beside the tests' common one: it can be stopped, notes what it is asked for, and may get another
// version. Service workers run here; everywhere else they are blocked.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./app.js";
import { serve } from "./server.mjs";

const DIST = fileURLToPath(new URL("../../../dist/", import.meta.url));

/** A server of one's own, that can be stopped and notes what it is asked for. */
export const hosted = test.extend({
  root: async ({}, use) => use(DIST),
  host: async ({ root }, use) => {
    const server = await serve({ root, base: "/team/" });
    await use(server);
    await server.close();
  },
  url: async ({ host }, use) => use(host.url),
  serviceWorkers: async ({}, use) => use("allow"),
});

/** The same with files that `release` may change. */
export const updated = hosted.extend({
  root: async ({}, use) => {
    const root = mkdtempSync(join(tmpdir(), "tierlab-"));
    cpSync(DIST, root, { recursive: true });
    await use(root);
    rmSync(root, { recursive: true, force: true });
  },
});

/** Until everything is kept and this page is answered from it. */
export const kept = (page) =>
  expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { message: "kept for use offline", timeout: 30_000 })
    .toBe("activated");

/** Puts another version onto the host: the same page, marked. */
export function release(root) {
  const script = readFileSync(join(root, "sw.js"), "utf8");
  writeFileSync(join(root, "sw.js"), script.replace(/VERSION = "\w+"/, 'VERSION = "another"'));
  const page = readFileSync(join(root, "index.html"), "utf8");
  writeFileSync(join(root, "index.html"), page.replace("<title>Tierlab</title>", '<title>Tierlab</title>\n  <meta name="version" content="another">'));
}

/** The mark of the version that `release` puts there. */
export const mark = (page) => page.locator('meta[name="version"]');
