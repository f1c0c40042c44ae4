// Links to scenarios, written as the page writes them.
import { deflateRawSync, inflateRawSync } from "node:zlib";

/** FNV-1a of 32 bits, as 8 hexadecimal digits. */
function checksum(text) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

/** The fragment of a link to a scenario document. */
export function link(scenario) {
  const payload = deflateRawSync(JSON.stringify(scenario)).toString("base64url");
  return `#s=1.${payload}.${checksum(payload)}`;
}

/** The scenario document of a link. */
export function scenarioOf(link) {
  const payload = link.split("#s=")[1].split(".")[1];
  return JSON.parse(inflateRawSync(Buffer.from(payload, "base64url")).toString());
}
