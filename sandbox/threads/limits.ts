const most = { characters: 500, links: 5 } as const;

/** Why a post is not taken; null: it is. Emoji count as their bytes, links once each. */
export function whyTooMuch(text: string, link: string | null): string | null {
  const emoji = Array.from(text.matchAll(/\p{RGI_Emoji}/gv), ([one]) => one);
  const others = text.replaceAll(/\p{RGI_Emoji}/gv, "");
  const length = Array.from(others).length + emoji.reduce((sum, one) => sum + Buffer.byteLength(one), 0);
  if (length > most.characters)
    return `Param text must be at most ${most.characters} characters long, and has ${length}`;
  const links = new Set(text.match(/(?:https?:\/\/|www\.)[^\s)]*[^\s).,;:!?]/gi) ?? []);
  if (link !== null) links.add(link);
  return links.size > most.links ? "THREADS_API__LINK_LIMIT_EXCEEDED" : null;
}
