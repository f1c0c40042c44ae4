// Takes the built page apart, as Trunk's last step: what a first visit needs stays in the page, and
// each part behind #[wasm_split] becomes a file of its own that the page fetches when it is opened.
// The names carry the build's, so that a cache cannot mix the parts of two builds.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const { TRUNK_PROFILE: profile, TRUNK_STAGING_DIR: dist, CARGO_TARGET_DIR: target = "target" } = process.env;
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

const finish = (from, name) => {
  const to = join(dist, name);
  if (profile === "release") run("wasm-opt", "-Oz", ...FEATURES.map((name) => `--enable-${name}`), "--strip-debug", from, "-o", to);
  else copyFileSync(from, to);
};
const named = (part) => `${page}-${part.replace(/^split_|\.wasm$/g, "").replace("chunk_", "shared-")}.wasm`;
finish(join(work, "page", `${page}_bg.wasm`), `${page}_bg.wasm`);
for (const part of parts) finish(join(work, part), named(part));

// ---- and what fetches them, inside the page's script -----------------------------------------------

let loaders = readFileSync(join(work, "__wasm_split.js"), "utf8");
for (const part of parts) loaders = swap(loaders, `"./${part}"`, `"./${named(part)}"`);
loaders = swap(loaders, `import { initSync } from "./${page}.js";\n`, "");
loaders = swap(loaders, "WebAssembly.instantiateStreaming(src, imports)", "instantiatePart(src, imports)");
// The person is told by the page.
loaders = swap(loaders, "console.error(e);", "");
const offered = [...loaders.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
loaders = swap(loaders, "export const", "const");
loaders += `
async function instantiatePart(source, imports) {
    const response = await source;
    if (!response.ok) throw new Error(\`\${response.url}: \${response.status}\`);
    // Some hosts do not know the type.
    const streams = response.headers.get("Content-Type") === "application/wasm";
    const { instance } = streams
        ? await WebAssembly.instantiateStreaming(response, imports)
        : await WebAssembly.instantiate(await response.arrayBuffer(), imports);
    return instance;
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
