/** A post as people are shown it before they decide: its words, and what its card points at. */
export function quoted({ text, link }: { text: string; link: string | null }): string {
  const words = `> ${text.replaceAll("\n", "\n> ")}`;
  return link === null ? words : `${words}\n\nCard: ${link}`;
}
