// The browser computes what the native tests compute, bit for bit.
import { readFileSync } from "node:fs";
import { expect, test } from "../support/app.js";

const GOLDEN = new URL("../../golden/sample-fingerprint.txt", import.meta.url);

test("the sample's fingerprint is the golden one", async ({ app }) => {
  const golden = readFileSync(GOLDEN, "utf8").trim();
  await app.openSample();
  expect((await app.simulate.answer()).fingerprint).toBe(golden);
});
