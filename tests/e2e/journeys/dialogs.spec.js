// axe finds nothing in what opens over a screen, in either theme.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../support/app.js";

/** What opens, and how. */
const OPENED = {
  "the share dialog": async (app) => {
    await app.share.open();
    return app.share.dialog;
  },
  "the share dialog with a passphrase": async (app) => {
    await app.share.open();
    await app.share.lock.check();
    await expect(app.share.passphrase).toBeVisible();
    return app.share.dialog;
  },
  "the versions": async (app) => {
    await app.page.getByRole("button", { name: "Versions" }).click();
    return app.page.getByRole("dialog", { name: "Versions of this scenario" });
  },
  "the steps": async (app) => {
    await app.simulate.step("Strategic", "plus").click();
    await app.page.getByRole("button", { name: "Steps" }).click();
    return app.page.getByRole("group", { name: "Undo history" });
  },
  "the menu of views": async (app) => {
    await app.page.locator("#views").click();
    return app.page.getByRole("group", { name: "Views" });
  },
  "what can be taken along of a chart": async (app) => {
    await app.page.locator('[aria-label^="Take "]').first().click();
    return app.page.getByRole("group", { name: /^Take .* along$/ }).first();
  },
  "the tour": async (app) => {
    await app.toStart();
    await app.page.getByRole("button", { name: "Take the tour, five steps" }).click();
    return app.page.getByRole("dialog").first();
  },
  "the rule sheet": async (app) => {
    await app.shell.goTo("Program");
    await app.page.getByRole("button", { name: "Rule sheet" }).click();
    return app.page.getByRole("dialog").first();
  },
  "a shared design": async (app) => {
    await app.share.open();
    const link = await app.share.link.inputValue();
    await app.share.close();
    await app.page.goto("about:blank");
    await app.open(link);
    return app.shell.message("You are looking at a shared design");
  },
};

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    for (const [name, open] of Object.entries(OPENED)) {
      test(`axe finds nothing in ${name}`, async ({ app }) => {
        await app.openSample();
        await expect(await open(app)).toBeVisible();
        const { violations } = await new AxeBuilder({ page: app.page }).analyze();
        expect(violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target).join(" | ")}`)).toEqual([]);
      });
    }
  });
}
