import sitemap from "@astrojs/sitemap";
import { defineConfig } from "astro/config";
import { searchIndex } from "./build/search-index.ts";
import { siteUrl } from "./src/lib/site.ts";

/** Pages that no search engine should show. */
const unlisted = new Set(["/preview-template/", "/gone/", "/search/"]);

export default defineConfig({
  site: siteUrl,
  // The host of a preview names a folder of its own for each release.
  outDir: process.env["BLOG_OUT_DIR"] ?? "dist",
  trailingSlash: "always",
  // No style and no script stands in a page: the policy of `public/_headers` allows files of the site alone.
  build: { inlineStylesheets: "never" },
  vite: { build: { assetsInlineLimit: 0 } },
  integrations: [sitemap({ filter: (page) => !unlisted.has(new URL(page).pathname) }), searchIndex()],
});
