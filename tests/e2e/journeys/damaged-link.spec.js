// Links that cannot be opened say so and change nothing.
import { expect, test } from "../support/app.js";

test("a link cut in half says that it is not complete", async ({ app }) => {
  await app.openSample();
  const answer = await app.simulate.answerAfter(() => app.simulate.step("Strategic", "plus").click());
  const link = await app.shell.link();
  const payload = new URL(link).hash;
  const cut = link.slice(0, link.length - Math.floor(payload.length / 2));

  await app.page.goto("about:blank");
  await app.open(cut);
  await expect(app.shell.message(/link/i).filter({ hasText: /damaged|complete|cut|part/i })).not.toHaveCount(0);

  await app.page.goto("about:blank");
  await app.open(`${app.url}#/simulate`);
  expect(await app.simulate.answer()).toEqual(answer);
});

test("a pasted text that is no link is explained beside the field", async ({ app }) => {
  await app.open();
  await app.start.link.fill("https://example.org/not-ours");
  await app.start.preview.click();
  await expect(app.shell.message(/link/i)).not.toHaveCount(0);
});
