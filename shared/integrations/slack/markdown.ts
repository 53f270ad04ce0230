import { visible } from "../../platform/visible.ts";
import { link } from "./link.ts";
import { joined, type Mrkdwn, mrkdwn } from "./mrkdwn.ts";

/** A link or an image with its label and address, or bold words. */
const marks =
  /!?\[([^[\]\n]{1,500})\]\(<?([^\s()<>]{1,2000})>?(?: +"[^"\n]{0,200}")?\)|\*\*([^*\n]{1,1000})\*\*/g;

/** Markdown as Slack shows it, close enough to read: headings, bold and links are rewritten, the rest is text. */
export function toMrkdwn(markdown: string): Mrkdwn {
  return joined(visible(markdown).split("\n").map(inLine));
}

function inLine(line: string): Mrkdwn {
  const [, quoted] = /^> ?(.*)$/.exec(line) ?? [];
  if (quoted !== undefined) return mrkdwn`> ${inWords(quoted)}`;
  const [, heading] = /^#{1,6}\s+(.*)$/.exec(line) ?? [];
  return heading === undefined ? inWords(line) : mrkdwn`*${inWords(heading)}*`;
}

function inWords(words: string): Mrkdwn {
  const parts: Mrkdwn[] = [];
  let end = 0;
  for (const { 0: whole, 1: label, 2: address, 3: bold, index } of words.matchAll(marks)) {
    parts.push(mrkdwn`${words.slice(end, index)}`);
    parts.push(bold === undefined ? link(label ?? "", address ?? "") : mrkdwn`*${bold}*`);
    end = index + whole.length;
  }
  return joined([...parts, mrkdwn`${words.slice(end)}`], mrkdwn``);
}
