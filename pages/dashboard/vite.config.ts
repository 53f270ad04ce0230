import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const worker = "http://127.0.0.1:8787";
const everywhere =
  /node_modules[\\/](react|react-dom|scheduler|@mantine|@floating-ui|@tanstack|wouter|zod)[\\/]/;

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2024",
    // From here on browsers know `light-dark()` themselves; what it is rewritten to for older ones shows nothing.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // The Content-Security-Policy of public/_headers lets fonts and scripts in as files only, never as data: addresses.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // What every page needs, and what changes seldom: a browser keeps it over a new version of our own code. Other
      // libraries go with the pages that import them.
      output: { codeSplitting: { groups: [{ name: "vendor", test: everywhere }] } },
    },
  },
  server: {
    proxy: {
      "/api": { target: worker },
      "/agents": { target: worker, ws: true },
    },
  },
});
