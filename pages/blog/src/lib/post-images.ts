import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Element, Root } from "hast";
import sharp from "sharp";
import { visit } from "unist-util-visit";
import { z } from "zod";
import { cacheFolder } from "./cache-folder.ts";
import { fetchImage } from "./fetch-image.ts";
import { sideBySide } from "./side-by-side.ts";

/** Twice what the text is wide, for fine screens. */
const widest = 1400;
const mostPixels = 50_000_000;
const oneTakes = 10_000;
const allTake = 300_000;

const madeSchema = z.object({ width: z.int(), height: z.int(), formats: z.array(z.enum(["avif", "webp"])) });
type Made = z.infer<typeof madeSchema>;

/** The pictures of a build: each is fetched and encoded once, whichever posts show it. */
export class PostImages {
  readonly #own: string | null;
  readonly #folder = cacheFolder("images");
  readonly #made = new Map<string, Promise<Made | null>>();
  /** From the first picture on. */
  #until: AbortSignal | undefined;

  /** `api`: the Worker's address, whose pictures may lie in the builder's own network. */
  constructor(api: string | undefined) {
    this.#own = api ? new URL(api).origin : null;
  }

  /**
   * Gives each picture from elsewhere a copy on this site, as AVIF and WebP with its size. One that can't be had becomes a link to
   * it. The copy is the post's: `digest` and address name it, so a post shows what it showed when it was first built.
   */
  async localise(tree: Root, digest: string): Promise<void> {
    const found: { node: Element; src: string }[] = [];
    visit(tree, "element", (node) => {
      const src = node.properties["src"];
      if (node.tagName === "img" && typeof src === "string" && !/^\/(?!\/)/.test(src))
        found.push({ node, src });
    });
    await sideBySide(found, 4, async ({ node, src }) => {
      const name = nameOf(src, digest);
      const made = this.#made.get(name) ?? this.#make(name, src);
      this.#made.set(name, made);
      const picture = await made;
      if (picture === null) toLink(node, src);
      else toPicture(node, name, picture);
    });
  }

  /** The files that pages refer to, by name. */
  async files(): Promise<{ name: string; read: () => Promise<Buffer> }[]> {
    const made = await Promise.all(
      [...this.#made].map(async ([name, one]) => ({ name, formats: (await one)?.formats ?? [] })),
    );
    return made.flatMap(({ name, formats }) =>
      formats.map((format) => ({
        name: `${name}.${format}`,
        read: () => readFile(join(this.#folder, `${name}.${format}`)),
      })),
    );
  }

  async #make(name: string, src: string): Promise<Made | null> {
    const told = join(this.#folder, `${name}.json`);
    if (existsSync(told)) return madeSchema.parse(JSON.parse(await readFile(told, "utf8")));
    try {
      this.#until ??= AbortSignal.timeout(allTake);
      const signal = AbortSignal.any([this.#until, AbortSignal.timeout(oneTakes)]);
      const made = await this.#encode(name, await fetchImage(src, this.#own, signal));
      // Last and at once: what is told of is there.
      const part = `${told}.${randomUUID()}`;
      await writeFile(part, JSON.stringify(made));
      await rename(part, told);
      return made;
    } catch (error) {
      console.warn(
        `a picture is shown as a link, ${src}: ${error instanceof Error ? error.message : String(error)}`,
      );
      return null;
    }
  }

  async #encode(name: string, bytes: Buffer): Promise<Made> {
    const { pages = 1 } = await sharp(bytes, { limitInputPixels: mostPixels }).metadata();
    const isMoving = pages > 1;
    const picture = sharp(bytes, { limitInputPixels: mostPixels, animated: isMoving })
      .autoOrient()
      .resize({ width: widest, withoutEnlargement: true });
    const webp = await picture.clone().webp({ quality: 80 }).toBuffer({ resolveWithObject: true });
    await writeFile(join(this.#folder, `${name}.webp`), webp.data);
    const { width } = webp.info;
    const height = webp.info.pageHeight ?? webp.info.height;
    if (isMoving) return { width, height, formats: ["webp"] };
    await writeFile(
      join(this.#folder, `${name}.avif`),
      await picture.avif({ quality: 55, effort: 3 }).toBuffer(),
    );
    return { width, height, formats: ["avif", "webp"] };
  }
}

const nameOf = (src: string, digest: string): string =>
  createHash("sha256").update(`${digest}\n${src}`).digest("hex").slice(0, 24);

function toLink(node: Element, src: string): void {
  const { alt } = node.properties;
  node.tagName = "a";
  node.properties = { href: src };
  node.children = [{ type: "text", value: typeof alt === "string" && alt !== "" ? alt : src }];
}

function toPicture(node: Element, name: string, { width, height, formats }: Made): void {
  const alt = node.properties["alt"] ?? "";
  const source = (format: string): Element => ({
    type: "element",
    tagName: "source",
    properties: { srcSet: `/images/${name}.${format}`, type: `image/${format}` },
    children: [],
  });
  node.tagName = "picture";
  node.properties = {};
  node.children = [
    ...formats.filter((format) => format !== "webp").map(source),
    {
      type: "element",
      tagName: "img",
      properties: { src: `/images/${name}.webp`, alt, width, height, loading: "lazy", decoding: "async" },
      children: [],
    },
  ];
}
