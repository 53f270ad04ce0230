import { escapeHtml } from "@signalbox/blog/light-html";

const style = `:root{color-scheme:light dark}body{font:1.05rem/1.6 system-ui,sans-serif;max-width:42rem;margin:3rem auto;padding:0 1.2rem}
pre{overflow-x:auto}.note{border-left:.25rem solid;padding-left:1rem}`;

interface PlainPage {
  title: string;
  /** Sentences about the page itself. */
  notes: readonly string[];
  link?: { words: string; url: string | null };
  /** Safe HTML. */
  html?: string;
}

/** A page of our own, with a style and nothing else: words are escaped. */
export function plainPage({ title, notes, link, html = "" }: PlainPage): string {
  const where = link?.url ? `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.words)}</a></p>` : "";
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${style}</style></head>
<body><main><div class="note" role="note">${notes.map((note) => `<p>${escapeHtml(note)}</p>`).join("")}${where}</div>
<h1>${escapeHtml(title)}</h1>${html}</main></body></html>`;
}

let source: Promise<string> | null = null;

/** What the policy of such a page allows its style by. */
export async function plainStyleSource(): Promise<string> {
  source ??= crypto.subtle
    .digest("SHA-256", new TextEncoder().encode(style))
    .then((hash) => `'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}'`);
  return source;
}
