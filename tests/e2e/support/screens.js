/** The screens that every visual check walks through, and how to get to each. */
export const SCREENS = {
  Start: async (app) => {
    await app.open();
    await app.start.title.waitFor();
  },
  Simulate: (app) => app.openSample(),
  "Simulate with a closer look": async (app) => {
    await app.openSample();
    await app.simulate.isComplete();
    await app.page.getByRole("button", { name: "Draw the curve" }).click();
    await app.simulate.whoMoves.getByRole("row").nth(1).getByRole("button").click();
    await app.page.getByRole("complementary").getByRole("heading", { name: /or higher:/ }).waitFor();
  },
  Partners: async (app) => {
    await app.openSample();
    await app.shell.goTo("Partners");
    await app.partners.table.waitFor();
  },
  "What a partner is shown": async (app) => {
    await app.openSample();
    await app.shell.goTo("Partners");
    await app.partners.search.fill("Heronsgate Consulting");
    await app.partners.open("Heronsgate Consulting").click();
    await app.partnerView.see();
  },
  Program: async (app) => {
    await app.openSample();
    await app.shell.goTo("Program");
    await app.program.isChecked();
  },
  Compare: async (app) => {
    await app.openSample();
    await app.shell.goTo("Compare");
    await app.compare.isComplete();
  },
  Workshop: async (app) => {
    await app.openSample();
    await app.shell.goTo("Workshop");
    await app.workshop.addOpen.click();
    await app.workshop.outcomes.waitFor();
  },
  Gallery: async (app) => {
    await app.open();
    await app.page.goto(`${app.url}#/gallery`);
    await app.page.getByRole("heading", { name: "Gallery", level: 1 }).waitFor();
  },
  "Program of Odoo": (app) => library(app, "Odoo Partnership"),
  "Program of Microsoft": (app) => library(app, "Microsoft Solutions Partner, Modern Work"),
  Import: async (app) => {
    await app.open();
    await app.start.file.setInputFiles({
      name: "partners.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("partner,segment,revenue,orders\nP1,Retail,100,4\nP2,Retail,many,5\nP3,Service,300,6\n"),
    });
    await app.import.mapping.waitFor();
  },
};

async function library(app, title) {
  await app.open();
  await app.start.program(title).click();
  await app.program.isChecked();
}
