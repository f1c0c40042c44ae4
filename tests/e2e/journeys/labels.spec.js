// Labels of charts never lie on each other: on the sample and on two real files, from a phone to a projector.
import { fileURLToPath } from "node:url";
import { expect, test } from "../support/app.js";

const file = (name) => fileURLToPath(new URL(`../../data/${name}`, import.meta.url));

const SOURCES = {
  "the sample": (app) => app.openSample(),
  "wholesale customers": (app) => imported(app, "wholesale-customers.csv"),
  "quarterly customers": (app) => imported(app, "cdnow-sample-quarterly.csv", true),
};

async function imported(app, name, zero = false) {
  await app.open();
  await app.start.file.setInputFiles(file(name));
  if (zero) await app.import.gaps.selectOption("zero");
  await app.import.confirm.click();
  await app.page.goto(`${app.url}#/simulate`);
  await app.simulate.isComplete();
}

/** Pairs of labels of one drawing that lie on each other by more than a pixel each way. */
const overlaps = () => {
  const found = [];
  let many = 0;
  for (const svg of document.querySelectorAll("main svg, form svg")) {
    const labels = [...svg.querySelectorAll("text")]
      .filter((it) => it.textContent.trim() && getComputedStyle(it).visibility !== "hidden")
      .map((it) => ({ text: it.textContent, box: it.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    many += labels.length;
    labels.forEach((one, at) => {
      for (const other of labels.slice(at + 1)) {
        const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        // Boxes of text have room above and below the letters.
        if (wide > 1 && high > 4) found.push(`${one.text} | ${other.text}`);
      }
    });
  }
  return { found, many };
};

const SIZES = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 }, projector: { width: 1920, height: 1080 } };

for (const [source, open] of Object.entries(SOURCES)) {
  test(`no label lies on another: ${source}`, async ({ app }) => {
    test.setTimeout(120_000);
    await open(app);
    for (const screen of ["simulate", "partners", "compare"]) {
      await app.page.goto(`${app.url}#/${screen}`);
      if (screen === "compare") await app.compare.isComplete();
      for (const [size, viewport] of Object.entries(SIZES)) {
        await app.page.setViewportSize(viewport);
        await app.page.evaluate((large) => {
          if (large) document.documentElement.dataset.density = "presentation";
          else delete document.documentElement.dataset.density;
        }, size === "projector");
        await app.page.waitForTimeout(400);
        const { found, many } = await app.page.evaluate(overlaps);
        expect.soft(found, `${screen} on a ${size}`).toEqual([]);
        // Many partners are drawn on a canvas, which has no labels to measure.
        if (screen !== "partners") expect(many, `labels on ${screen}`).toBeGreaterThan(5);
      }
    }
  });
}
