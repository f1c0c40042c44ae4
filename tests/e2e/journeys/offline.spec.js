// Kept whole: without a server the app opens and works, and once it is loaded nothing is asked of the network.
import { PARTNERS, expect } from "../support/app.js";
import { hosted, kept, mark, release, updated } from "../support/hosted.js";

hosted("with the server stopped everything opens and works", async ({ app, host }) => {
  await app.openSample();
  await kept(app.page);
  await host.close();
  await app.reload();
  await app.simulate.isComplete();
  await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  await app.shell.goTo("Partners");
  await expect(app.partners.table).toBeVisible();
  await app.shell.goTo("Program");
  await app.program.isChecked();
  await app.shell.goTo("Compare");
  await expect(app.compare.scenario(/Earned Strategic/)).toBeChecked();
  await app.toStart();
  await app.start.file.setInputFiles(PARTNERS);
  await app.import.confirm.click();
  await expect(app.shell.saved).toBeVisible();
});

hosted("after it is loaded no request leaves the page, whatever one does", async ({ app, host }) => {
  await app.openSample();
  await kept(app.page);
  await app.page.waitForLoadState("networkidle");
  const before = host.asked.length;
  await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  for (const screen of ["Partners", "Program", "Compare", "Simulate"]) {
    await app.shell.goTo(screen);
    await expect(app.page.getByRole("main")).toBeVisible();
  }
  await app.shell.link();
  await app.page.keyboard.press("Escape");
  await app.toStart();
  await app.start.program("Odoo Partnership").click();
  await expect(app.program.title).toHaveText(/Odoo Partnership/);
  await expect(app.shell.saved).toBeVisible();
  await app.reload();
  await expect(app.program.title).toHaveText(/Odoo Partnership/);
  // A browser looks for a newer version whenever a page is opened: that is the one thing it asks for.
  const asked = host.asked.slice(before).filter((path) => !path.endsWith("/sw.js"));
  expect(asked, "requests after loading").toEqual([]);
});

updated("a new version waits until it is wanted, and nothing unsaved is lost", async ({ app, root }) => {
  await app.openSample();
  await kept(app.page);
  release(root);
  await app.reload();
  const notice = app.shell.message(/new version of Tierlab is ready/);
  await expect(notice).toBeVisible({ timeout: 20_000 });
  await app.simulate.isComplete();
  const before = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  await expect(mark(app.page)).toHaveCount(0);
  await app.page.getByRole("button", { name: "Use the new version" }).click();
  await expect(mark(app.page)).toHaveCount(1, { timeout: 20_000 });
  await app.simulate.isComplete();
  expect(await app.simulate.answer()).toEqual(before);
});
