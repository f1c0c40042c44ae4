// What needs no simulation comes with the threshold itself: who stands where today, and who elsewhere than before.
import { expect, test } from "../support/app.js";

/** Partners per tier, and how many stand higher and lower, as the sentence says. */
const told = async (app) => {
  const text = await app.simulate.today.innerText();
  const [mix, flips] = text.replace("By the numbers today ", "").split(". ");
  const tiers = [...mix.matchAll(/(\d+) [A-Z]/g)].map((match) => Number(match[1]));
  const [up, down] = [/(\d+) higher/, /(\d+) lower/].map((found) => Number(found.exec(flips)?.[1] ?? 0));
  return { tiers, up, down };
};

test("a dragged threshold says at once who stands where", async ({ app }) => {
  await app.openSample();
  const { simulate } = app;
  const before = await told(app);
  expect(before.tiers.reduce((sum, count) => sum + count)).toBe(240);
  const box = await simulate.slider("Strategic").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await app.page.mouse.move(x, y);
  await app.page.mouse.down();
  await app.page.mouse.move(x + 20, y, { steps: 3 });
  const during = await told(app);
  expect(during.tiers.reduce((sum, count) => sum + count), "nobody is lost").toBe(240);
  expect(during.tiers[2]).toBeLessThan(before.tiers[2]);
  expect(during.down).toBeGreaterThan(before.down);
  await app.page.keyboard.press("Escape");
  await app.page.mouse.up();
  expect(await told(app), "taken back").toEqual(before);
});
