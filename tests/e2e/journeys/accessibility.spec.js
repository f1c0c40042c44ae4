// axe finds nothing on any screen, in either theme, wide or narrow.
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "../support/app.js";
import { SCREENS } from "../support/screens.js";

const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];

for (const [name, go] of Object.entries(SCREENS)) {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of SIZES) {
      test.describe(`${name}, ${colorScheme}, ${viewport.width} px`, () => {
        test.use({ colorScheme, viewport });

        test("axe finds nothing, and nothing is wider than the window", async ({ app }) => {
          await go(app);
          const { violations } = await new AxeBuilder({ page: app.page }).analyze();
          const found = violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target).join(" | ")}`);
          expect.soft(found).toEqual([]);
          const excess = await app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          expect.soft(excess, "pixels to scroll sideways").toBeLessThanOrEqual(0);
        });
      });
    }
  }
}

test("the theme button switches, and the choice stays", async ({ app }) => {
  await app.open();
  const root = app.page.locator("html");
  await app.shell.theme.click();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await app.page.reload();
  await expect(root).toHaveAttribute("data-theme", "dark");
});

test.describe("the theme before the app", () => {
  test.use({ allowed: /wasm|Failed to (load|fetch)/i });
  test("a stored theme is set by the page itself", async ({ app }) => {
    await app.page.addInitScript(() => localStorage.setItem("tierlab.theme", '"dark"'));
    await app.page.route("**/app-*", (route) => route.abort());
    await app.page.goto(app.url);
    await expect(app.page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(app.page.locator("#loading")).toContainText("could not be loaded");
  });
});
