// Looks at the built pages in a real browser, on the fake server: pictures, sizes of text, overflow, axe, console.
//   npm run build && node dev/look.mjs OUTPUT_DIR [part of a name]
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const [output = "look", only = ""] = process.argv.slice(2);
const port = "5089";
const base = `http://127.0.0.1:${port}`;
const wall = { width: 1920, height: 1080 };
const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };

const goDown = async (page) => {
  await stage("down");
  await page.waitForTimeout(2_500);
};
const openDialog = async (page) => {
  await page.locator(".card button.primary").first().click();
  await page.waitForTimeout(200);
};
const confirmDialog = async (page) => {
  await openDialog(page);
  await page.locator("dialog button.primary").click();
  await page.waitForTimeout(250);
};

/** [name, scene, address, size, what to do before the picture] */
const views = [
  ["wall-1-calm", "calm", "/wall", wall],
  ["wall-2-breach", "breach", "/wall", wall],
  ["wall-3-flood", "flood", "/wall", wall],
  ["wall-4-handled", "handled", "/wall", wall],
  ["wall-5-stale", "breach", "/wall", wall, goDown],
  ["wall-6-empty", "empty", "/wall", wall],
  ["wall-7-breach-en", "breach", "/wall?lang=en", wall],
  ["wall-9-handled-en", "handled", "/wall?lang=en", wall],
  ["wall-10-drill-calm", "calm", "/wall", { ...wall, drill: "calm" }],
  ["wall-11-drill-on", "breach", "/wall", { ...wall, drill: "on" }],
  ["wall-12-drill-two-en", "flood", "/wall?lang=en", { ...wall, drill: "two" }],
  ["wall-13-drill-settling-stale", "breach", "/wall", { ...wall, drill: "settling" }, goDown],
  ["wall-14-drill-bad", "handled", "/wall", { ...wall, drill: "bad" }],
  ["wall-15-drill-hidden", "breach", "/wall", { ...wall, drill: "on" }, (page) => page.keyboard.press("d")],
  ["wall-8-sign-in", "breach", "/wall", { ...wall, signedOut: true }],
  ["facility-1", "flood", "/facility?id=rs-3671-03", phone],
  ["facility-2-dialog", "flood", "/facility?id=rs-3671-03", phone, openDialog],
  ["facility-3-sent", "flood", "/facility?id=rs-3671-03", phone, confirmDialog],
  [
    "facility-4-confirmed",
    "breach",
    "/facility?id=rs-3671-03",
    phone,
    async (page) => {
      await confirmDialog(page);
      await page.waitForTimeout(1_000);
    },
  ],
  ["facility-5-calm-dark", "calm", "/facility?id=rs-3603-02", { ...phone, dark: true }],
  ["facility-6-stale", "breach", "/facility?id=rs-3671-03", phone, goDown],
  [
    "facility-8-kept",
    "breach",
    "/facility?id=rs-3671-03",
    phone,
    async (page) => {
      await page.route("**/acknowledge", (route) => route.abort());
      await confirmDialog(page);
    },
  ],
  ["facility-9-handled", "handled", "/facility?id=rs-3671-03", phone],
  ["facility-7-desk-en", "flood", "/facility?id=rs-3671-03&lang=en", desk],
  ["complaint-1", "breach", "/complaint?id={overdue}", desk],
  ["complaint-2-en-dark", "breach", "/complaint?id={handled}&lang=en", { ...desk, dark: true }],
  ["complaint-3-running", "calm", "/complaint?id={open}", desk],
  ["complaint-5-not-found", "calm", "/complaint?id=nothing", desk],
  ["complaint-4-phone", "breach", "/complaint?id={overdue}", phone],
];

const stage = (what) => fetch(`${base}/dev/${what}`, { method: "POST" });

async function complaintStanding(standing) {
  const answer = await fetch(`${base}/api/v1/board?audience=province`, { headers: { cookie: "session=demo" } });
  const { overdue, next } = await answer.json();
  return [...overdue.items, ...next.items].find((row) => row.standing === standing)?.complaint;
}

