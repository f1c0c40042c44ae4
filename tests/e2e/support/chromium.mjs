// Which Chromium to launch and how: CHROMIUM, then the system's, then the one Playwright brings.
import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const runs = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const onPath = (name) =>
  isAbsolute(name)
    ? [name].find(runs)
    : (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)).find(runs);

export const launchOptions = {
  executablePath: [process.env.CHROMIUM, ...NAMES].filter(Boolean).map(onPath).find(Boolean),
  args: [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
  ],
};
