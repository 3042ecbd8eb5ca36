import { defineConfig } from "vitest/config";

const server = "http://127.0.0.1:5080";

export default defineConfig({
  appType: "mpa",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    outDir: "../wwwroot",
    emptyOutDir: true,
    // Nothing becomes a data: address, so that the pages live under `default-src 'self'`.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ["wall.html", "facility.html", "complaint.html"] },
  },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": server, "/hubs": { target: server, ws: true } },
  },
  test: { include: ["test/**/*.test.ts"], environment: "node" },
});
