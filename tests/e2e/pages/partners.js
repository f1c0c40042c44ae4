/** The table of partners. */
export class Partners {
  constructor(page) {
    this.page = page;
    this.table = page.getByRole("table", { name: /Partners/ });
    this.search = page.getByRole("searchbox", { name: "Search name or id" });
    this.import = page.getByRole("main").getByRole("button", { name: "Import" }).or(page.getByRole("main").getByRole("link", { name: "Import" }));
  }

  row(text) {
    return this.table.getByRole("row").filter({ hasText: text });
  }
}
