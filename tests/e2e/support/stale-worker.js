/**
 * A worker of the same program that gives itself out as another build: it changes the first message
 * that leaves it, which is `Ready` with the build's name, wherever that holds a text.
 */
export const staleLoader = String.raw`
const send = self.postMessage.bind(self);
const age = (value) => {
  if (typeof value === "string") return value.replace(/[0-9a-f]{6,}|\d+\.\d+\.\d+/g, (text) => text.replace(/./g, "0"));
  if (value instanceof ArrayBuffer) return age(new Uint8Array(value)).buffer;
  if (value instanceof Uint8Array) {
    const aged = value.slice();
    // Printable text from the end on is the build's name; its last letter changes.
    for (let i = aged.length - 1; i >= 0; i -= 1) if (aged[i] > 47 && aged[i] < 123) { aged[i] = aged[i] === 48 ? 49 : 48; break; }
    return aged;
  }
  if (Array.isArray(value)) return value.map(age);
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, age(part)]));
  return value;
};
let first = true;
self.postMessage = (message, ...rest) => {
  if (!first) return send(message, ...rest);
  first = false;
  return send(age(message));
};
const version = self.location.search;
importScripts("./worker.js" + version);
wasm_bindgen({ module_or_path: "./worker_bg.wasm" + version });
`;
