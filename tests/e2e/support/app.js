// The `test` every journey uses: the page objects, and a watch that no page complains or phones out.
import { expect, test as base } from "@playwright/test";
import { Compare } from "../pages/compare.js";
import { Import } from "../pages/import.js";
import { PartnerView } from "../pages/partner-view.js";
import { Partners } from "../pages/partners.js";
import { Program } from "../pages/program.js";
import { Report } from "../pages/report.js";
import { Share } from "../pages/share.js";
import { Shell } from "../pages/shell.js";
import { Simulate } from "../pages/simulate.js";
import { Start } from "../pages/start.js";
import { Work } from "../pages/work.js";
import { Workshop } from "../pages/workshop.js";

/** What playing the network ourselves makes a browser say. */
const OURS = /Service Worker registration blocked by Playwright/;

/** Notes what a browser context must not do: console errors and warnings, page errors, foreign requests. */
function watch(context, origin, complaints) {
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !OURS.test(message.text())) {
      complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  context.on("weberror", (error) => complaints.push(`page error: ${error.error().message}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) {
      complaints.push(`request left the origin: ${request.url()}`);
    }
  });
}

/** A file of two partners and two quarters, to import. */
export const PARTNERS = {
  name: "mine.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(
    ["partner,quarter,revenue,orders", "P1,2025-Q1,100,4", "P1,2025-Q2,120,5", "P2,2025-Q1,300,6", "P2,2025-Q2,280,7", ""].join("\n"),
  ),
};

/** Every screen, seen through one page. */
export class App {
  constructor(page, url) {
    this.page = page;
    this.url = url;
    this.shell = new Shell(page);
    this.share = new Share(page);
    this.start = new Start(page);
    this.simulate = new Simulate(page);
    this.partners = new Partners(page);
    this.partnerView = new PartnerView(page);
    this.program = new Program(page);
    this.report = new Report(page);
    this.compare = new Compare(page);
    this.import = new Import(page);
    this.work = new Work(page);
    this.workshop = new Workshop(page);
  }

  /** Opens the app, or a link into it, and waits until it has mounted. */
  async open(link = this.url) {
    await this.page.goto(link);
    await expect(this.page.locator("#loading")).toHaveCount(0);
  }

  /** From a cold start to partners of one's own, with a starter program, saved. */
  async openPartners() {
    await this.open();
    await this.start.file.setInputFiles(PARTNERS);
    await this.import.confirm.click();
    await expect(this.shell.saved).toBeVisible();
  }

  /** Back to the first screen, by the address. */
  async toStart() {
    await this.page.goto(`${this.url}#/`);
    await expect(this.start.title).toBeVisible();
  }

  /** Loads the page anew and waits until it has mounted. */
  async reload() {
    await this.page.reload();
    await expect(this.page.locator("#loading")).toHaveCount(0);
  }

  /** The same app in another tab of the same browser. */
  async otherTab(link = this.url) {
    const other = new App(await this.page.context().newPage(), this.url);
    await other.open(link);
    return other;
  }

  /** From a cold start to the sample's finished results. */
  async openSample() {
    await this.open();
    await this.start.openSample.click();
    await this.simulate.isComplete();
  }
}

export const test = base.extend({
  /** What a journey provokes on purpose: a pattern, or nothing. */
  allowed: [undefined, { option: true }],

  complaints: async ({ allowed }, use) => {
    const complaints = [];
    await use(complaints);
    const unexpected = complaints.filter((text) => !allowed?.test(text));
    expect(unexpected, "the pages neither complain nor phone out").toEqual([]);
  },

  url: async ({}, use) => use(process.env.TIERLAB_URL),

  context: async ({ context, complaints, url }, use) => {
    watch(context, new URL(url).origin, complaints);
    await use(context);
  },

  app: async ({ page, url }, use) => use(new App(page, url)),

  /** Another person's browser: opens an app with a storage of its own. */
  otherProfile: async ({ browser, complaints, url, viewport, colorScheme }, use) => {
    const contexts = [];
    await use(async () => {
      const context = await browser.newContext({ viewport, colorScheme, locale: "en-US", timezoneId: "UTC", reducedMotion: "reduce", serviceWorkers: "block" });
      contexts.push(context);
      watch(context, new URL(url).origin, complaints);
      return new App(await context.newPage(), url);
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

export { expect };
