// Tables of as many partners as asked for: those of the sample again and again, in sizes that do not recur.
import { readFileSync } from "node:fs";

const SAMPLE = new URL("../../../public/samples/partners.csv", import.meta.url);
/** One metric per dimension of the starter program, with its decimals. */
const METRICS = {
  revenue: 0,
  deals_won: 0,
  pipeline: 0,
  certified_staff: 0,
  co_investment: 0,
  retention: 1,
  risk_rating: 0,
};
/** Quarters that are recorded: with all columns 100,000 partners are as many cells as can be imported. */
const QUARTERS = 6;
/** What grows with the size of a partner. */
const SIZED = new Set(["revenue", "pipeline", "co_investment"]);

/** The last quarters of the sample and, by partner, its metrics by period; an empty text is unknown. */
function sample(quarters) {
  const [head, ...lines] = readFileSync(SAMPLE, "utf8").trim().split("\n").map((line) => line.split(","));
  const at = (name) => head.indexOf(name);
  const periods = [...new Set(lines.map((line) => line[at("quarter")]))].sort().slice(-quarters);
  const partners = new Map();
  for (const line of lines.filter((line) => periods.includes(line[at("quarter")]))) {
    const id = line[at("partner_id")];
    const partner = partners.get(id) ?? { region: line[at("region")], type: line[at("type")], values: {} };
    partners.set(id, partner);
    for (const metric of Object.keys(METRICS)) {
      partner.values[metric] ??= periods.map(() => "");
      partner.values[metric][periods.indexOf(line[at("quarter")])] = line[at(metric)];
    }
  }
  return { periods, partners: [...partners.values()] };
}

/** A table with one row per partner and the quarters side by side. */
export function partners(count, quarters = QUARTERS) {
  const { periods, partners } = sample(quarters);
  const columns = Object.keys(METRICS).flatMap((metric) => periods.map((period) => `${metric} ${period}`));
  const rows = [["partner_id", "region", "type", ...columns].join(",")];
  for (let number = 0; number < count; number += 1) {
    const { region, type, values } = partners[number % partners.length];
    const size = 0.5 + ((number * 7919) % 10_007) / 10_007;
    const cells = Object.entries(METRICS).flatMap(([metric, decimals]) =>
      values[metric].map((value) => {
        if (value === "") return value;
        return SIZED.has(metric) ? (Number(value) * size).toFixed(decimals) : value;
      }),
    );
    rows.push([`P-${String(number).padStart(6, "0")}`, region, type, ...cells].join(","));
  }
  return Buffer.from(`${rows.join("\n")}\n`);
}
