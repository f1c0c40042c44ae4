// A static file server without dependencies, for `make serve` and for the tests.
// From a shell: node server.mjs [--root dist] [--base /] [--port 8080]
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs, promisify } from "node:util";
import { brotliCompress } from "node:zlib";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The file that a request means, or nothing when it lies outside the base path or does not exist. */
async function fileFor(root, base, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  if (!path.startsWith(base)) return undefined;
  let file = join(root, normalize(`/${path.slice(base.length)}`));
  let found = await stat(file).catch(() => undefined);
  if (found?.isDirectory()) {
    file = join(file, "index.html");
    found = await stat(file).catch(() => undefined);
  }
  return found?.isFile() ? { file, size: found.size } : undefined;
}

/** A file as static hosts send it, packed once. */
const packer = () => {
  const packed = new Map();
  return (file) => {
    if (!packed.has(file)) packed.set(file, readFile(file).then(promisify(brotliCompress)));
    return packed.get(file);
  };
};

/** Serves `root` under `base`; port 0 takes a free one. `compressed` as most hosts do, for measurements. */
export async function serve({ root, base = "/", port = 0, compressed = false }) {
  const pack = packer();
  const asked = [];
  const server = createServer(async (request, response) => {
    asked.push(request.url);
    const found = await fileFor(resolve(root), base, request.url);
    if (!found) {
      response.writeHead(404, { "content-type": TYPES[".txt"] }).end("Not found\n");
      return;
    }
    if (compressed && request.headers["accept-encoding"]?.includes("br")) {
      const body = await pack(found.file);
      const type = TYPES[extname(found.file)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-encoding": "br", "content-length": body.length });
      response.end(request.method === "HEAD" ? undefined : body);
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[extname(found.file)] ?? "application/octet-stream",
      "content-length": found.size,
      "cache-control": "no-cache",
    });
    if (request.method === "HEAD") response.end();
    else createReadStream(found.file).on("error", () => response.destroy()).pipe(response);
  });
  await new Promise((ready, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", ready);
  });
  return {
    /** Paths of all requests so far. */
    asked,
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { values } = parseArgs({
    options: {
      root: { type: "string", default: "dist" },
      base: { type: "string", default: "/" },
      port: { type: "string", default: "8080" },
    },
  });
  try {
    const { url } = await serve({ ...values, port: Number(values.port) });
    console.log(`Tierlab is at ${url} (Ctrl+C stops it)`);
  } catch (error) {
    const taken = error.code === "EADDRINUSE";
    console.error(taken ? `Port ${values.port} is in use; choose another: make serve PORT=8090` : error.message);
    process.exitCode = 1;
  }
}
