// What is shared, what is inside of it, and how it opens elsewhere.
import { readFileSync } from "node:fs";
import { expect, PARTNERS, test } from "../support/app.js";
import { inside, link as firstFormat } from "../support/links.mjs";

test("a link opens in another browser on the screen its sender was on, with the same numbers", async ({ app, otherProfile }) => {
  await app.openSample();
  const answer = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  await app.shell.goTo("Program");
  await app.share.open();
  const link = await app.share.link.inputValue();
  expect(new URL(link).hash.length).toBeLessThan(400);
  await expect(app.share.qr).toBeVisible();
  await expect(app.share.dialog.getByText(/Safe everywhere/)).toBeVisible();

  const other = await otherProfile();
  await other.open(link);
  await expect(other.page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(other.shell.navigation.getByRole("link", { name: "Program" })).toHaveAttribute("aria-current", "page");
  await other.shell.goTo("Simulate");
  await other.simulate.isComplete();
  expect(await other.simulate.answer()).toEqual(answer);
  await expect(other.shell.message("These are the numbers its sender saw")).toBeVisible();
});

test("read only, the copy button is gone", async ({ app, otherProfile }) => {
  await app.openSample();
  await app.share.open();
  const before = await app.share.link.inputValue();
  await app.share.button("Read only").click();
  const link = await app.share.next(before);
  const other = await otherProfile();
  await other.open(link);
  await expect(other.shell.message("Its sender asks that no copy is kept")).toBeVisible();
  await expect(other.shell.keepCopy).toHaveCount(0);
});

test("partners under codes come along without a name", async ({ app, otherProfile }) => {
  await app.open();
  const rows = ["partner,name,city,type,quarter,revenue,orders"];
  for (let partner = 1; partner <= 12; partner += 1) {
    for (const quarter of ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1"]) {
      rows.push(`ACME-${partner},Alpenglow ${partner} Ltd,Town${partner},${partner % 2 ? "Reseller" : "Agency"},${quarter},${1000 * partner + 137},${partner}`);
    }
  }
  await app.start.file.setInputFiles({ ...PARTNERS, name: "secret-customers.csv", buffer: Buffer.from(`${rows.join("\n")}\n`) });
  await app.import.confirm.click();
  await expect(app.shell.saved).toBeVisible();
  await app.share.open();
  const before = await app.share.link.inputValue();
  await app.share.what("under codes").check();
  const link = await app.share.next(before);
  await expect(app.share.inside).toContainText("12 partners under codes");
  await expect(app.share.outside).toContainText("Names and ids of partners");
  await expect(app.share.outside).toContainText("city");
  const document = inside(link);
  for (const word of ["ACME", "Alpenglow", "Town", '"city', "secret"]) expect(document).not.toContain(word);
  expect(document).toContain("Reseller");
  const [codes] = await Promise.all([app.page.waitForEvent("download"), app.share.codes.click()]);
  expect(codes.suggestedFilename()).toBe("tierlab-codes.csv");

  const other = await otherProfile();
  await other.open(link);
  await expect(other.shell.message("Its partners stand under codes")).toBeVisible();
  await other.shell.goTo("Partners");
  await expect(other.partners.table).toContainText("P001");
  await other.shell.keepCopy.click();
  await expect(other.shell.saved).toBeVisible();
  await other.reload();
  await other.shell.goTo("Partners");
  await expect(other.partners.table, "a copy keeps its partners").toContainText("P012");
});

test("with names, partners are the very same", async ({ app, otherProfile }) => {
  await app.openPartners();
  await app.share.open();
  const before = await app.share.link.inputValue();
  await app.share.what("and names").check();
  const short = await app.share.next(before);
  await app.share.button("All, exact").click();
  const link = await app.share.next(short);
  const other = await otherProfile();
  await other.open(link);
  await other.shell.goTo("Partners");
  await expect(other.partners.table).toContainText("P1");
  await expect(other.partners.table).toContainText("P2");
});

test("under a passphrase a link opens with it and with no other", async ({ app, otherProfile }) => {
  await app.openSample();
  const answer = await app.simulate.answerAfter(() => app.simulate.step("Growth", "minus").click());
  await app.share.open();
  const before = await app.share.link.inputValue();
  await app.share.lock.check();
  await expect(app.share.dialog.getByText("Type a passphrase to get the link.")).toBeVisible();
  await expect(app.share.copy).toBeDisabled();
  await app.share.passphrase.fill("four words are enough");
  await app.share.passphrase.press("Tab");
  const link = await app.share.next(before);
  expect(link).toContain("#s=2e.");
  expect(await app.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain("four words");

  const other = await otherProfile();
  await other.open(link);
  await expect(other.share.unlocking).toBeVisible();
  await other.share.tryKey("four words are Enough");
  await expect(other.share.unlocking.getByRole("alert")).toContainText("not the passphrase");
  await other.share.tryKey("four words are enough");
  await expect(other.share.unlocking).toHaveCount(0);
  await other.simulate.isComplete();
  expect(await other.simulate.answer()).toEqual(answer);
});

test("links open however they were mangled, or say what is wrong", async ({ app, otherProfile }) => {
  await app.openSample();
  await app.share.open();
  const link = await app.share.link.inputValue();
  const [page, text] = link.split("#s=");
  const half = Math.floor(text.length / 2);
  const other = await otherProfile();
  const whole = {
    "percent-encoded": `${page}#${encodeURIComponent(`s=${text}`)}`,
    "percent-encoded twice": `${page}#s=${encodeURIComponent(encodeURIComponent(`${text}).`))}`,
    "with tracking": `${page}?fbclid=abc#s=${text}&utm_source=chat`,
    "with a full stop": `${link}.`,
    doubled: `${link}${link}`,
  };
  for (const [how, address] of Object.entries(whole)) {
    await other.page.goto("about:blank");
    await other.open(address);
    await expect(other.shell.keepCopy, how).toBeVisible();
  }
  const pasted = { wrapped: `${link.slice(0, 60)}\n ${link.slice(60, 200)}\n ${link.slice(200)}`, quoted: `<${link}>,`, encoded: encodeURIComponent(link) };
  for (const [how, words] of Object.entries(pasted)) {
    await other.page.goto("about:blank");
    await other.open();
    await other.start.link.fill(words);
    await other.start.preview.click();
    await expect(other.shell.keepCopy, how).toBeVisible();
  }
  const refused = {
    "from a newer version": [`${page}#s=7.${text.slice(2)}`, /newer Tierlab/],
    cut: [`${page}#s=${text.slice(0, half)}`, /end is missing/],
    "in capitals": [`${page}#s=${text.toUpperCase()}`, /capitals and small letters/],
  };
  for (const [how, [address, why]] of Object.entries(refused)) {
    await other.page.goto("about:blank");
    await other.open(address);
    await expect(other.shell.message(why).first(), how).toBeVisible();
    await expect(other.shell.keepCopy, how).toHaveCount(0);
  }
});

test("a script in a name is shown as text, and a link for other partners says so", async ({ app }) => {
  const scenario = JSON.parse(readFileSync(new URL("../../../public/samples/scenario.json", import.meta.url), "utf8"));
  scenario.alternative.name = "<img src=x onerror=document.title='owned'>";
  await app.open(app.url + firstFormat(scenario));
  await app.simulate.isComplete();
  await expect(app.page.getByRole("textbox", { name: "Scenario name" })).toHaveValue(scenario.alternative.name);
  expect(await app.page.title()).not.toBe("owned");
  await app.page.goto("about:blank");
  scenario.portfolio = { file: "theirs.csv", partners: 31, fingerprint: "00000000000000aa" };
  await app.open(app.url + firstFormat(scenario));
  await expect(app.shell.message("It was made on 31 partners from theirs.csv")).toBeVisible();
});
