// Whose work is shipped: every crate that the page and its worker are made of, with its licence, and the texts of
// the licences. Fails on a licence that nobody has looked at, and on a crate that is not from the registry.
// Usage: node .ci/licences.mjs [FILE]; without a file it only checks.
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const TARGET = "wasm32-unknown-unknown";
/** Licences under which a page may be passed on without giving away one's own work. */
const ACCEPTED = new Set(["0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC", "MIT", "Unicode-3.0", "Unlicense", "Zlib"]);

/** Whether an SPDX expression, which may ask for one of several or for all of them, is met by what is accepted. */
export function accepted(expression) {
  const tokens = expression.replaceAll("/", " OR ").match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const one = () => {
    if (tokens[at] === "(") {
      at += 1;
      const inside = either();
      at += 1;
      return inside;
    }
    let name = tokens[at++];
    if (tokens[at] === "WITH") name += ` WITH ${tokens[(at += 2) - 1]}`;
    return ACCEPTED.has(name);
  };
  const both = () => {
    let all = one();
    while (tokens[at] === "AND") {
      at += 1;
      all = one() && all;
    }
    return all;
  };
  const either = () => {
    let any = both();
    while (tokens[at] === "OR") {
      at += 1;
      any = both() || any;
    }
    return any;
  };
  return tokens.length > 0 && either() && at === tokens.length;
}

/** The crates that are shipped, by name: what the page's package needs to run, not what builds or tests it. */
function shipped() {
  const { status, stdout, stderr } = spawnSync("cargo", ["metadata", "--format-version", "1", "--locked", "--quiet", "--filter-platform", TARGET], { encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`licences: ${stderr}`);
  const { packages, resolve } = JSON.parse(stdout);
  const package_ = new Map(packages.map((it) => [it.id, it]));
  const node = new Map(resolve.nodes.map((it) => [it.id, it]));
  const isMacro = (id) => package_.get(id).targets.every((target) => target.kind.includes("proc-macro") || target.kind.includes("custom-build"));
  const seen = new Set();
  const visit = (id) => {
    if (seen.has(id) || isMacro(id)) return;
    seen.add(id);
    for (const { pkg, dep_kinds } of node.get(id).deps) {
      if (dep_kinds.some(({ kind }) => kind === null)) visit(pkg);
    }
  };
  visit(packages.find((it) => it.name === "tierlab").id);
  const own = new Set(resolve.nodes.filter(({ id }) => package_.get(id).source === null).map(({ id }) => id));
  return [...seen].filter((id) => !own.has(id)).map((id) => package_.get(id)).sort((a, b) => a.name.localeCompare(b.name, "en") || a.version.localeCompare(b.version, "en"));
}

/** Texts that lie beside a crate. */
function texts({ manifest_path: manifest }) {
  const folder = dirname(manifest);
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice|unlicense)/i.test(name)).sort();
  return names.map((name) => readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n").trim());
}

export function licences() {
  const crates = shipped();
  const wrong = crates.filter((crate) => !accepted(crate.license ?? "") || !crate.source.startsWith("registry+"));
  if (wrong.length > 0) {
    throw new Error(`licences: look at ${wrong.map((crate) => `${crate.name} ${crate.version} (${crate.license ?? "no licence"}, ${crate.source})`).join(", ")}`);
  }
  const list = crates.map((crate) => `${crate.name} ${crate.version}\n  ${crate.license}\n  ${crate.repository ?? `https://crates.io/crates/${crate.name}`}`);
  const users = new Map();
  for (const crate of crates) for (const text of texts(crate)) users.set(text, [...(users.get(text) ?? []), crate.name]);
  const whole = [...users].map(([text, names]) => `${"-".repeat(80)}\nUsed by ${[...new Set(names)].join(", ")}\n\n${text}`);
  return `Tierlab is made of these works of others. Thank you.\n\n${list.join("\n")}\n\n\n${whole.join("\n\n")}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const text = licences();
  if (process.argv[2]) writeFileSync(process.argv[2], text);
}
