/** The table of partners. */
export class Partners {
  constructor(page) {
    this.page = page;
    this.table = page.getByRole("table", { name: "Partners", exact: true });
    this.search = page.getByRole("searchbox", { name: "Search name or id" });
    this.import = page.getByRole("main").getByRole("button", { name: "Import" }).or(page.getByRole("main").getByRole("link", { name: "Import" }));
  }

  /** The filter by closeness to the line of a tier. */
  async near(points, tier) {
    await this.page.getByRole("button", { name: "Close to a line" }).click();
    await this.page.getByLabel("Points around the line").fill(String(points));
    await this.page.getByLabel("Points around the line").press("Enter");
    await this.page.getByLabel("Line", { exact: true }).selectOption(tier);
  }

  /** Scores of the rows on the page, in their order. */
  async scores() {
    const cells = await this.table.locator("tbody td.num strong").allInnerTexts();
    return cells.map(Number);
  }

  heading(name) {
    return this.table.getByRole("columnheader", { name });
  }

  open(name) {
    return this.table.getByRole("button", { name, exact: true });
  }

  get drawer() {
    return this.page.getByRole("complementary").filter({ hasText: "History" });
  }

  get foot() {
    return this.page.getByRole("contentinfo").or(this.page.locator(".table-foot"));
  }

  row(text) {
    return this.table.getByRole("row").filter({ hasText: text });
  }

  /** How many colours the canvas of the overview shows; charts of many marks are painted, not written. */
  async painted() {
    const canvas = this.page.getByRole("figure", { name: "Score against revenue" }).locator("canvas");
    await canvas.waitFor();
    return canvas.evaluate((element) => {
      const { data } = element.getContext("2d").getImageData(0, 0, element.width, element.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
  }
}
