import sitemap from "@astrojs/sitemap";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: process.env.BLOG_URL ?? "http://127.0.0.1:8791",
  // The host of a preview names a folder of its own for each release.
  outDir: process.env.BLOG_OUT_DIR ?? "dist",
  trailingSlash: "always",
  integrations: [sitemap()],
});
