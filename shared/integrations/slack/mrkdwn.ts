const sectionLimit = 2900;

/** Escapes what Slack's mrkdwn treats as markup (api.slack.com/reference/surfaces/formatting). */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The words of a text that Slack has escaped, with its links as they were written. */
export function unescapeMrkdwn(text: string): string {
  return text
    .replace(/<(https?:\/\/[^|>\s]+)(?:\|([^>]*))?>/g, (_whole, url: string, shown?: string) => shown || url)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** Markdown as mrkdwn, close enough to read: headings, bold and links are rewritten, the rest stays as it is. */
export function toMrkdwn(markdown: string): string {
  return escapeMrkdwn(markdown)
    .replace(/^&gt; ?/gm, "> ")
    .replace(/^#{1,6}\s+(.*)$/gm, "*$1*")
    .replace(/\*\*(.+?)\*\*/g, "*$1*")
    .replace(/\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g, "<$2|$1>");
}

/** A text in pieces that fit into a section block, cut at paragraphs. */
export function inSections(text: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const paragraph of text
    .split(/\n{2,}/)
    .flatMap((one) => one.match(new RegExp(`[^]{1,${sectionLimit}}`, "g")) ?? [])) {
    if (piece !== "" && piece.length + paragraph.length + 2 > sectionLimit) {
      pieces.push(piece);
      piece = "";
    }
    piece += (piece === "" ? "" : "\n\n") + paragraph;
  }
  return piece === "" ? pieces : [...pieces, piece];
}
