// What earlier versions of Tierlab have left in browsers, as they wrote it.
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";

const golden = (name) => readFileSync(new URL(`../../golden/${name}`, import.meta.url), "utf8").trim();
const packed = (text) => deflateRawSync(text).toString("base64url");

/** A scenario document of version 1, with the sample's partners. */
export const first = JSON.parse(golden("scenario-1.json"));
/** A file of saved work: a scenario document of version 2 with partners of a file, as a document of version 2, and a version. */
export const work = golden("work-1.json");
/** The same partners as a document of version 1. */
export const partners = golden("portfolio-1.json");

const [kept] = JSON.parse(work).scenarios;
const named = (scenario, name) => JSON.stringify({ ...scenario, alternative: { ...scenario.alternative, name } });
/** The scenario document of version 2. */
export const second = kept.scenario;

/** Texts as the first format kept them: what was open, and a shelf of what was open before. */
export function shelf() {
  const shelved = (scenario, portfolio) => JSON.stringify({ name: "N", baseline: "B", partners: 2, time: "14:32", scenario, portfolio });
  // Partners of version 1 under a scenario of version 1: the partners of the file have what its rules ask for.
  const own = { ...first, portfolio: second.portfolio };
  return {
    "tierlab.scenario": named(second, "Second, open"),
    "tierlab.portfolio": packed(partners),
    "tierlab.shelf.0": shelved(named(first, "First, sample")),
    "tierlab.shelf.1": shelved(named(own, "First, own partners"), packed(partners)),
    "tierlab.shelf.2": shelved(named(second, "Second, shelved"), packed(partners)),
  };
}
