import { rightsOn } from "../rights.ts";

interface Marked {
  risk: "low" | "medium" | "high";
  status: string;
  requestedBy: string;
  votes: readonly string[];
  mine: { allowed: boolean; why: string | null };
}

/** What of the marked ones can be approved together, and rejected; and in words what can't, or null. */
export function splitForBulk<A extends Marked>(
  marked: readonly A[],
  me: string,
): { approvable: A[]; refusable: A[]; leftOut: string | null } {
  const seen = marked.map((one) => ({
    one,
    rights: rightsOn(one, one.mine, { id: me, mayDecide: true }),
  }));
  const high = marked.filter(({ risk }) => risk === "high").length;
  const notMine = seen.filter(({ one, rights }) => one.risk !== "high" && !rights.approve).length;
  const words = [
    high === 0
      ? null
      : `${high} of high risk can’t be approved in bulk: open ${high === 1 ? "it" : "each"} and look.`,
    notMine === 0 ? null : `${notMine} you may not approve.`,
  ].filter((one) => one !== null);
  return {
    approvable: seen.flatMap(({ one, rights }) => (rights.approve && one.risk !== "high" ? [one] : [])),
    refusable: seen.flatMap(({ one, rights }) => (rights.refuse ? [one] : [])),
    leftOut: words.length === 0 ? null : words.join(" "),
  };
}
