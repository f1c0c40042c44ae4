// A browser that does not let the app save: said with the download in the same breath, and all works.
import { expect, test } from "../support/app.js";

const BROKEN = {
  "storage that is full": () => {
    Storage.prototype.setItem = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  },
  "storage that is switched off": () => {
    const refuse = () => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    };
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, { get: refuse, configurable: true });
    }
  },
};

for (const [what, breakStorage] of Object.entries(BROKEN)) {
  test(`${what} is told, with the download beside it`, async ({ app }) => {
    await app.page.addInitScript(breakStorage);
    await app.openSample();
    await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
    const message = app.shell.message(/sav(e|ed|ing)/i).filter({ has: app.page.getByRole("button", { name: /Download/ }).or(app.page.getByRole("link", { name: /Download/ })) });
    await expect(message).not.toHaveCount(0);
    await expect(app.shell.saved).toHaveCount(0);

    const download = app.page.waitForEvent("download");
    await app.page.getByRole("button", { name: /Download/ }).or(app.page.getByRole("link", { name: /Download/ })).first().click();
    expect((await download).suggestedFilename()).toMatch(/\.[a-z]+$/);
  });
}
