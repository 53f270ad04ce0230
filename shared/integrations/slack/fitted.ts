import { type Block, context, type Part } from "./blocks.ts";
import { cutMrkdwn, inPieces, type Mrkdwn, mrkdwn, textOf } from "./mrkdwn.ts";

/**
 * What Slack takes, with some room (docs.slack.dev/reference/block-kit/blocks): blocks in a message, characters in a section, in
 * a line of small letters and in all blocks together, and buttons in a row. The last but one is nowhere written: beyond some
 * 12,000 it answers `msg_blocks_too_long`.
 */
export const limits = { blocks: 50, section: 2900, small: 1900, all: 11_000, row: 25 } as const;

/**
 * Parts as the blocks of one message, within Slack's limits as a whole, whatever they are: words share the room, so that long
 * ones are cut and short ones stay. `rest` says where all of it is to be read.
 */
export function fitted(parts: readonly Part[], rest: Mrkdwn): Block[] {
  const sign = mrkdwn` :scissors: cut here, the rest is on ${rest}`;
  const gap = context(cutMrkdwn(mrkdwn`…${sign}`, limits.small));
  const usable = withinCount(withinRows(parts.filter(isSomething)), gap);
  const room = limits.all - usable.reduce((sum, part) => sum + fixedLength(part), 0);
  const each = evenly(
    usable.flatMap((part) => (part.type === "prose" ? [textOf(part.words).length] : [])),
    room,
  );
  const blocks = usable.flatMap((part): Block[] => {
    if (part.type !== "prose") return [part];
    const words = cutMrkdwn(part.words, part.small ? Math.min(each, limits.small) : each, sign);
    return inPieces(words, limits.section).map((piece) => {
      const text = { type: "mrkdwn", text: textOf(piece), verbatim: true } as const;
      return part.small ? { type: "context", elements: [text] } : { type: "section", text };
    });
  });
  return blocks.slice(0, limits.blocks);
}

/** Of too many parts the beginning, and the end with what is to be done about it. */
function withinCount(parts: Part[], gap: Part): Part[] {
  // What is long becomes several blocks.
  const most = limits.blocks - Math.ceil((2 * limits.all) / limits.section);
  const end = 10;
  return parts.length <= most ? parts : [...parts.slice(0, most - end - 1), gap, ...parts.slice(-end)];
}

function isSomething(part: Part): boolean {
  if (part.type === "prose") return textOf(part.words).trim() !== "";
  return part.type !== "actions" || part.elements.length > 0;
}

/** Titles and buttons can't be cut: those that there is no room for are left out, and as many as a row takes are in one. */
function withinRows(parts: readonly Part[]): Part[] {
  let room: number = limits.all / 2;
  return parts.flatMap((part) => {
    const kept = part.type === "actions" ? { ...part, elements: part.elements.slice(0, limits.row) } : part;
    const length = fixedLength(kept);
    if (length > room) return [];
    room -= length;
    return [kept];
  });
}

function fixedLength(part: Part): number {
  if (part.type === "header") return part.text.text.length;
  if (part.type === "actions") return part.elements.reduce((sum, { text }) => sum + text.text.length, 0);
  return 0;
}

/** The length to which those are cut that are longer, so that all of them have room. */
function evenly(lengths: readonly number[], room: number): number {
  let left = room;
  const ascending = lengths.toSorted((a, b) => a - b);
  for (const [n, length] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - n));
    if (length > share) return share;
    left -= length;
  }
  return room;
}
