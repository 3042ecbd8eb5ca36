// Builds the pages in web/ into wwwroot/, once however many builds ask at the same time.
//   npm ci         only when package-lock.json is another than the one that was installed
//   npm run build  only when a source is another than the ones that were built
// Both are decided by content, under a lock that a killed build does not leave behind for ever.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import {
  closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync,
  writeFileSync, writeSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const web = join(here, "web");
const out = join(here, "wwwroot");
const built = join(out, ".built");
const installed = join(web, "node_modules", ".installed");
const lock = join(here, "web.lock");
const notSources = new Set(["node_modules", "dist"]);

function sources(folder = web) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !notSources.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

function print(files) {
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(relative(here, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

const remembered = (file) => (existsSync(file) ? readFileSync(file, "utf8") : "");

function npm(...args) {
  console.log(`web: npm ${args.join(" ")}`);
  const { status } = spawnSync("npm", args, { cwd: web, stdio: "inherit", shell: process.platform === "win32" });
  if (status !== 0) {
    throw new Error(`npm ${args.join(" ")} ended with ${status}`);
  }
}

/** True while the process that wrote the lock lives. A file without a number was opened a moment ago. */
function isHeld() {
  try {
    const holder = Number(readFileSync(lock, "utf8"));
    if (!holder) {
      return Date.now() - statSync(lock).mtimeMs < 10_000;
    }
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function take() {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  const mine = String(process.pid);
  for (;;) {
    try {
      const file = openSync(lock, "wx");
      writeSync(file, mine);
      closeSync(file);
      return;
    } catch (error) {
      if (error.code !== "EEXIST") {
        throw error;
      }
    }
    if (!isHeld()) {
      // a killed build left it. Several may find that at once: the last to put its name there has it
      writeFileSync(`${lock}.${mine}`, mine);
      renameSync(`${lock}.${mine}`, lock);
      Atomics.wait(pause, 0, 0, 500);
      if (remembered(lock) === mine) {
        return;
      }
    }
    Atomics.wait(pause, 0, 0, 200);
  }
}

function build() {
  const lockFile = print([join(web, "package-lock.json")]);
  if (remembered(installed) !== lockFile) {
    npm("ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error");
    writeFileSync(installed, lockFile);
  }

  const now = print(sources());
  if (remembered(built) === now) {
    const at = new Date();
    utimesSync(built, at, at);
    return;
  }

  // a build that fails half-way leaves no stamp, and so is not taken for a good one
  rmSync(built, { force: true });
  npm("run", "build", "--silent");
  mkdirSync(out, { recursive: true });
  writeFileSync(built, now);
}

take();
try {
  build();
} finally {
  rmSync(lock, { force: true });
}
