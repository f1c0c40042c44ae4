// Links to scenarios: written in format 1, which opens for ever; read in both.
import { readFileSync, readdirSync } from "node:fs";
import { inflateRawSync, deflateRawSync } from "node:zlib";

const ROOT = new URL("../../../", import.meta.url);

/** FNV-1a of 32 bits. */
function hash(bytes) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(bytes)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

/** The fragment of a link to a scenario document. */
export function link(scenario) {
  const payload = deflateRawSync(JSON.stringify(scenario)).toString("base64url");
  return `#s=1.${payload}.${hash(payload).toString(16).padStart(8, "0")}`;
}

/** A document in its one form: fields by name, whole numbers without a point. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(",")}}`;
}

/** The text that a link of format 2 is told as a difference from. */
function base(wanted) {
  const folder = new URL("public/library/", ROOT);
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    const text = canonical(JSON.parse(readFileSync(new URL(name, folder), "utf8")));
    if (hash(text) === wanted) return text;
  }
  throw new Error("the library has no such text");
}

/** What the bytes of a link of format 2 say: the document as text, and all of them as they are once expanded. */
export function inside(link) {
  const bytes = Buffer.from(link.split("#s=2.")[1].split(".")[0], "base64url");
  const known = readFileSync(new URL("src/engine/formats/link/dictionary-1.txt", ROOT), "utf8");
  const based = bytes[0] === 17;
  const text = known + (based ? base(bytes.readUInt32LE(1)) : "");
  return inflateRawSync(bytes.subarray(based ? 5 : 1), { dictionary: Buffer.from(text) }).toString();
}

/** The scenario document of a link. */
export function scenarioOf(link) {
  return JSON.parse(inside(link)).design.scenario;
}
