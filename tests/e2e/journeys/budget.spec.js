// The budget: cost against what the program may cost, tier by tier, while a lever moves.
import { expect, test } from "../support/app.js";

const meter = (app) => app.page.getByRole("meter", { name: "Program cost" });
const field = (app) => app.page.getByLabel(/^Budget of a year/);
const state = (app, name) => expect(meter(app)).toHaveAttribute("data-state", name);

async function stateBudget(app, thousands) {
  await field(app).fill(String(thousands));
  await field(app).press("Enter");
}

test("the cost is held against the budget, is told in words, and comes back after a reload", async ({ app }) => {
  await app.openSample();
  await state(app, "unstated");
  const cost = Number(await meter(app).getAttribute("aria-valuenow"));
  // Two years are simulated.
  await stateBudget(app, Math.ceil(cost / 2000) + 5000);
  await state(app, "under");
  await expect(meter(app)).toHaveAttribute("aria-valuetext", /of \$[\d.]+[kM] \(\d+\s%\)\. \$[\d.]+[kM] left\./);
  await expect(app.page.getByRole("list", { name: "Program cost by tier" }).getByRole("listitem")).toHaveCount(4);
  await expect(app.shell.undo).toHaveAttribute("aria-label", /budget of a year/);
  await stateBudget(app, Math.floor(cost / 2000) - 1000);
  await state(app, "over");
  await expect(app.page.getByText(/Over by \$/)).toBeVisible();
  await expect(app.page.getByText("over budget")).toBeVisible();
  await expect(app.shell.saved).toBeVisible();
  await app.reload();
  await app.simulate.isComplete();
  await state(app, "over");
  await app.page.getByRole("button", { name: "Back to baseline" }).click();
  await expect(field(app)).not.toHaveValue("0");
});

test("the meter moves while a threshold is dragged", async ({ app }) => {
  await app.openSample();
  const before = await meter(app).getAttribute("aria-valuenow");
  const box = await app.simulate.slider("Growth").boundingBox();
  await app.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + box.width / 2 - 40, box.y + box.height / 2, { steps: 6 });
  await expect(meter(app)).not.toHaveAttribute("aria-valuenow", before);
  await app.page.mouse.up();
});
