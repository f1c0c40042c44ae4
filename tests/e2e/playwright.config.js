import { defineConfig } from "@playwright/test";
import { launchOptions } from "./support/chromium.mjs";

export default defineConfig({
  testDir: "journeys",
  outputDir: "results/traces",
  globalSetup: "./support/start.mjs",
  reporter: "list",
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    browserName: "chromium",
    launchOptions,
    viewport: { width: 1440, height: 900 },
    colorScheme: "light",
    locale: "en-US",
    timezoneId: "UTC",
    reducedMotion: "reduce",
    // Journeys play the network themselves; offline.spec.js has its own.
    serviceWorkers: "block",
    actionTimeout: 10_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
  },
});
