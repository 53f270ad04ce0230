import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import satori from "satori";
import sharp from "sharp";
import { cacheFolder } from "./cache-folder.ts";
import { sideBySide } from "./side-by-side.ts";
import { site } from "./site.ts";

/** What networks show of a link; they agree on this size. */
export const cardSize = { width: 1200, height: 630 } as const;
/** Whatever changes how a card looks without changing its words: the next number. */
const design = 1;

export interface CardWords {
  title: string;
  /** Small, above the title. */
  above: string;
}

const ranges = ["latin", "latin-ext"];

async function loadFonts() {
  const { resolve } = createRequire(import.meta.url);
  return await Promise.all(
    ranges.map(async (range) => ({
      // One name a file: satori looks for a letter in each, and would not under one name.
      name: `card ${range}`,
      data: await readFile(resolve(`@fontsource/newsreader/files/newsreader-${range}-500-normal.woff`)),
      weight: 500 as const,
      style: "normal" as const,
    })),
  );
}
let fonts: ReturnType<typeof loadFonts> | undefined;

/** Whether the fonts that come along have all letters of a text. */
const canSet = (text: string): boolean =>
  /^[\p{Script=Latin}\p{N}\p{P}\p{Zs}\p{M}+=<>|$€£~^°©®™]*$/u.test(text);

/**
 * Cards as PNG, each made once and kept for later builds. Words in letters that the fonts don't have give the card of the site.
 */
export async function socialCards(cards: readonly CardWords[]): Promise<{ read: () => Promise<Buffer> }[]> {
  return await sideBySide(cards, availableParallelism(), async (words) => {
    const shown = canSet(words.title + words.above) ? words : { title: site.tagline, above: "" };
    const { accent, ink, paper, soft } = site.colours;
    const made = {
      design,
      name: site.name,
      colours: [accent.light, ink.light, paper.light, soft.light],
      shown,
    };
    const file = join(
      cacheFolder("cards"),
      `${createHash("sha256").update(JSON.stringify(made)).digest("hex")}.png`,
    );
    if (!existsSync(file)) {
      const part = `${file}.${randomUUID()}`;
      await writeFile(part, await draw(shown));
      await rename(part, file);
    }
    return { read: () => readFile(file) };
  });
}

async function draw({ title, above }: CardWords): Promise<Buffer> {
  fonts ??= loadFonts();
  const { accent, ink, paper, soft } = site.colours;
  const size = title.length > 90 ? 58 : title.length > 50 ? 68 : 82;
  const box = (style: object, ...children: unknown[]) => ({
    type: "div",
    key: null,
    props: { style: { display: "flex", ...style }, children },
  });
  const svg = await satori(
    box(
      {
        boxSizing: "border-box",
        width: "100%",
        height: "100%",
        flexDirection: "column",
        background: paper.light,
        color: ink.light,
        fontFamily: "card latin, card latin-ext",
        padding: "72px 80px 0",
      },
      box({ fontSize: 30, color: soft.light }, above),
      box(
        { flexGrow: 1 },
        box(
          {
            display: "block",
            fontSize: size,
            lineHeight: 1.12,
            letterSpacing: "-0.015em",
            marginTop: 22,
            lineClamp: 4,
          },
          title,
        ),
      ),
      box(
        { alignItems: "center", height: 118, borderTop: `3px solid ${ink.light}`, fontSize: 34 },
        box({ width: 64, height: 22, background: accent.light, marginRight: 26 }),
        site.name,
      ),
    ),
    { ...cardSize, fonts: await fonts },
  );
  return await sharp(Buffer.from(svg)).png({ palette: true, colours: 32, effort: 4 }).toBuffer();
}
