// Files that cannot be used, or not all of them: a sentence says why, and what was saved stays.
import { mkdtempSync, openSync, closeSync, ftruncateSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "../support/app.js";

const csv = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const utf16 = (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

const TABLE = "partner,segment,revenue,orders\nP1,Retail,100,4\nP2,Retail,200,5\nP3,Café,300,6\n";

/** Nothing of the file can be used: a sentence, and no import is offered. */
const REFUSED = [
  { what: "an empty file", file: csv("empty.csv", ""), says: /empty/i },
  { what: "a header without lines", file: csv("header.csv", "partner,segment,revenue\n"), says: /no (rows|lines)|only (a|the) head|header/i },
];

/** The file is read as far as it can be: every odd line is listed with its reason. */
const READ_WITH_NOTES = [
  { what: "lines of different length", file: csv("ragged.csv", `${TABLE}P4,Retail\nP5,Retail,500,8,extra,more\n`), says: /cell|column|field|value/i },
  { what: "a partner twice", file: csv("twice.csv", `${TABLE}P2,Retail,999,5\n`), says: /later one kept/ },
  { what: "words in a number column", file: csv("words.csv", `${TABLE}P4,Retail,many,7\n`), says: /number/i },
  { what: "NaN in a number column", file: csv("nan.csv", `${TABLE}P4,Retail,NaN,7\n`), says: /number|NaN/i },
];

/** Opens the sample, changes it, and returns what must still be there afterwards. */
async function savedWork(app) {
  await app.openSample();
  const answer = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  await expect(app.shell.saved).toBeVisible();
  await app.shell.goTo("Partners");
  await app.partners.import.click();
  return answer;
}

async function isStillThere(app, answer) {
  await app.open(`${app.url}#/simulate`);
  await app.page.reload();
  expect(await app.simulate.answer()).toEqual(answer);
}

for (const { what, file, says } of REFUSED) {
  test(`${what} is refused in a sentence`, async ({ app }) => {
    const answer = await savedWork(app);
    await app.import.file.setInputFiles(file);
    await expect(app.shell.message(says)).not.toHaveCount(0);
    await expect(app.import.confirm).toHaveCount(0);
    await isStillThere(app, answer);
  });
}

for (const { what, file, says } of READ_WITH_NOTES) {
  test(`${what}: each such line is listed`, async ({ app }) => {
    const answer = await savedWork(app);
    await app.import.file.setInputFiles(file);
    await expect(app.import.notes.getByRole("row").filter({ hasText: says })).not.toHaveCount(0);
    await isStillThere(app, answer);
  });
}

test("UTF-16 is read, or said to be the reason", async ({ app }) => {
  const answer = await savedWork(app);
  await app.import.file.setInputFiles({ name: "utf16.csv", mimeType: "text/csv", buffer: utf16(TABLE) });
  await expect(app.shell.message(/UTF-16/).or(app.page.getByText(/UTF-16/)).first()).toBeVisible();
  await isStillThere(app, answer);
});

test("200 MB are refused at once", async ({ app }) => {
  const answer = await savedWork(app);
  const folder = mkdtempSync(join(tmpdir(), "tierlab-"));
  try {
    const path = join(folder, "huge.csv");
    const handle = openSync(path, "w");
    ftruncateSync(handle, 200 * 1024 * 1024);
    closeSync(handle);
    await app.import.file.setInputFiles(path);
    await expect(app.shell.message(/MB|too (large|big)/i)).not.toHaveCount(0);
    await isStillThere(app, answer);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
