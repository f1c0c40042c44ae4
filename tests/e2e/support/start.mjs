// Serves dist/ under a sub-path on a free port for the whole run, as any static host might.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { serve } from "./server.mjs";

export default async function start() {
  const root = fileURLToPath(new URL("../../../dist/", import.meta.url));
  if (!existsSync(`${root}index.html`)) throw new Error("dist/ is missing; please run: make build");
  const server = await serve({ root, base: "/some/sub/path/" });
  process.env.TIERLAB_URL = server.url;
  return () => server.close();
}
