// A facilitator, five participants in browsers of their own, and what they send back side by side.
import { readFileSync } from "node:fs";
import { expect, test } from "../support/app.js";

/** Asks a question, frees thresholds and incentives, and answers the link. */
async function prepare(app) {
  await app.openSample();
  await app.shell.goTo("Workshop");
  await app.workshop.question.fill("Where does Strategic begin?");
  await app.workshop.question.blur();
  await expect(app.workshop.title).toHaveText("Where does Strategic begin?");
  for (const held of ["Movement rules", "Score, gates and tiers", "Assumptions", "Length and number of runs"]) await app.workshop.lever(held).uncheck();
  await app.share.open();
  await expect(app.share.inside).toContainText("The question of your workshop");
  const link = await app.share.link.inputValue();
  await app.share.close();
  return link;
}

/** Takes part under a name, moves Strategic's threshold some steps and answers the link to the version. */
async function takePart(app, link, name, direction, steps) {
  await app.open(link);
  await expect(app.shell.message("The question: Where does Strategic begin?")).toBeVisible();
  await app.workshop.name.fill(name);
  await app.workshop.takePart.click();
  await expect(app.shell.saved).toBeVisible();
  for (let step = 0; step < steps; step += 1) await app.simulate.step("Strategic", direction).click();
  await app.simulate.isComplete();
  await app.workshop.send.click();
  await app.share.link.waitFor();
  const version = await app.share.link.inputValue();
  await app.share.close();
  return version;
}

test("a facilitator collects what five participants made of it", async ({ app, otherProfile }) => {
  test.setTimeout(180_000);
  const link = await prepare(app);
  const group = [["Ana", "plus", 4], ["Ben", "minus", 3], ["Cleo", "plus", 4], ["Dov", "minus", 8], ["Eva", "plus", 0]];
  const sent = [];
  for (const [name, direction, steps] of group) {
    const other = await otherProfile();
    sent.push(await takePart(other, link, name, direction, steps));
    if (name === "Ana") {
      await expect(other.page.getByLabel("Grace reviews")).toBeDisabled();
      await expect(other.page.getByText("Movement rules are held by the facilitator.")).toBeVisible();
      await expect(other.page.getByLabel(/^Growth commission/i).first()).toBeEnabled();
      await other.reload();
      await expect(other.page.getByLabel("Grace reviews"), "held after a reload").toBeDisabled();
      await other.workshop.leave.click();
      await expect(other.page.getByLabel("Grace reviews")).toBeEnabled();
      await other.shell.undo.click();
      await expect(other.page.getByLabel("Grace reviews")).toBeDisabled();
    }
  }

  const chat = sent.map((version, at) => `[10:0${at}] ${group[at][0]}: here is mine <${version}>, what do you think?`).join("\n");
  await app.workshop.paste(chat);
  await expect(app.shell.message("Ana, Ben, Cleo, Dov and Eva came in.")).toBeVisible();
  for (const [name] of group) await expect(app.workshop.version(name)).toBeVisible();

  await expect(app.workshop.thresholds).toContainText("Strategic begins anywhere from");
  await expect(app.workshop.thresholds).toContainText("All agree on");
  await app.workshop.thresholds.getByRole("button", { name: "Show Thresholds as table" }).click();
  await expect(app.workshop.thresholds.getByRole("columnheader", { name: "D Dov" })).toBeVisible();
  const row = app.workshop.choice(/Strategic/);
  await expect(row).toContainText("A, C");
  await expect(row).toContainText("2 of 5");
  await expect(app.workshop.outcomes.getByRole("row")).toHaveCount(6, { timeout: 30_000 });
  const twins = [/^A Ana/, /^C Cleo/].map((name) => app.workshop.outcome(name).getByRole("cell"));
  expect(await twins[0].allInnerTexts(), "equal versions come out equal").toEqual(await twins[1].allInnerTexts());

  // What came in is kept, once.
  await app.reload();
  await app.shell.goTo("Workshop");
  await app.workshop.paste(`${chat}\n${sent[0].slice(0, -30)}`);
  await expect(app.shell.message("5 versions were here already.")).toBeVisible();
  await expect(app.workshop.refused).toContainText("damaged");

  // Removed by mistake, and adopted on purpose.
  await app.page.getByRole("button", { name: "Delete version Ben" }).click();
  await expect(app.workshop.version("Ben")).toHaveCount(0);
  await app.page.locator("#undo-version").click();
  await expect(app.workshop.version("Ben")).toBeVisible();
  const adopt = app.page.getByRole("button", { name: "Adopt version Dov" });
  await adopt.press("Enter");
  await expect(app.shell.undo).toHaveAttribute("aria-label", /version of Dov adopted/);
  await expect(adopt).toBeFocused();
  await app.shell.undo.click();
});

