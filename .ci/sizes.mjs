// Prints the size of every file of a built dist/, raw and under brotli, and what a first visit loads.
// Usage: node .ci/sizes.mjs [dist]
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { brotliCompressSync } from "node:zlib";

const dist = process.argv[2] ?? "dist";
const files = readdirSync(dist, { recursive: true })
  .map((name) => join(dist, name))
  .filter((path) => statSync(path).isFile())
  .map((path) => {
    const bytes = readFileSync(path);
    return {
      name: relative(dist, path).split(sep).join("/"),
      raw: bytes.length,
      brotli: brotliCompressSync(bytes).length,
    };
  })
  .sort((a, b) => b.brotli - a.brotli);

const page = readFileSync(join(dist, "index.html"), "utf8");
const isPage = (file) => file.name === "index.html" || page.includes(`./${file.name}`);
const isPart = (file) => /\.(wasm|bin)$/.test(file.name) && !isPage(file) && !isWorker(file);
const isWorker = (file) => file.name.startsWith("worker");
// A browser takes one of the two: most of them the one that works on two numbers at once.
const isFallback = (file) => /^worker(_bg)?\./.test(file.name);

const line = (name, raw, brotli) =>
  console.log(`${name.padEnd(50)} ${raw.toLocaleString("en").padStart(12)} ${brotli.toLocaleString("en").padStart(12)}`);
const total = (name, part) =>
  line(name, part.reduce((sum, f) => sum + f.raw, 0), part.reduce((sum, f) => sum + f.brotli, 0));

console.log(`${"file".padEnd(50)} ${"bytes".padStart(12)} ${"brotli".padStart(12)}`);
for (const file of files) line(file.name, file.raw, file.brotli);
console.log();
total("page (until something is on screen)", files.filter(isPage));
const first = (file) => isPage(file) || (isWorker(file) && !isFallback(file));
total("worker (until the first answer)", files.filter((file) => isWorker(file) && !isFallback(file)));
total("first load together", files.filter(first));
total("worker for other browsers", files.filter(isFallback));
total("parts (when they are opened, or in idle time)", files.filter(isPart));
total("everything", files);
