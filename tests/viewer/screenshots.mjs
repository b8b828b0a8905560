// Pictures to look at after a change, in shots/; report.png is the one that the README shows.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { launch, open } from "./browser.mjs";
import { hostile, many, story } from "./materials.mjs";

mkdirSync("shots", { recursive: true });
const browser = await launch();
const url = story().page;
const shoot = async (name, url, options, act = () => {}) => {
  const { page, context } = await open(browser, url, options);
  await act(page);
  await page.screenshot({ path: name });
  await context.close();
};

await shoot("report.png", url, { viewport: { width: 1280, height: 1000 } });
await shoot("shots/dark.png", url, { colorScheme: "dark" }, (page) => page.locator(".evidence-toggle").first().click());
await shoot("shots/phone.png", url, { viewport: { width: 390, height: 1600 } });
await shoot("shots/article.png", url, {}, (page) => page.locator(".read").first().click());
await shoot("shots/many.png", many().page, {});
await shoot("shots/hostile.png", hostile().page, {});
const { page, context } = await open(browser, url);
await page.pdf({ path: "shots/print.pdf", format: "A4" });
await context.close();
await browser.close();
try {
  execFileSync("pdftoppm", ["-r", "60", "-png", "shots/print.pdf", "shots/print"]);
} catch {
  console.log("no pdftoppm: look at shots/print.pdf itself");
}