test("a round by keyboard, dropped text, and a version that assumes something else", async ({ app, otherProfile }) => {
  await app.openSample();
  await app.shell.goTo("Workshop");
  await app.workshop.question.focus();
  await app.page.keyboard.type("What may it cost?");
  await app.page.keyboard.press("Tab");
  await expect(app.workshop.lever("Thresholds")).toBeFocused();
  await app.page.keyboard.press("Space");
  await expect(app.workshop.lever("Thresholds")).not.toBeChecked();
  await expect(app.shell.undo).toHaveAttribute("aria-label", /thresholds held/);
  await app.shell.undo.press("Enter");
  await expect(app.workshop.lever("Thresholds")).toBeChecked();
  await app.share.open();
  const link = await app.share.link.inputValue();
  await app.share.close();

  const other = await otherProfile();
  await other.open(link);
  await other.workshop.name.focus();
  await other.page.keyboard.type("Fay");
  await other.page.keyboard.press("Enter");
  await expect(other.shell.saved).toBeVisible();
  await other.page.getByLabel("Quarters", { exact: true }).fill("12");
  await other.page.getByLabel("Quarters", { exact: true }).press("Enter");
  await other.workshop.send.press("Enter");
  await other.share.link.waitFor();
  const version = await other.share.link.inputValue();

  const transfer = await app.page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", text);
    return transfer;
  }, `mine: ${version}`);
  const panel = app.page.getByRole("region", { name: /Collect/ });
  for (const type of ["dragenter", "dragover", "drop"]) await panel.dispatchEvent(type, { dataTransfer: transfer });
  await expect(app.workshop.version("Fay")).toBeVisible();
  await expect(app.workshop.versions).toContainText(/its own .*set aside/);
});

test("files, locked links and nonsense are taken in or refused with a sentence", async ({ app, otherProfile }) => {
  await app.openSample();
  await app.share.open();
  const before = await app.share.link.inputValue();
  await app.share.lock.check();
  await app.share.passphrase.fill("open sesame");
  await app.share.passphrase.press("Tab");
  const locked = await app.share.next(before);
  const [file] = await Promise.all([app.page.waitForEvent("download"), app.share.file.click()]);
  await app.share.close();

  const other = await otherProfile();
  await other.openSample();
  await other.shell.goTo("Workshop");
  await other.workshop.paste(locked);
  await expect(other.workshop.refused).toContainText("This link is locked");
  await other.workshop.passphrase.fill("wrong");
  await other.workshop.paste(locked);
  await expect(other.workshop.refused).toContainText("not the passphrase");
  await other.workshop.passphrase.fill("open sesame");
  await other.workshop.paste(locked);
  await expect(other.workshop.version("Earned Strategic")).toBeVisible();
  await expect(other.workshop.refused).toHaveCount(0);
  await other.workshop.file.setInputFiles([
    { name: "tierlab-scenario.json", mimeType: "application/json", buffer: readFileSync(await file.path()) },
    { name: "photo.png", mimeType: "image/png", buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]) },
    { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("see you at nine") },
  ]);
  await expect(other.shell.message("1 version was here already.")).toBeVisible();
  await expect(other.workshop.refused).toContainText("photo.png");
  await expect(other.workshop.refused).toContainText("notes.txt");
  await other.shell.goTo("Simulate");
  await other.simulate.step("Strategic", "plus").click();
  await other.shell.goTo("Workshop");
  await other.workshop.addOpen.click();
  await expect(other.workshop.version("Earned Strategic (2)")).toBeVisible();
});

test("the guide stands on one page, and the way back is one key away", async ({ app }) => {
  await app.openSample();
  await app.shell.goTo("Workshop");
  await app.workshop.guide.focus();
  await app.page.keyboard.press("Enter");
  await expect(app.page.getByRole("heading", { name: "Facilitator guide" })).toBeVisible();
  const paper = await app.page.pdf({ format: "A4" });
  expect(paper.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await app.page.getByRole("button", { name: "Back to the workshop" }).click();
  await expect(app.workshop.question).toBeVisible();
});
