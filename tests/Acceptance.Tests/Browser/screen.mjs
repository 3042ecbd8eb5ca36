// A browser that looks at the wall. It takes one command a line on its input and answers each with one line of JSON:
// what it saw, and when by the clock of this machine. C# decides what that is worth.
//   node screen.mjs PICTURES_DIR
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const [pictures] = process.argv.slice(2);
const patience = 60_000;

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
mkdirSync(pictures, { recursive: true });

let page;
const faults = [];

const commands = {
  /** Opens an address on a new screen; with "clock" the page's time can be moved. */
  async open(address, clock) {
    await page?.close();
    page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    page.on("pageerror", (error) => faults.push(error.message));
    if (clock === "clock") {
      await page.clock.install();
    }
    await page.goto(address);
    return { address: page.url() };
  },

  /** Waits until the banner or the corner says how it stands. */
  async connection(state) {
    const connection = page.locator(`.connection.${state}`);
    await connection.waitFor({ timeout: patience });
    return { text: await connection.innerText(), banner: await text(".banner .sentence") };
  },

  /** Says what is on the screen now. */
  async look() {
    return {
      connection: await text(".connection"),
      banner: await text(".banner .sentence"),
      past: await texts(".past-list li"),
      next: await texts(".next li time"),
    };
  },

  /** Begins to note when a complaint is first drawn among the coming deadlines and among those past. */
  async watch(complaint) {
    await page.evaluate((id) => {
      globalThis.seen = {};
      const look = () => {
        for (const [name, list] of [["next", ".next"], ["past", ".past-list"]]) {
          if (!(name in globalThis.seen) && document.querySelector(`${list} a[href*="${id}"]`)) {
            globalThis.seen[name] = Date.now();
          }
        }
      };
      new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
      look();
    }, complaint);
    return {};
  },

  /** Waits until it was drawn in a list. */
  async drawn(list) {
    await page.waitForFunction((name) => name in globalThis.seen, list, { timeout: patience });
    return page.evaluate(() => globalThis.seen);
  },

  /** Waits until the panel of the drill says what came of a fault, and says it. */
  async drill(fault) {
    const came = page.locator(".drill .came", { hasText: fault.replaceAll("_", " ") });
    await came.waitFor({ timeout: 2 * patience });
    return { came: (await came.innerText()).replace(/\s+/g, " ") };
  },

  /** Moves the page's clock on. */
  async forward(seconds) {
    await page.clock.fastForward(Number(seconds) * 1_000);
    return {};
  },

  async picture(name) {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
    return { name };
  },

  async faults() {
    return { faults };
  },
};

const text = async (selector) => (await page.locator(selector).first().innerText()).replace(/\s+/g, " ");
const texts = async (selector) => (await page.locator(selector).allInnerTexts()).map((t) => t.replace(/\s+/g, " "));

for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...rest] = line.split(" ");
  try {
    console.log(JSON.stringify(await commands[name](...rest)));
  } catch (error) {
    console.log(JSON.stringify({ error: `${line}: ${error.message}` }));
  }
}
await browser.close();
