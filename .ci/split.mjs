// Takes the built page apart, as Trunk's last step: what a first visit needs stays in the page, and
// each part behind #[wasm_split] becomes a file of its own that the page fetches when it is opened.
// What several parts share comes in hundreds of small pieces: they are packed into a file per part, that of
// the first part in the order below that needs them.
// The names carry the build's, so that a cache cannot mix the parts of two builds.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { integrityOf, seal } from "./seal.mjs";

const { TRUNK_PROFILE: profile, TRUNK_STAGING_DIR: dist, CARGO_TARGET_DIR: target = "target" } = process.env;
/** Parts in the order in which visits come to need them; the others follow. */
const ORDER = ["documents", "simulate", "details", "assumptions", "today", "work", "program", "partners"];
const FEATURES = ["bulk-memory", "bulk-memory-opt", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "reference-types", "multivalue"];

/** Runs a tool; that the optimiser skips a list of names, which it strips anyway, is no news. */
const run = (tool, ...options) => {
  const { error, status, stderr } = spawnSync(tool, options, { stdio: ["ignore", "inherit", "pipe"], encoding: "utf8" });
  process.stderr.write((stderr ?? "").replace(/^warning: unknown name subsection .*\n/gm, ""));
  if (error || status !== 0) throw error ?? new Error(`split: ${tool} ended with exit code ${status}`);
};

/** Replaces what must be there: a tool that writes something else must stop the build. */
const swap = (text, before, after) => {
  if (!text.includes(before)) throw new Error(`split: not found any more: ${before}`);
  return text.replaceAll(before, after);
};

/** A generated script without what only readers need: indentation, and comments that have lines of their own. */
const short = (text) => text.replace(/^\s*\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*$/gm, "").replace(/^\s+/gm, "");

const script = readdirSync(dist).find((name) => /^app(-[0-9a-f]+)?\.js$/.test(name));
const page = script.slice(0, -".js".length);
const work = join(target, "split", profile);
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

// ---- apart ---------------------------------------------------------------------------------------

run("wasm-split-cli", join(target, "wasm32-unknown-unknown", profile, "app.wasm"), work, "--out-name", page);
const parts = readdirSync(work).filter((name) => name.endsWith(".wasm") && name !== `${page}.wasm`);
run("wasm-bindgen", join(work, `${page}.wasm`), "--target", "web", "--no-typescript", "--keep-lld-exports", "--out-dir", join(work, "page"), "--out-name", page);

/** Makes modules small, in this process: to start the tool for each of hundreds would take minutes. */
const shrink = await (async () => {
  if (profile !== "release") return (path) => readFileSync(path);
  // That it skips a list of names, which are stripped anyway, is no news.
  for (const channel of ["warn", "error"]) {
    const say = console[channel];
    console[channel] = (...words) => String(words[0]).includes("unknown name subsection") || say(...words);
  }
  const { default: binaryen } = await import(pathToFileURL(".tools/npm/node_modules/binaryen/index.js"));
  const { BulkMemory, BulkMemoryOpt, NontrappingFPToInt, SignExt, MutableGlobals, ReferenceTypes, Multivalue } = binaryen.Features;
  const features = BulkMemory | BulkMemoryOpt | NontrappingFPToInt | SignExt | MutableGlobals | ReferenceTypes | Multivalue;
  binaryen.setOptimizeLevel(2);
  binaryen.setShrinkLevel(2);
  binaryen.setDebugInfo(false);
  return (path) => {
    const module = binaryen.readBinary(readFileSync(path));
    module.setFeatures(features);
    module.runPasses(["strip-debug"]);
    module.optimize();
    const bytes = module.emitBinary();
    module.dispose();
    return bytes;
  };
})();
const partName = (file) => file.replace(/^split_|\.wasm$/g, "");
const named = (part) => `${page}-${part}.wasm`;
writeFileSync(join(dist, `${page}_bg.wasm`), shrink(join(work, "page", `${page}_bg.wasm`)));
const pieces = parts.filter((file) => file.startsWith("chunk_"));
const whole = parts.filter((file) => file.startsWith("split_")).map(partName);
/** Writes a file of the page; what its hash is. */
const written = (name, bytes) => {
  writeFileSync(join(dist, name), bytes);
  return integrityOf(bytes);
};
const hashes = Object.fromEntries(whole.map((part) => [part, written(named(part), shrink(join(work, `split_${part}.wasm`)))]));

// ---- and what fetches them, inside the page's script -----------------------------------------------

let loaders = readFileSync(join(work, "__wasm_split.js"), "utf8");
for (const part of whole) {
  const asked = (name) => `fetch(new URL("./${name}", import.meta.url)`;
  loaders = swap(loaders, `${asked(`split_${part}.wasm`)})`, `${asked(named(part))}, { integrity: "${hashes[part]}" })`);
}

