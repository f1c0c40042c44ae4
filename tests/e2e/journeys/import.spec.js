// Real files of other people, read without help.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "../support/app.js";

const file = (name) => fileURLToPath(new URL(`../../data/${name}`, import.meta.url));
const messy = (name) => fileURLToPath(new URL(`../../golden/imports/${name}`, import.meta.url));
const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

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

test("a workbook: its code comes when it is opened, and its sheets can be chosen", async ({ app }) => {
  const fetched = [];
  app.page.on("request", (request) => fetched.push(request.url()));
  const asked = () => fetched.filter((url) => /-workbook\.wasm$/.test(url)).length;
  await app.openSample();
  await app.page.goto(`${app.url}#/import`);
  expect(asked(), "fetched before a workbook was opened").toBe(0);
  await app.import.file.setInputFiles(messy("workbook-formulas.xlsx"));
  await expect(app.import.title).toHaveText(/4 of 6 rows are ready/);
  expect(asked()).toBe(1);
  await expect(app.import.sheet).toHaveValue("Partners");
  await expect(app.import.notes).toContainText("a hidden sheet was not read");
  await app.import.sheet.selectOption("Old");
  await expect(app.import.title).toHaveText(/1 of 1 row is ready/);
  await expect(app.import.role("revenue")).toBeVisible();
});

test("a workbook with a password is refused with a sentence", async ({ app }) => {
  await app.open();
  await app.start.file.setInputFiles(messy("workbook-protected.xlsx"));
  await expect(app.page.getByRole("alert").filter({ hasText: "protected with a password" })).toBeVisible();
});

test("later periods go onto the partners that are open, and the columns are remembered", async ({ app }) => {
  const rows = (quarter, partners) => partners.map((id) => `${id},Firm ${id},${quarter},${id}00,${id}`);
  const head = "partner id,name,quarter,revenue,Punkte";
  const text = (...lines) => `${[head, ...lines.flat()].join("\n")}\n`;
  await app.open();
  await app.start.file.setInputFiles(csv("first.csv", text(rows("2025-Q1", [1, 2, 3]), rows("2025-Q2", [1, 2, 3]))));
  await expect(app.import.totals).toContainText("agrees");
  await app.import.role("Punkte").selectOption("ignore");
  await app.import.confirm.click();
  await expect(app.partners.table).toBeVisible();
  await app.page.goto(`${app.url}#/import`);
  await app.import.file.setInputFiles(csv("next.csv", text(rows("2025-Q3", [1, 2, 4]))));
  await expect(app.page.getByText("You imported these columns before")).toBeVisible();
  await expect(app.import.role("Punkte")).toHaveValue("ignore");
  await app.import.manner.selectOption("append");
  await expect(app.import.onto).toContainText("2 of 3 open partners are in the file");
  await expect(app.import.onto).toContainText("New: Firm 4.");
  await expect(app.import.onto).toContainText("Not in the file: Firm 3.");
  await app.import.confirm.click();
  await expect(app.shell.message(/next.csv is added to your partners/)).toBeVisible();
  await app.partners.search.fill("Firm 4");
  await expect(app.partners.row("Firm 4")).not.toHaveCount(0);
});

test("whole years, single orders and two columns of time are understood, and what is doubtful is asked", async ({ app }) => {
  await app.open();
  await app.start.file.setInputFiles(messy("annual-columns.csv"));
  await expect(app.import.title).toContainText("3 of 4 rows are ready");
  await expect(app.import.mapping).toContainText("a quarter of each flow is taken for every quarter of its year");
  await expect(app.import.totals).toContainText("2023");

  await app.toStart();
  await app.start.file.setInputFiles(messy("order-lines.csv"));
  await expect(app.import.mapping).toContainText("are they single entries, to be added up, or corrections?");
  await expect(app.import.notes).toContainText("added to line 2");

  await app.toStart();
  await app.start.file.setInputFiles(messy("year-and-quarter.csv"));
  await expect(app.import.role("Period"), "one period out of two columns").toBeVisible();
  await expect(app.import.role("year")).toHaveCount(0);
  await app.import.confirm.click();
  await expect(app.partners.table).toBeVisible();
});
