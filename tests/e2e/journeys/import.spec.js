// Real files of other people, read without help.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "../support/app.js";

const file = (name) => fileURLToPath(new URL(`../../data/${name}`, import.meta.url));

test("a wide file, chosen", async ({ app }) => {
  await app.open();
  await app.start.file.setInputFiles(file("wholesale-customers.csv"));
  await expect(app.import.title).toContainText("440");
  await expect(app.import.mapping).toBeVisible();
  await expect(app.import.role("Customer")).toBeVisible();
  await expect(app.import.role("Fresh")).toBeVisible();
  await app.import.confirm.click();
  await app.shell.goTo("Partners");
  await expect(app.partners.table).toBeVisible();
  await app.partners.search.fill("440");
  await expect(app.partners.row("440")).not.toHaveCount(0);
  await app.shell.goTo("Simulate");
  await app.simulate.isComplete();
});

test("a long file by quarter, dropped", async ({ app }) => {
  const name = "cdnow-sample-quarterly.csv";
  await app.open();
  await app.start.drop({ name, mimeType: "text/csv", buffer: readFileSync(file(name)) });
  await expect(app.import.title).toContainText(/4[,\u202f ]?387/);
  await expect(app.import.role("quarter")).toBeVisible();
  // The file lists every sale, so a missing quarter is one without sales, and all can be scored.
  await app.import.gaps.selectOption("zero");
  await app.import.confirm.click();
  await expect(app.partners.table).toBeVisible();
  expect(await app.partners.painted(), "colours on the canvas of 2,357 dots").toBeGreaterThan(4);
  await app.shell.goTo("Simulate");
  await app.simulate.isComplete();
});

test("the starter program's message counts these very partners", async ({ app }) => {
  await app.open();
  await app.start.file.setInputFiles(file("wholesale-customers.csv"));
  await app.import.confirm.click();
  const message = app.shell.message(/starter program/);
  await expect(message).toBeVisible();
  const counts = [...(await message.innerText()).matchAll(/([\d,]+) in (Entry|Growth|Strategic|Flagship)/g)];
  expect(counts.map(([, , tier]) => tier)).toEqual(["Entry", "Growth", "Strategic", "Flagship"]);
  expect(counts.reduce((sum, [, number]) => sum + Number(number.replace(",", "")), 0)).toBe(440);
});
