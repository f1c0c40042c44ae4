import { readFileSync } from "node:fs";

/** Saved work: the list on Start, the versions and the steps of the open scenario. */
export class Work {
  constructor(page) {
    this.page = page;
    this.list = page.getByRole("region", { name: "Your scenarios" });
    this.rows = this.list.getByRole("rowheader");
    this.undoDelete = this.list.getByRole("button", { name: "Undo" });
    this.deleteForGood = this.list.getByRole("button", { name: "Delete for good" });
    this.everything = this.list.getByRole("button", { name: "Download everything" });
    this.file = page.getByLabel("Bring in saved work");
    this.conflict = page.getByRole("alert").filter({ hasText: "was changed in another tab" });
    this.takeOther = page.getByRole("button", { name: "Take the other one" });
    this.keepMine = page.getByRole("button", { name: "Keep mine as a copy" });
    this.allSteps = page.getByRole("button", { name: "Steps", exact: true });
    this.steps = page.getByRole("list", { name: "Steps, the newest first" }).getByRole("button");
    this.openVersions = page.getByRole("button", { name: "Versions", exact: true });
    this.versions = page.getByRole("dialog", { name: "Versions of this scenario" });
    this.versionName = this.versions.getByLabel("Keep it as it is now, under the name");
  }

  /** Names in the list, changed last first. */
  async names() {
    return (await this.list.getByRole("rowheader").getByRole("link").allInnerTexts()).map((name) => name.trim());
  }

  open(name) {
    return this.list.getByRole("link", { name, exact: true }).click();
  }

  act(verb, name) {
    return this.list.getByRole("button", { name: `${verb} ${name}`, exact: true }).click();
  }

  async rename(name, next) {
    await this.act("Rename", name);
    const field = this.list.getByLabel(`New name of ${name}`);
    await field.fill(next);
    await field.press("Enter");
  }

  async keepVersion(name) {
    await this.versionName.fill(name);
    await this.versions.getByRole("button", { name: "Keep version" }).click();
    await this.versions.getByLabel(`Name of version ${name}`).waitFor();
  }

  version(verb, name) {
    return this.versions.getByRole("button", { name: `${verb} version ${name}`, exact: true });
  }

  /** Does something that downloads a file, and answers its name and its text. */
  async download(action) {
    const begun = this.page.waitForEvent("download");
    await action();
    const download = await begun;
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  }

  /** Chooses a file of saved work. */
  bringIn(name, text) {
    return this.file.setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  }

  /** Everything this page keeps as text: key to raw entry. */
  kept() {
    return this.page.evaluate(() => Object.fromEntries(Object.entries(localStorage)));
  }

  /** The keys of a store of the database. */
  stored(store) {
    return this.page.evaluate(
      (store) =>
        new Promise((done) => {
          const request = indexedDB.open("tierlab");
          request.onsuccess = () => {
            const database = request.result;
            if (!database.objectStoreNames.contains(store)) return done([]);
            const keys = database.transaction(store).objectStore(store).getAllKeys();
            keys.onsuccess = () => {
              database.close();
              done(keys.result);
            };
          };
        }),
      store,
    );
  }
}
