// Debian's Chromium, and a watch over everything that a page must not do.

import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

const ARGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });

/** How many other programs want a processor just now, on average; 0 where the system does not tell. */
export async function others() {
  let running = 0;
  for (let turn = 0; turn < 10; turn++) {
    try {
      running += Number(readFileSync("/proc/loadavg", "utf8").split(" ")[3].split("/")[0]) - 1;
    } catch {
      return 0;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  return running / 10;
}

/** Milliseconds of processor that the page's main thread has used: the same on a busy machine as on a quiet one. */
export async function work(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.reload();
  await page.waitForSelector("html[data-ready]");
  const { metrics } = await session.send("Performance.getMetrics");
  return Math.round(1000 * metrics.find(({ name }) => name === "TaskDuration").value);
}

/** Opens a report in a fresh profile; `faults` collects errors, messages, dialogs, and requests for anything but the file. */
export async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => faults.push("console " + message.type() + ": " + message.text()));
  page.on("pageerror", (error) => faults.push("error: " + error.message));
  page.on("dialog", (dialog) => {
    faults.push("dialog: " + dialog.message());
    dialog.dismiss();
  });
  context.on("request", (request) => {
    const file = request.url().split("#")[0] === url.split("#")[0];
    if (!file && !request.url().startsWith("data:") && !request.url().startsWith("blob:")) faults.push("request: " + request.url());
  });
  context.on("page", (other) => faults.push("window: " + other.url()));
  await page.goto(url);
  await page.waitForSelector("html[data-ready]");
  return { page, context, faults };
}
