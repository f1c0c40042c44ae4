// What the page forbids itself, and that a changed file is not run.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PARTNERS, expect, test } from "../support/app.js";

const bytes = (name) => readFileSync(fileURLToPath(new URL(`../../../dist/${name}`, import.meta.url)));
const dist = (name) => bytes(name).toString("utf8");

test("the policy allows the site's own files and nothing else, and hosts get the same one", () => {
  const page = dist("index.html");
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page);
  const rules = Object.fromEntries(policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1).join(" ")]));
  expect(rules["default-src"]).toBe("'none'");
  expect(rules["script-src"]).toBe("'self' 'wasm-unsafe-eval'");
  expect(rules["connect-src"]).toBe("'self'");
  expect(policy).not.toContain("unsafe-inline");
  expect(policy).not.toContain("'unsafe-eval'");
  for (const name of ["_headers", ".htaccess", "hosting/nginx.conf", "hosting/Caddyfile", "hosting/vercel.json", "hosting/staticwebapp.config.json"]) {
    expect(dist(name), name).toContain(`${policy}; frame-ancestors 'none'`);
  }
  expect(readFileSync(fileURLToPath(new URL("../../../SECURITY.md", import.meta.url)), "utf8")).toContain(policy);
});

test("every test and file that SECURITY.md names is there", () => {
  const root = (name) => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
  const named = [...readFileSync(root("SECURITY.md"), "utf8").matchAll(/`((?:tests|src|\.ci|public)\/[\w./-]+)`/g)].map(([, name]) => name);
  expect(named.length).toBeGreaterThan(8);
  expect(named.filter((name) => !existsSync(root(name)))).toEqual([]);
});

test("licences that are accepted in what is shipped are those accepted in what it is built from", () => {
  const root = (name) => readFileSync(fileURLToPath(new URL(`../../../${name}`, import.meta.url)), "utf8");
  const listed = (text) => [...text.matchAll(/"([^"]+)"/g)].map(([, name]) => name).sort();
  const [, shipped] = /ACCEPTED = new Set\(\[([^\]]+)\]/.exec(root(".ci/licences.mjs"));
  const [, built] = /\[licenses\]\s+allow = \[([^\]]+)\]/.exec(root("deny.toml"));
  expect(listed(built)).toEqual(listed(shipped));
});

test("no script or style stands in the page, and what it loads is held against its hash", () => {
  const page = dist("index.html");
  expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
  expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/);
  for (const [tag] of page.matchAll(/<(script|link)\b[^>]*\b(src|href)="[^"]+\.(js|css)"[^>]*>/g)) expect(tag).toMatch(/integrity="sha384-/);
});

test("the works of others are listed with their licences, and open from Help", async ({ app }) => {
  const list = dist("licences.txt");
  for (const name of ["leptos ", "plotters ", "wasm-bindgen "]) expect(list).toContain(`\n${name}`);
  expect(list).toContain("Permission is hereby granted");
  await app.open(`${app.url}#/help`);
  const link = app.page.getByRole("link", { name: /Works of others/ });
  const answer = await app.page.request.get(new URL(await link.getAttribute("href"), app.url).href);
  expect(await answer.text()).toBe(list);
});

test.describe("a file that was changed on the way", () => {
  test.use({ allowed: /integrity|Failed to fetch|TypeError|was preloaded/ });

  // Answered from the files themselves: a body that is fetched first may be gone when the test ends before it.
  const change = (app, pattern) =>
    app.page.route(pattern, (route) => {
      const name = new URL(route.request().url()).pathname.split("/").pop();
      const contentType = name.endsWith(".js") ? "text/javascript" : "application/wasm";
      return route.fulfill({ contentType, body: Buffer.concat([bytes(name), Buffer.from("\n")]) });
    });

  for (const [what, pattern] of [["program", "**/app-*_bg.wasm"], ["script", "**/app-*.js"]]) {
    test(`is not run, and the page says so: its ${what}`, async ({ app }) => {
      await change(app, pattern);
      await app.page.goto(app.url);
      await expect(app.page.locator("#loading")).toContainText("could not be loaded");
    });
  }

  test("is not run, and the screen says so: a part", async ({ app }) => {
    await change(app, "**/app-*-program.wasm");
    await app.openSample();
    await app.shell.goTo("Program");
    await expect(app.page.getByRole("alert").filter({ hasText: "could not be loaded" })).toBeVisible();
  });
});

test("names that are markup stay names on every screen", async ({ app }) => {
  const evil = ['<img src=x onerror="window.ran=1">', "<svg onload=window.ran=2>", '"><script>window.ran=3</script>', "javascript:window.ran=4", "{{7*7}}${7*7}"];
  const cell = (text) => `"${text.replaceAll('"', '""')}"`;
  const rows = evil.flatMap((name, at) => ["2025-Q1", "2025-Q2"].map((quarter) => [cell(`P${at}`), cell(name), cell(evil[(at + 1) % evil.length]), quarter, 1000 * (at + 1), 4 + at].join(",")));
  const buffer = Buffer.from([`partner,name,${cell("<b onmouseover=window.ran=5>region")},quarter,revenue,orders`, ...rows, ""].join("\n"));
  await app.open();
  await app.start.file.setInputFiles({ ...PARTNERS, name: '<img src=x onerror="window.ran=6">.csv', buffer });
  await app.import.confirm.click();
  await expect(app.shell.saved).toBeVisible();
  for (const screen of ["Partners", "Simulate", "Program", "Compare"]) {
    await app.shell.goTo(screen);
    await expect(app.page.getByRole("main")).toBeVisible();
    await app.page.waitForTimeout(500);
    if (screen === "Partners") {
      await app.partners.open(evil[0]).click();
      await expect(app.page.getByRole("complementary").filter({ hasText: evil[0] })).toBeVisible();
      await app.page.keyboard.press("Escape");
    }
  }
  await app.page.locator(".app").first().hover();
  expect(await app.page.evaluate(() => window.ran)).toBeUndefined();
  expect(await app.page.locator("main img, main script, [onerror], [onload], [onmouseover]").count()).toBe(0);
});
