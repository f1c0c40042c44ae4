// Seals a built site: no script stands in the page any more, what is fetched is held against its hash, a policy
// forbids everything the site does not do, and a service worker keeps all of it for use without a connection.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { licences } from "./licences.mjs";

/** What a browser holds a file against. */
export const integrityOf = (bytes) => `sha384-${createHash("sha384").update(bytes).digest("base64")}`;

/** What the site may do. `frame-ancestors` counts in a header only. */
const POLICY = {
  "default-src": "'none'",
  "script-src": "'self' 'wasm-unsafe-eval'",
  "style-src": "'self'",
  "img-src": "'self' data: blob:",
  "connect-src": "'self'",
  "worker-src": "'self'",
  "manifest-src": "'self'",
  "base-uri": "'none'",
  "form-action": "'none'",
};
const text = (policy) => Object.entries(policy).map(([name, value]) => `${name} ${value}`).join("; ");
const HEADERS = {
  "Content-Security-Policy": text({ ...POLICY, "frame-ancestors": "'none'" }),
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** The same headers as the files that common static hosts read; a host ignores the others. */
const HOSTS = {
  // Netlify, Cloudflare Pages
  _headers: (headers) => `/*\n${headers.map(([name, value]) => `  ${name}: ${value}\n`).join("")}`,
  // Apache
  ".htaccess": (headers) =>
    `<IfModule mod_headers.c>\n${headers.map(([name, value]) => `Header always set ${name} "${value}"\n`).join("")}</IfModule>\nAddType application/wasm .wasm\n`,
  "hosting/nginx.conf": (headers) => headers.map(([name, value]) => `add_header ${name} "${value}" always;\n`).join(""),
  "hosting/Caddyfile": (headers) => `header {\n${headers.map(([name, value]) => `\t${name} "${value}"\n`).join("")}}\n`,
  "hosting/vercel.json": (headers) =>
    `${JSON.stringify({ headers: [{ source: "/(.*)", headers: headers.map(([key, value]) => ({ key, value })) }] }, null, 2)}\n`,
  "hosting/staticwebapp.config.json": (headers) => `${JSON.stringify({ globalHeaders: Object.fromEntries(headers) }, null, 2)}\n`,
};

/** For people and hosts: not kept for use without a connection. */
const APART = /^(docs|schema|hosting)\/|^(_headers|\.htaccess|sw\.js)$/;

const files = (dist) =>
  readdirSync(dist, { recursive: true })
    .filter((name) => statSync(join(dist, name)).isFile())
    .map((name) => relative(dist, join(dist, name)).split(sep).join("/"))
    .sort();

/** The module that starts the page, out of the page. */
function takeOut(dist, page, swap) {
  const inline = /<script type="module">([\s\S]*?)<\/script>/.exec(page);
  const module = /module_or_path: '\.\/([^']+)'/.exec(inline?.[1] ?? "")?.[1];
  if (!module) throw new Error("seal: the script that starts the page is not found any more");
  const integrity = integrityOf(readFileSync(join(dist, module)));
  const script = swap(inline[1].trim(), `'./${module}'`, `fetch('./${module}', { integrity: '${integrity}' })`);
  const name = `start-${createHash("sha256").update(script).digest("hex").slice(0, 16)}.js`;
  writeFileSync(join(dist, name), `${script}\n`);
  return swap(page, inline[0], `<script type="module" src="./${name}"></script>`);
}

/** Scripts and styles with their hashes. */
const holdAgainst = (dist, page) =>
  page.replace(/<(script|link)\b([^>]*?)\b(src|href)="\.\/([^"]+\.(?:js|css))"/g, (tag, element, before, attribute, name) => {
    return `<${element} integrity="${integrityOf(readFileSync(join(dist, name)))}"${before}${attribute}="./${name}"`;
  });

/** All styles as one file, in their order: a browser on a slow line waits for one answer instead of sixteen. */
function gather(dist, page) {
  const link = /[ \t]*<link rel="stylesheet" href="\.\/([^"]+\.css)"[^>]*>\n?/g;
  const names = [...page.matchAll(link)].map(([, name]) => name);
  if (names.length === 0) throw new Error("seal: the styles are not found any more");
  const all = names.map((name) => readFileSync(join(dist, name), "utf8")).join("\n");
  const name = `style-${createHash("sha256").update(all).digest("hex").slice(0, 16)}.css`;
  for (const old of names) rmSync(join(dist, old));
  writeFileSync(join(dist, name), all);
  let first = true;
  return page.replace(link, () => {
    const tag = first ? `  <link rel="stylesheet" href="./${name}">\n` : "";
    first = false;
    return tag;
  });
}

/** Seals what was built into `dist`. */
export function seal(dist) {
  const swap = (whole, before, after) => {
    if (!whole.includes(before)) throw new Error(`seal: not found any more: ${before}`);
    return whole.replace(before, () => after);
  };
  let page = readFileSync(join(dist, "index.html"), "utf8");
  page = holdAgainst(dist, gather(dist, takeOut(dist, page, swap)));
  page = swap(page, '<meta charset="utf-8">', `<meta charset="utf-8">\n  <meta http-equiv="Content-Security-Policy" content="${text(POLICY)}">`);
  writeFileSync(join(dist, "index.html"), page);
  for (const [name, write] of Object.entries(HOSTS)) {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), write(Object.entries(HEADERS)));
  }
  writeFileSync(join(dist, "licences.txt"), licences());
  const kept = files(dist).filter((name) => !APART.test(name));
  const whole = createHash("sha256");
  for (const name of kept) whole.update(name).update(readFileSync(join(dist, name)));
  const worker = readFileSync("public/sw.js", "utf8");
  const version = whole.digest("hex").slice(0, 16);
  writeFileSync(join(dist, "sw.js"), swap(swap(worker, "__VERSION__", version), '"__FILES__"', kept.map((name) => JSON.stringify(name)).join(",\n  ")));
}
