import { publishedBeside, type PublishedQuery, type PublishedRow } from "../../../db/publications.ts";
import { comparable, comparedWords, likeness, nearlyTheSame, rowsOf } from "../../../domain/likeness.ts";
import { sketchOf } from "../../../domain/sketch.ts";
import type { Spine } from "../../../spine/context.ts";
import { inspect } from "../../../spine/verdict-input.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Two pieces on one outlet are in each other's way within this time. */
export const clashMs = hourMs;
/** So long a text counts as having been said. */
const rememberedMs = 90 * dayMs;
/** Among so many texts, the newest ones, it is looked for. */
const mostTexts = 300;
/** So many of them are compared word by word: those whose sketches are most alike. */
const mostCompared = 10;
/** So many are named. */
const mostNamed = 5;

/** A piece that is proposed. */
export interface ProposedPiece {
  taskId: string;
  project: string;
  kind: string;
  payload: unknown;
}

/** Another piece that people should know of before they say yes. */
export interface Clash {
  /** due: goes out within an hour; same: says exactly this; like: says nearly this. */
  sort: "due" | "same" | "like";
  actionId: string;
  taskId: string;
  /** Its approval, if it has one. */
  approvalId: string | null;
  /** When it goes out or has; null: as soon as it is approved. */
  at: number | null;
  /** Whether it has gone out. */
  isOut: boolean;
  /** From 0 to 1. */
  likeness: number;
  /** How it begins. */
  begins: string;
}

/** The outlet that an action goes to: a kind, and for a report its channel. Null: mails answer one person each, and never clash. */
export function placeOf(kind: string, target: string): string | null {
  if (kind.startsWith("email_")) return null;
  return kind === "slack_report" ? (target.split("/")[0] ?? target) : kind;
}

/** What has to be read to know what a piece gets in the way of, and what that tells. */
export interface ClashReads {
  statement: PublishedQuery;
  clashes: (rows: readonly PublishedRow[]) => Clash[];
}

/** What a proposed piece gets in the way of, and what has been said before on its outlet, the most alike first. */
export async function clashesOf(spine: Spine, piece: ProposedPiece): Promise<Clash[]> {
  const reads = clashReads(spine, piece);
  return reads === null ? [] : reads.clashes(await reads.statement);
}

/** The same, for who reads more with it; null: it gets in nobody's way. */
export function clashReads(
  spine: Spine,
  { taskId, project, kind, payload }: ProposedPiece,
): ClashReads | null {
  const { db, now } = spine;
  const { seen } = inspect(spine, project, kind, payload);
  const place = seen && placeOf(kind, seen.target);
  if (seen === null || place === null) return null;
  const at = seen.dueAt ?? now();
  const own = comparedWords(payload);
  const ownRows = rowsOf(own);
  const due = { from: at - clashMs, to: at + clashMs, most: mostNamed * 4 };
  const sketch = sketchOf(ownRows);
  const like = { since: now() - rememberedMs, sketch, among: mostTexts, most: mostCompared };
  return {
    statement: publishedBeside(db, { kind, except: taskId, due, like }),
    clashes: (rows) => {
      const alike = rows.flatMap((row): Clash[] => {
        if (row.found !== "like") return [];
        const theirs = comparable(row.text);
        const shared = likeness(ownRows, rowsOf(theirs));
        const same = own.length > 0 && own.join(" ") === theirs.join(" ");
        return same || shared >= nearlyTheSame ? [clash(row, same ? "same" : "like", same ? 1 : shared)] : [];
      });
      const near = rows
        .filter((row) => row.found === "due" && placeOf(kind, row.target) === place)
        .map((row) => clash(row, "due", likeness(ownRows, rowsOf(comparable(row.text)))));
      const told = alike.toSorted((a, b) => b.likeness - a.likeness);
      return [...near.slice(0, mostNamed), ...told.slice(0, mostNamed)];
    },
  };
}

function clash(row: PublishedRow, sort: Clash["sort"], shared: number): Clash {
  const isOut = row.state === "applied";
  return {
    sort,
    actionId: row.id,
    taskId: row.taskId,
    approvalId: row.approval,
    at: isOut ? row.at : row.dueAt,
    isOut,
    likeness: shared,
    begins: row.text.replaceAll(/\s+/g, " ").trim().slice(0, 80),
  };
}
