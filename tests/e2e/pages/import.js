/** What a file was understood to be, before anything is used. */
export class Import {
  constructor(page) {
    this.page = page;
    this.title = page.getByRole("heading", { level: 1 });
    this.file = page.getByLabel("Choose a file");
    this.mapping = page.getByRole("table", { name: /Column mapping/ });
    this.notes = page.getByRole("table", { name: /Lines with notes/ });
    this.totals = page.getByRole("table", { name: /Sums of the file/ });
    this.sheet = page.getByLabel("Sheet", { exact: true });
    this.manner = page.getByLabel("Use this file as");
    this.onto = page.getByRole("region", { name: "The partners that are open" });
    this.remember = page.getByRole("checkbox", { name: /Remember the columns/ });
    this.gaps = page.getByLabel("No row in a period");
    this.confirm = page.getByRole("button", { name: /^Import [\d,]+ partners/ });
  }

  role(header) {
    return this.mapping.getByRole("combobox", { name: `Role of ${header}`, exact: true });
  }
}
