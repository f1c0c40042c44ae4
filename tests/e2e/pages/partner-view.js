/** What one partner is shown. */
export class PartnerView {
  constructor(page) {
    this.page = page;
    this.main = page.getByRole("main");
    this.title = this.main.getByRole("heading", { level: 1 });
    this.standing = this.main.locator(".standing");
    this.next = this.main.getByRole("region", { name: /requirements? of/ });
    this.way = this.main.getByRole("region", { name: /change that|lead to|left to do|invitation/ });
    this.score = this.main.getByRole("region", { name: /^Your score is|too few figures/ });
    this.chances = this.main.getByRole("figure", { name: "Chances" });
    this.plan = this.main.getByRole("region", { name: "Try a plan" });
    this.benefits = this.main.getByRole("region", { name: /your benefits|gives you/ });
    this.notes = this.main.getByRole("region", { name: "How to read this page" });
    this.back = this.main.getByRole("button", { name: "Back to your work" });
    this.contact = this.main.getByLabel("Whom to ask about a figure");
    this.download = this.main.getByRole("button", { name: "Download for them" });
    this.said = this.plan.locator(".own-plan__said");
    this.reset = this.plan.getByRole("button", { name: "Back to your figures" });
  }

  /** From a drawer that looks at a partner to its view, with everything simulated. */
  async see() {
    await this.page.getByRole("button", { name: "See what they see" }).click();
    await this.isComplete();
  }

  async isComplete() {
    await this.page.locator('main[data-state="complete"]').waitFor({ timeout: 30_000 });
  }

  slider(name) {
    return this.plan.getByRole("slider", { name });
  }

  /** The file that a designer sends. */
  async file() {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.download.click()]);
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return { name: download.suggestedFilename(), mimeType: "application/json", buffer: Buffer.concat(chunks) };
  }

  /** How many sheets of a paper it takes. */
  async sheets(format) {
    const pdf = await this.page.pdf({ format });
    return pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g).length;
  }
}
