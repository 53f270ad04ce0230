import { Parser } from "htmlparser2";
import type { Outside } from "../../platform/config.ts";
import { cut } from "../../platform/cut.ts";
import { fetchPublic } from "./fetch-public.ts";

/** What a page says of itself (https://ogp.me). */
export interface PageCard {
  title: string;
  description: string;
  /** The address of its picture; null: none. */
  image: string | null;
}

/** So much of a page is read: its head is at its beginning. */
const mostBytes = 512 * 1024;
const lengths = { title: 300, description: 1000 } as const;
const imageTypes = new Set(["image/jpeg", "image/png", "image/webp", "image/gif"]);

/** A page of the public web as a card; null when it can't be had. */
export async function pageCard(outside: Pick<Outside, "fetch">, address: string): Promise<PageCard | null> {
  const page = await fetchPublic(outside, address, "text/html", mostBytes);
  if (page === null || !/^(?:text\/html|application\/xhtml\+xml)$/.test(page.type)) return null;
  const { title, description, image } = saidIn(new TextDecoder().decode(page.bytes));
  if (title === "") return null;
  return { title, description, image: image === null ? null : (URL.parse(image, page.url)?.href ?? null) };
}

/** A picture of the public web of at most so many bytes; null for anything else. */
export async function pageImage(
  outside: Pick<Outside, "fetch">,
  address: string,
  atMost: number,
): Promise<Blob | null> {
  const file = await fetchPublic(outside, address, "image/*", atMost);
  if (file === null || file.isCut || file.bytes.length === 0 || !imageTypes.has(file.type)) return null;
  return new Blob([file.bytes], { type: file.type });
}

function saidIn(html: string): PageCard {
  const said = new Map<string, string>();
  let title: string | null = null;
  let isInTitle = false;
  const parser = new Parser({
    onopentag: (tag, { property, name, content }) => {
      if (tag === "title" && title === null) [isInTitle, title] = [true, ""];
      const key = (property ?? name ?? "").toLowerCase();
      if (tag === "meta" && content !== undefined && !said.has(key)) said.set(key, content);
    },
    ontext: (words) => {
      if (isInTitle) title = `${title ?? ""}${words}`;
    },
    onclosetag: (tag) => {
      if (tag === "title") isInTitle = false;
    },
  });
  parser.write(html);
  parser.end();
  const first = (...keys: string[]): string | undefined =>
    keys.map((key) => said.get(key)?.trim()).find((words) => words !== undefined && words !== "");
  return {
    title: plain(first("og:title", "twitter:title") ?? title ?? "", lengths.title),
    description: plain(first("og:description", "description") ?? "", lengths.description),
    image: first("og:image", "og:image:url", "twitter:image") ?? null,
  };
}

/** Words on one line, without what is not to be seen. */
function plain(words: string, most: number): string {
  return cut(words.replaceAll(/[\s\p{C}]+/gu, " ").trim(), most);
}
