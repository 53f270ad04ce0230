import type { Stack } from "../stack/stack.ts";
import { waitFor } from "../stack/wait.ts";
import type { Outside, TaskView } from "./outside.ts";
import { patienceMs } from "./patience.ts";

/** Where a piece of a campaign stands, and how it begins there. */
export interface Found {
  place: string;
  url: string;
  begins: string;
}

/**
 * Finds each piece where it went, as that place itself has it.
 * @throws Error for what isn't there exactly once, and for a gist, which nobody has approved.
 */
export async function whereItWent(
  { urls: { sandbox } }: Pick<Stack, "urls">,
  outside: Outside,
  { effects }: TaskView,
  topic: string,
): Promise<Found[]> {
  const urlOf = (kind: string, otherwise: string): string =>
    effects.find((effect) => effect.kind === kind)?.result?.["url"] ?? otherwise;
  const posts = async <T>(service: "bluesky" | "linkedin" | "threads"): Promise<T[]> =>
    (await outside.sandboxPage<{ posts: T[] }>(service, "posts")).posts;
  const skeets = (await posts<{ record: { text: string } }>("bluesky")).map(({ record }) => record.text);
  const linkedin = (await posts<{ text: string }>("linkedin")).map(({ text }) => text);
  const threads = (await posts<{ text: string }>("threads")).map(({ text }) => text);
  const { mails } = await outside.sandboxPage<{ mails: { subject: string; text: string }[] }>(
    "mail",
    "mails",
  );
  const { gists } = await outside.sandboxPage<{ gists: { description: string | null }[] }>("github", "gists");
  const about = (text: string): boolean => text.toLowerCase().includes(topic);
  if (gists.some(({ description }) => about(description ?? "")))
    throw new Error("the gist is published, and nobody has approved it");
  const once = (place: string, url: string, texts: readonly string[]): Found => {
    const [text, ...more] = texts.filter(about);
    if (text === undefined || more.length > 0)
      throw new Error(`${place} has it ${text === undefined ? "nowhere" : `${more.length + 1} times`}`);
    return { place, url, begins: `${text.replaceAll(/\s+/g, " ").slice(0, 60)}…` };
  };
  return [
    once("Bluesky", urlOf("bluesky_post", `${sandbox}/bluesky`), skeets),
    once("LinkedIn", urlOf("linkedin_post", `${sandbox}/linkedin`), linkedin),
    once("Threads", urlOf("threads_post", `${sandbox}/threads`), threads),
    once(
      "mail",
      `${sandbox}/mail`,
      mails.map(({ subject, text }) => `${subject}: ${text}`),
    ),
    await onBlog(urlOf("blog_publish", "")),
  ];
}

/** The post on the blog, once it is built: on its own page, and once in the feed. */
async function onBlog(url: string): Promise<Found> {
  const page = await waitFor(`the rebuilt blog at ${url}`, patienceMs, async () => {
    const answer = await fetch(url);
    return answer.ok ? answer.text() : null;
  });
  const feed = await (await fetch(new URL("/rss.xml", url))).text();
  const links = feed.split(`<link>${url}</link>`).length - 1;
  if (links !== 1) throw new Error(`the blog's feed has it ${links} times`);
  const [, title = ""] = /<h1[^>]*>([^<]+)/.exec(page) ?? [];
  return { place: "blog", url, begins: title.trim() };
}
