// Pictures of every screen for people to look at: results/screens. Nothing is compared.
import { test } from "../support/app.js";
import { SCREENS } from "../support/screens.js";

const LOOKS = {
  light: { viewport: { width: 1440, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: "light" },
  presentation: { viewport: { width: 1920, height: 1080 }, colorScheme: "light", density: "presentation" },
};

for (const [look, { density, ...use }] of Object.entries(LOOKS)) {
  test.describe(look, () => {
    test.use(use);
    for (const [name, go] of Object.entries(SCREENS)) {
      test(`picture of ${name}`, async ({ app }) => {
        await go(app);
        if (density) {
          await app.page.evaluate((density) => (document.documentElement.dataset.density = density), density);
        }
        await app.page.screenshot({ path: `results/screens/${name.toLowerCase().replaceAll(" ", "-")}-${look}.png`, fullPage: look === "phone" });
      });
    }
  });
}