mkdirSync(output, { recursive: true });
const server = spawn(process.execPath, [new URL("fake-server.mjs", import.meta.url).pathname, "--port", port]);
await new Promise((resolve) => server.stdout.once("data", resolve));
const axe = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"],
});

let faults = 0;
for (const [name, scene, address, size, act] of views.filter(([name]) => name.includes(only))) {
  await stage("up");
  await stage(`scene/${scene}`);
  await stage(`drill/${size.drill ?? "none"}`);
  const found = await look(name, address, size, act);
  faults += found.length;
  console.log(`${name}: ${found.length === 0 ? "ok" : `\n  ${found.join("\n  ")}`}`);
}
await browser.close();
server.kill();
process.exit(faults === 0 ? 0 : 1);

async function look(name, address, { width, height, signedOut, dark }, act) {
  const found = [];
  const page = await browser.newPage({
    viewport: { width, height },
    deviceScaleFactor: width < 500 ? 2 : 1,
    colorScheme: dark ? "dark" : "light",
    // axe is injected into a page whose policy allows no such thing; the policy itself is checked before.
    bypassCSP: false,
  });
  page.on("pageerror", (error) => found.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const expected = /status of 40[14]/.test(message.text()) || /WebSocket|net::ERR/.test(message.text());
    if (message.type() === "error" && !expected) {
      found.push(`console: ${message.text()}`);
    }
  });
  const standing = /\{(\w+)\}/.exec(address)?.[1];
  const path = standing ? address.replace(`{${standing}}`, await complaintStanding(standing)) : address;
  await page.goto(base + path + (signedOut ? "" : "#key=demo"));
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(900);
  await act?.(page);
  if (page.url().includes("key")) {
    found.push("the key is still in the address");
  }
  await page.screenshot({ path: join(output, `${name}.png`) });
  found.push(...(await page.evaluate(overflow)));
  if (width === wall.width) {
    const smallest = await page.evaluate(smallestText);
    if (smallest < 22) {
      found.push(`text of ${smallest} px`);
    }
  }
  await page.evaluate(axe);
  const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const { violations } = await page.evaluate((only) => globalThis.axe.run(document, { runOnly: only }), rules);
  for (const { id, impact, nodes } of violations) {
    found.push(`axe ${impact} ${id} (${nodes.length}): ${nodes[0].target.join(" ")} ${nodes[0].failureSummary}`);
  }
  await page.close();
  return found;
}

function overflow() {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth + 1) {
    found.push(`page is ${document.documentElement.scrollWidth} px wide`);
  }
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
    if (element.closest(".unseen") || clientWidth < 20 || style.overflowX === "auto" || style.overflowY === "auto") {
      continue;
    }
    const parentBottom = element.parentElement.getBoundingClientRect().bottom;
    const mayShorten = element.matches(
      ".rest, .came.bad, .oldest .long, .oldest .longest, .most .long, .most .longest",
    );
    if (style.overflowX === "hidden" && scrollWidth > clientWidth + 2 && !mayShorten) {
      found.push(
        `cut ${scrollWidth} > ${clientWidth}: ${element.tagName}.${element.className} "${element.textContent.slice(0, 50)}"`,
      );
    }
    if (style.overflowY === "hidden" && scrollHeight > clientHeight + 2) {
      found.push(`cut below: ${element.tagName}.${element.className} ${scrollHeight} > ${clientHeight}`);
    }
    if (
      element.matches(".wall .marks, .wall .oldest, .wall li") &&
      element.getBoundingClientRect().bottom > parentBottom + 1
    ) {
      found.push(`sticks out: ${element.tagName}.${element.className} "${element.textContent.slice(0, 30)}"`);
    }
  }
  return found;
}

function smallestText() {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let smallest = Number.POSITIVE_INFINITY;
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (walker.currentNode.textContent.trim() && !parent.closest(".unseen, script, style, .sign-in")) {
      smallest = Math.min(smallest, Number.parseFloat(getComputedStyle(parent).fontSize));
    }
  }
  return smallest;
}
