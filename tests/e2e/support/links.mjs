// Links to scenarios that differ in their settings, written as the page writes them.
import { readFileSync } from "node:fs";
import { deflateRawSync, inflateRawSync } from "node:zlib";

const SAMPLE = new URL("../../../public/samples/scenario.json", import.meta.url);

/** FNV-1a of 32 bits, as 8 hexadecimal digits. */
function checksum(text) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

const write = (scenario) => {
  const payload = deflateRawSync(JSON.stringify(scenario)).toString("base64url");
  return `#s=1.${payload}.${checksum(payload)}`;
};

/** The fragment of a link with some fields of its scenario changed. */
export function changed(link, fields) {
  const payload = link.split("#s=")[1].split(".")[1];
  const scenario = JSON.parse(inflateRawSync(Buffer.from(payload, "base64url")).toString());
  return write({ ...scenario, ...fields, outcome: undefined });
}

/** The same for the sample's scenario. */
export const sample = (fields) => write({ ...JSON.parse(readFileSync(SAMPLE, "utf8")), ...fields, outcome: undefined });
