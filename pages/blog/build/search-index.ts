import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { close, createIndex } from "pagefind";

/** Pagefind's own pages of results, which nothing here shows. */
const unused = /^pagefind-(?:ui|modular-ui|component-ui|highlight)|\.css$|-entry\.json\.map$/;

/** The index that the search page asks, of the finished pages that are marked for it. */
export function searchIndex(): AstroIntegration {
  return {
    name: "search-index",
    hooks: {
      "astro:build:done": async ({ dir }) => {
        const folder = fileURLToPath(dir);
        const { index, errors } = await createIndex();
        if (!index) throw new Error(`the search index can't be made: ${errors.join("; ")}`);
        try {
          const added = await index.addDirectory({ path: folder });
          if (added.errors.length > 0)
            throw new Error(`the search index can't be made: ${added.errors.join("; ")}`);
          const { files } = await index.getFiles();
          for (const { path, content } of files.filter((file) => !unused.test(file.path))) {
            const file = join(folder, "pagefind", path);
            await mkdir(dirname(file), { recursive: true });
            await writeFile(file, content);
          }
        } finally {
          await close();
        }
      },
    },
  };
}
