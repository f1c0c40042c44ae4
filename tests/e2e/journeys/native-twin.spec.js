// The browser computes what the native tests compute, bit for bit.
import { readFileSync } from "node:fs";
import { expect, test } from "../support/app.js";
import { link } from "../support/links.mjs";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const golden = (name) => read(`golden/${name}-fingerprint.txt`).trim();

test("the sample's fingerprint is the golden one", async ({ app }) => {
  await app.openSample();
  expect((await app.simulate.answer()).fingerprint).toBe(golden("sample"));
});

for (const [name, file] of [
  ["cdnow", "cdnow-sample-quarterly.csv"],
  ["wholesale", "wholesale-customers.csv"],
]) {
  test(`the fingerprint of ${name} under rules by the book is the golden one`, async ({ app }) => {
    await app.open();
    const table = { name: file, mimeType: "text/csv", buffer: Buffer.from(read(`data/${file}`)) };
    await app.start.file.setInputFiles(table);
    await app.import.confirm.click();
    await expect(app.partners.table).toBeVisible();
    const scenario = JSON.parse(read(`golden/${name}-scenario.json`));
    await app.page.evaluate((link) => (location.hash = link), link(scenario));
    await expect(app.simulate.main).toHaveAttribute("data-runs", String(scenario.replications), { timeout: 30_000 });
    expect((await app.simulate.answer()).fingerprint).toBe(golden(name));
  });
}
