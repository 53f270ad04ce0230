import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildSite, somePost } from "../support/site.ts";
import type { Section } from "./section.ts";
import { rounded } from "./support/stats.ts";

const kib = 1024;
/** Some twenty tags, and a series of a hundred here and there. */
const tags = 20;
const words = "What a lever says that can't be moved, and who hears of it. ".repeat(60);

/** What building the public site takes, by the number of its posts: no picture and no card was there before. */
export const site: Section = {
  title: "the public site's build",
  quickNeeds: {},
  run: async (bench) => {
    const posts = bench.quick ? 20 : 2000;
    bench.progress(`${posts} posts`);
    const began = performance.now();
    const built = await buildSite(() =>
      Array.from({ length: posts }, (_, n) =>
        somePost(n, {
          tags: [`tag ${n % tags}`],
          series: n < 100 ? "The first hundred" : null,
          markdown: `${words}\n\n\`\`\`ts\nconst lever = ${n};\n\`\`\`\n`,
        }),
      ),
    );
    try {
      const seconds = rounded((performance.now() - began) / 1000);
      const folder = realpathSync(built.folder);
      const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .map((name) => ({ name, bytes: statSync(join(folder, name)) }))
        .flatMap(({ name, bytes }) => (bytes.isFile() ? [{ name, kib: bytes.size / kib }] : []));
      const [heaviest] = files.filter(({ name }) => name.endsWith(".html")).toSorted((a, b) => b.kib - a.kib);
      if (heaviest === undefined) throw new Error("the build has no page");
      const whole = rounded(files.reduce((sum, one) => sum + one.kib, 0) / kib);
      return {
        data: { posts, seconds, files: files.length, mib: whole, heaviest },
        lines: [
          `${posts} posts: ${seconds} s, ${files.length} files, ${whole} MiB`,
          `  the heaviest page without what it loads: ${heaviest.name}, ${rounded(heaviest.kib)} KiB`,
        ],
      };
    } finally {
      built.close();
    }
  },
};
