// A stand-in for the server while pages are made: the whole contract from memory, under a strict content policy.
//   node dev/fake-server.mjs [--port 5081] [--scene breach] [--live]
// then open http://127.0.0.1:5081/wall#key=demo. POST /dev/{scene/NAME|drill/NAME|silence|speak|down|up|build|rain} sets the stage.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { parseArgs } from "node:util";
import { drills, drillView } from "./fake/drill.mjs";
import { complaintInFull, facilityInFull } from "./fake/drill-down.mjs";
import { Hub } from "./fake/hub.mjs";
import { labels } from "./fake/names.mjs";
import { scenes } from "./fake/scenes.mjs";

const { values: options } = parseArgs({
  options: {
    port: { type: "string", default: "5081" },
    scene: { type: "string", default: "breach" },
    live: { type: "boolean", default: false },
  },
});
const pages = new URL("../../wwwroot/", import.meta.url).pathname;
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

let province;
let drill;
const http = createServer((request, response) => {
  answer(request, response).catch((error) => send(response, 500, { code: "fake", title: String(error) }));
});
const hub = new Hub(http, () => province);
play(options.scene);
http.listen(Number(options.port), "127.0.0.1", () => console.log(`http://127.0.0.1:${options.port}/wall#key=demo`));
if (options.live) {
  setInterval(something, 1_500);
}

function play(scene) {
  province = scenes[scene]();
  province.pushed = (audience, item) => hub.push(audience, item);
}

/** Something happens: a complaint comes in, is acknowledged, or is closed. */
function something() {
  const open = [...province.complaints.values()].filter((c) => c.standing !== "closed");
  const complaint = open[Math.floor(Math.random() * open.length)];
  if (Math.random() < 0.4 || !complaint) {
    const ids = [...province.facilities.keys()];
    province.file(ids[Math.floor(Math.random() * ids.length)], { dueIn: Math.random() * 120_000 });
  } else if (complaint.standing === "open" && complaint.dueAt < Date.now()) {
    province.breach(complaint);
  } else if (complaint.standing === "overdue") {
    province.acknowledge(complaint, 30);
  } else if (complaint.standing === "handled") {
    province.close(complaint);
  }
}

const stage = {
  drill: (name) => (drill = drills[name]),
  silence: () => (hub.silent = true),
  speak: () => (hub.silent = false),
  down: () => {
    hub.down = true;
    hub.drop();
  },
  up: () => (hub.down = false),
  build: () => (province.build += "+"),
  rain: () => {
    const drops = setInterval(() => Array.from({ length: 10 }, something), 20);
    setTimeout(() => clearInterval(drops), 10_000);
  },
};

async function answer(request, response) {
  const url = new URL(request.url, "http://fake");
  const [first, ...rest] = url.pathname.split("/").filter(Boolean);
  if (first === "dev" && request.method === "POST") {
    rest[0] === "scene" ? play(rest[1]) : stage[rest[0]](rest[1]);
    return send(response, 204);
  }
  if (first === "api") {
    return api(request, response, rest.slice(1), url.searchParams);
  }
  return page(response, url.pathname);
}

async function api(request, response, [what, id, verb], query) {
  if (what === "session" && request.method === "POST") {
    const known = request.headers.authorization === "Bearer demo";
    const cookie = { "Set-Cookie": "session=demo; HttpOnly; SameSite=Strict; Path=/" };
    return known ? send(response, 204, undefined, cookie) : send(response, 401, { code: "unknown-key" });
  }
  if (!request.headers.cookie?.includes("session=demo")) {
    return send(response, 401, { code: "signed-out" });
  }
  const audience = query.get("audience");
  switch (what) {
    case "session":
      return send(response, 200, {
        role: "admin",
        audiences: ["province"],
        simulated: true,
        build: province.build,
        drill: drill && true,
      });
    case "drill":
      return drill && request.method === "GET"
        ? send(response, 200, drillView(drill()))
        : send(response, 404, { code: "none" });
    case "labels":
      return send(response, 200, labels);
    case "board":
      return send(response, 200, province.snapshot(audience));
    case "feed": {
      const after = Number(query.get("after"));
      const items = province.feed(audience).slice(after, after + Number(query.get("limit") ?? 100));
      return send(response, 200, { items, next: after + items.length });
    }
    case "facilities": {
      const facility = province.facilities.get(id);
      return facility
        ? send(response, 200, facilityInFull(province, facility))
        : send(response, 404, { code: "unknown" });
    }
    case "complaints": {
      const complaint = province.complaints.get(id);
      if (!complaint) {
        return send(response, 404, { code: "unknown" });
      }
      return verb === "acknowledge"
        ? acknowledge(request, response, complaint)
        : send(response, 200, complaintInFull(province, complaint));
    }
    default:
      return send(response, 404, { code: "unknown" });
  }
}

const answered = new Map();

async function acknowledge(request, response, complaint) {
  const key = request.headers["idempotency-key"];
  if (!key) {
    return send(response, 400, { code: "idempotency-key-missing" });
  }
  let body = "";
  for await (const part of request) {
    body += part;
  }
  if (!answered.has(key)) {
    if (complaint.standing !== "overdue") {
      return send(response, 409, { code: "nothing-to-acknowledge" });
    }
    answered.set(key, { id: complaint.id });
    // Long enough to see that the page waits for the event.
    setTimeout(() => province.acknowledge(complaint, JSON.parse(body).answerWithinMinutes), 600);
  }
  return send(response, 200, answered.get(key));
}

async function page(response, path) {
  const name = path === "/" ? "/wall" : path;
  const file = join(pages, normalize(extname(name) ? name : `${name}.html`));
  try {
    const content = await readFile(file);
    response.writeHead(200, {
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": "default-src 'self'",
    });
    response.end(content);
  } catch {
    send(response, 404, { code: "unknown" });
  }
}

function send(response, status, body, headers = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