/** Pieces that a part needs, from the list behind its loader. */
const needs = (part) => {
  const loader = loaders.slice(loaders.indexOf(`"./${named(part)}"`));
  return new Set([...loader.slice(0, loader.indexOf("]));")).matchAll(/__(chunk_\d+)\b/g)].map(([, piece]) => `${piece}.wasm`));
};
const ordered = [...ORDER.filter((part) => whole.includes(part)), ...whole.filter((part) => !ORDER.includes(part)).sort()];
const left = new Set(pieces);
const packed = {};
for (const part of ordered) {
  const mine = [...needs(part)].filter((piece) => left.delete(piece));
  let from = 0;
  const bytes = mine.map((piece) => {
    const bytes = shrink(join(work, piece));
    loaders = swap(loaders, `fetch(new URL("./${piece}", import.meta.url))`, `piece("${part}", ${from}, ${bytes.length})`);
    from += bytes.length;
    return bytes;
  });
  if (mine.length > 0) packed[part] = written(`${page}-shared-${part}.bin`, Buffer.concat(bytes));
}
if (left.size > 0) throw new Error(`split: nobody needs ${[...left].join(", ")}`);
loaders = swap(loaders, `import { initSync } from "./${page}.js";\n`, "");
loaders = swap(loaders, "WebAssembly.instantiateStreaming(src, imports)", "instantiatePart(src, imports)");
// The person is told by the page.
loaders = swap(loaders, "console.error(e);", "");
const offered = [...loaders.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
loaders = swap(loaders, "export const", "const");
loaders += `
async function answered(response) {
    if (!response.ok) throw new Error(\`\${response.url}: \${response.status}\`);
    return response;
}
async function instantiatePart(source, imports) {
    const from = await source;
    if (from instanceof Uint8Array) return (await WebAssembly.instantiate(from, imports)).instance;
    const response = await answered(from);
    // Some hosts do not know the type.
    const streams = response.headers.get("Content-Type") === "application/wasm";
    const { instance } = streams
        ? await WebAssembly.instantiateStreaming(response, imports)
        : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
    return instance;
}
const packed = ${JSON.stringify(packed)};
const packs = {};
async function piece(part, from, length) {
    // What could not be fetched is asked for again the next time.
    packs[part] ??= fetch(new URL(\`./${page}-shared-\${part}.bin\`, import.meta.url), { integrity: packed[part] })
        .then(answered)
        .then((response) => response.arrayBuffer())
        .catch((error) => { delete packs[part]; throw error; });
    return new Uint8Array(await packs[part], from, length);
}
`;
const glue = readFileSync(join(work, "page", `${page}.js`), "utf8");
const imported = /^import \* as (\w+) from ["']\.\/__wasm_split\.js["'];?$/gm;
if (!imported.test(glue)) throw new Error("split: the page's script does not import the loaders any more");
const inside = glue.replace(imported, "const $1 = loaders;");
writeFileSync(join(dist, script), short(`${loaders}const loaders = { ${offered.join(", ")} };\n${inside}`));

// ---- and the worker once more, for browsers that work on two numbers at once ------------------------

if (profile === "release") {
  const flags = readFileSync(".cargo/config.toml", "utf8").match(/rustflags = \[(.*)\]/)[1].replaceAll(/[",]/g, " ");
  const built = join(`${target}-simd`, "wasm32-unknown-unknown/worker/worker.wasm");
  // Little is put inline: V8 does that again, and what is not there need not be fetched.
  process.env.RUSTFLAGS = `${flags} -C target-feature=+simd128 -C llvm-args=-inline-threshold=5`;
  process.env.CARGO_TARGET_DIR = `${target}-simd`;
  run("cargo", "build", "--quiet", "--offline", "--bin", "worker", "--no-default-features", "--profile", "worker", "--target", "wasm32-unknown-unknown");
  run("wasm-bindgen", built, "--target", "no-modules", "--no-typescript", "--out-dir", dist, "--out-name", "worker_simd");
  const glue = join(dist, "worker_simd.js");
  writeFileSync(glue, short(readFileSync(glue, "utf8")));
  const simd = join(dist, "worker_simd_bg.wasm");
  run("wasm-opt", "-O3", "--converge", "--enable-simd", ...FEATURES.map((name) => `--enable-${name}`), "--strip-debug", simd, "-o", simd);
} else {
  for (const end of [".js", "_bg.wasm"]) copyFileSync(join(dist, `worker${end}`), join(dist, `worker_simd${end}`));
}

if (profile === "release") seal(dist);
