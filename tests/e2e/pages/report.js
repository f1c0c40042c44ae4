/** The decision paper: what is chosen about it, what is agreed beside it, and the ways to take it along. */
export class Report {
  constructor(page) {
    this.page = page;
    this.paper = page.getByRole("article", { name: "Decision paper" });
    this.log = page.locator("#decision-log");
    this.exceptions = page.locator("#exceptions");
    this.beginLog = page.getByRole("button", { name: "Begin with the three usual decisions" });
    this.addDecision = page.getByRole("button", { name: "Add a decision" });
    this.partner = this.exceptions.getByRole("combobox", { name: "Partner" });
    this.addException = page.getByRole("button", { name: "Add an exception" });
    this.notices = page.getByRole("checkbox", { name: "Notices for everyone whose tier changes" });
    this.codes = page.getByRole("checkbox", { name: "Ids instead of names" });
    this.letters = this.paper.locator(".paper__letter");
  }

  openLog() {
    return this.log.locator("summary").click();
  }

  openExceptions() {
    return this.exceptions.locator("summary").click();
  }

  /** A field of what is agreed, by its name. */
  field(name) {
    return this.page.getByLabel(name, { exact: true });
  }

  /** Fills fields by their names, each left behind it. */
  async fill(fields) {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.field(name);
      if ((await field.evaluate((element) => element.tagName)) === "SELECT") await field.selectOption(value);
      else await field.fill(value);
      await field.blur();
    }
  }

  /** What a button downloads: name and text. */
  async taken(button) {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.page.getByRole("button", { name: button }).click()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return { name: download.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
  }
}
