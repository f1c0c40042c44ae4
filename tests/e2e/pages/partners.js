/** The table of partners. */
export class Partners {
  constructor(page) {
    this.page = page;
    this.table = page.getByRole("table", { name: "Partners", exact: true });
    this.search = page.getByRole("searchbox", { name: "Search name or id" });
    this.import = page.getByRole("main").getByRole("button", { name: "Import" }).or(page.getByRole("main").getByRole("link", { name: "Import" }));
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
