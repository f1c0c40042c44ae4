/** The first screen: sample, import, link. */
export class Start {
  constructor(page) {
    this.page = page;
    /** Titles of the library, each a link that opens the program. */
    this.programs = page.locator(".library").getByRole("link");
    this.title = page.getByRole("heading", { level: 1, name: "See how partners would move before you change the rules" });
    this.openSample = page.getByRole("button", { name: "Open the sample" });
    this.file = page.getByLabel("Choose a file");
    this.dropzone = page.getByRole("region", { name: "Import your partners" });
    this.link = page.getByRole("textbox", { name: "Open a shared link" });
    this.preview = page.getByRole("button", { name: "Preview" });
  }

  /** Drops a file of the given bytes onto the drop zone. */
  async drop({ name, mimeType, buffer }) {
    const transfer = await this.page.evaluateHandle(
      ({ name, mimeType, base64 }) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const transfer = new DataTransfer();
        transfer.items.add(new File([bytes], name, { type: mimeType }));
        return transfer;
      },
      { name, mimeType, base64: buffer.toString("base64") },
    );
    for (const type of ["dragenter", "dragover", "drop"]) {
      await this.dropzone.dispatchEvent(type, { dataTransfer: transfer });
    }
  }

  program(title) {
    return this.programs.filter({ hasText: title }).first();
  }

  tryOnMine(title) {
    const card = this.page.locator(".library article").filter({ hasText: title }).first();
    return card.getByRole("button", { name: /^Try on my/ });
  }
}
