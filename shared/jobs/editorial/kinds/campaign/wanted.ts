import { z } from "zod";
import { projectRules, type Rules } from "../../../../policy/rules.ts";

/** What a campaign may consist of, in the order in which people see it. */
const campaignPieces = ["blog", "bluesky", "linkedin", "threads", "mail", "gist"] as const;
type CampaignPiece = (typeof campaignPieces)[number];

/** What is asked for by one word for all networks. */
const posts: readonly CampaignPiece[] = ["bluesky", "linkedin", "threads"];

export const piecesField = z
  .array(z.enum([...campaignPieces, "posts"]))
  .describe(
    "what a campaign is to consist of, by name (posts: one on each network); empty where nothing is named, which means all",
  );

export const recipientsField = z
  .array(z.string())
  .describe('the mail addresses that a campaign\'s mail goes to, or "stakeholders" for those of the project');

/** The pieces that are asked for; all where none is named. */
export function wantedPieces(known: { pieces: readonly (CampaignPiece | "posts")[] }): Set<string> {
  if (known.pieces.length === 0) return new Set(campaignPieces);
  return new Set(known.pieces.flatMap((one) => (one === "posts" ? posts : [one])));
}

/** The addresses of a campaign's mail: those that are named, and for "stakeholders", or where none is, those that the rules have in full. */
export function recipientsOf(
  rules: Rules,
  { project, named }: { project: string; named: readonly string[] },
): string[] {
  const own = projectRules(rules, project).stakeholders.filter((one) => !one.startsWith("@"));
  const given = named.map((one) => one.trim().toLowerCase()).filter((one) => /^[^\s@]+@[^\s@]+$/.test(one));
  const isForThem = named.length === 0 || named.some((one) => /^stakeholders?$/i.test(one.trim()));
  return [...new Set([...given, ...(isForThem ? own : [])])].slice(0, 10);
}
