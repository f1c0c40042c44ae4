/** The share dialog, and the one that asks for a passphrase. */
export class Share {
  constructor(page) {
    this.page = page;
    this.dialog = page.getByRole("dialog", { name: "Share this design" });
    this.link = this.dialog.getByRole("textbox", { name: "Link", exact: true });
    this.copy = this.dialog.getByRole("button", { name: "Copy link" });
    this.inside = this.dialog.getByRole("heading", { name: "Inside the link" }).locator("..");
    this.outside = this.dialog.getByRole("heading", { name: "Not inside" }).locator("..");
    this.lock = this.dialog.getByRole("checkbox", { name: /Lock with a passphrase/ });
    this.passphrase = this.dialog.getByRole("textbox", { name: /^Passphrase/ });
    this.qr = this.dialog.getByRole("img", { name: "QR code of the link" });
    this.file = this.dialog.getByRole("button", { name: "Download as file" });
    this.codes = this.dialog.getByRole("button", { name: "List of codes, for you" });
    this.unlocking = page.getByRole("dialog", { name: "This link is locked" });
    this.key = this.unlocking.getByRole("textbox", { name: "Passphrase" });
    this.unlock = this.unlocking.getByRole("button", { name: "Open the link" });
  }

  async open() {
    await this.page.getByRole("button", { name: "Share", exact: true }).click();
    await this.link.waitFor();
  }

  async close() {
    await this.page.keyboard.press("Escape");
  }

  what(name) {
    return this.dialog.getByRole("radio", { name: new RegExp(name) });
  }

  button(name) {
    return this.dialog.getByRole("button", { name });
  }

  /** The link once it differs from `before`. */
  async next(before) {
    await this.page.waitForFunction(
      ([before]) => {
        const field = document.querySelector("dialog input[aria-label=Link]");
        return field && field.value !== "" && field.value !== before;
      },
      [before],
    );
    return this.link.inputValue();
  }

  async tryKey(passphrase) {
    await this.key.fill(passphrase);
    await this.unlock.click();
  }
}
