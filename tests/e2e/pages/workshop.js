/** A group's round: what is asked and freed, what came in, and where they agree. */
export class Workshop {
  constructor(page) {
    this.page = page;
    this.title = page.getByRole("heading", { level: 1 });
    this.question = page.getByLabel("What is the group to decide?");
    this.levers = page.getByRole("group", { name: "Participants may move" });
    this.links = page.getByRole("textbox", { name: "Links of the participants" });
    this.passphrase = page.getByRole("textbox", { name: "Passphrase of locked links" });
    this.take = page.getByRole("button", { name: "Take in" });
    this.file = page.getByLabel("Choose files");
    this.addOpen = page.getByRole("button", { name: "Add what is open" });
    this.versions = page.getByRole("list", { name: "Versions that came in" });
    this.thresholds = page.getByRole("figure", { name: "Thresholds" });
    this.choices = page.getByRole("table", { name: "Rules that differ and who chose what" });
    this.outcomes = page.getByRole("table", { name: /^Outcome of every version/ });
    this.refused = page.getByRole("region", { name: /Collect/ }).getByRole("alert");
    this.guide = page.getByRole("button", { name: "Facilitator guide" });
    // In the browser of somebody who takes part.
    this.name = page.getByRole("textbox", { name: "Name of your copy" });
    this.takePart = page.getByRole("button", { name: "Take part" });
    this.send = page.getByRole("button", { name: "Send your version" });
    this.leave = page.getByRole("button", { name: "Move everything" });
  }

  lever(name) {
    return this.levers.getByRole("checkbox", { name });
  }

  async paste(text) {
    await this.links.fill(text);
    await this.take.click();
  }

  version(name) {
    return this.versions.getByRole("textbox", { name: `Name of version ${name}`, exact: true });
  }

  /** The row of a rule: what is in force, who chose what, how many agree. */
  choice(name) {
    return this.choices.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name }) });
  }

  outcome(name) {
    return this.outcomes.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name }) });
  }
}
