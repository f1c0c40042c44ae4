/** What frames every screen: navigation, history, sharing, theme, saved state. */
export class Shell {
  constructor(page) {
    this.page = page;
    this.navigation = page.getByRole("navigation", { name: "Main" });
    this.theme = page.getByRole("button", { name: "Switch light or dark theme" });
    this.undo = page.getByRole("button", { name: /^Undo/ });
    this.redo = page.getByRole("button", { name: /^Redo/ });
    this.share = page.getByRole("button", { name: "Share", exact: true });
    this.dialog = page.getByRole("dialog", { name: "Share this design" });
    this.keepCopy = page.getByRole("button", { name: "Keep a copy" });
    this.saved = page.getByRole("banner").getByText("Saved in this browser");
    /** Messages to the person: warnings as alerts, the rest as statuses; numbers in outputs are none. */
    this.messages = page.getByRole("alert").or(page.getByRole("status")).and(page.locator(":not(output)"));
  }

  async goTo(screen) {
    await this.navigation.getByRole("link", { name: screen }).click();
  }

  /** The link that "Share" offers. */
  async link() {
    await this.share.click();
    const link = await this.dialog.getByRole("textbox", { name: "Link" }).inputValue();
    await this.page.keyboard.press("Escape");
    return link;
  }

  message(pattern) {
    return this.messages.filter({ hasText: pattern });
  }
}
