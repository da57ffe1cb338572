/// <reference types="vitest/config" />
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

const PAGE = resolve(import.meta.dirname, "../src/reportedly/desk/page");
const MODULES = resolve(import.meta.dirname, "node_modules");

/** The licences of what the page is made of, as they ask for. */
function licences(): string {
  const parts: [string, string, string][] = [
    ["MapLibre GL JS", "maplibre-gl", "LICENSE.txt"],
    ["Preact", "preact", "LICENSE"],
    ["Source Serif 4", "@fontsource-variable/source-serif-4", "LICENSE"],
  ];
  return parts.map(([name, folder, file]) => `${name}\n\n${readFileSync(resolve(MODULES, folder, file), "utf8").trim()}\n`).join(`\n${"-".repeat(80)}\n\n`);
}

/** Classic scripts and files beside the page: they open from disk too, where browsers load no ES modules. */
function flat(): Plugin {
  return {
    name: "flat-page",
    transformIndexHtml: {
      order: "post",
      handler: (html) => html.replace(/<script type="module" crossorigin src="([^"]+)"><\/script>/, '<script defer src="$1"></script>').replaceAll(" crossorigin", ""),
    },
    closeBundle() {
      // MapLibre's build for a strict content security policy: its worker is a file of its own, no blob, no eval.
      for (const name of ["maplibre-gl-csp.js", "maplibre-gl-csp-worker.js", "maplibre-gl.css"]) {
        copyFileSync(resolve(MODULES, "maplibre-gl/dist", name), resolve(PAGE, name));
      }
      writeFileSync(resolve(PAGE, "licences.txt"), licences());
    },
  };
}

export default defineConfig({
  base: "./",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: PAGE,
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    rolldownOptions: {
      output: { format: "iife", entryFileNames: "desk.js", assetFileNames: (asset) => (asset.names[0]?.endsWith(".woff2") ? "fonts/[name][extname]" : "desk[extname]") },
    },
  },
  plugins: [flat()],
  server: { proxy: { "/api": "http://127.0.0.1:8765" } },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
