import type { Repositories } from "./git/repositories.ts";

/** Where a request goes: on as it is, inside by the name that a repository began with, or elsewhere, by asking anew. */
type Lead = { kind: "as it is" } | { kind: "inside"; path: string } | { kind: "moved"; path: string };

const asItIs: Lead = { kind: "as it is" };

/**
 * Leads by the names that repositories have now, as GitHub does after a renaming or a transfer: the API answers an old name
 * with the repository's number, git and the pages with its new name.
 * @param path below the twin's prefix.
 */
export function leadOf(path: string, repositories: Repositories): Lead {
  const [, byNumber, below = ""] = /^\/api\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  if (byNumber !== undefined) {
    const name = repositories.numbered(Number(byNumber));
    return name === undefined ? asItIs : { kind: "inside", path: `/api/repos/${name}${below}` };
  }
  const [, api = "", name = "", end = ""] =
    /^(\/api\/repos)?\/([^/]+\/[^/]+?)((?:\.git)?(?:\/.*)?)$/.exec(path) ?? [];
  const inside = repositories.moved(name);
  if (inside !== undefined) return { kind: "inside", path: `${api}/${inside}${end}` };
  if (!repositories.has(name) || repositories.called(name) === name) return asItIs;
  return {
    kind: "moved",
    path:
      api === ""
        ? `/${repositories.called(name)}${end}`
        : `/api/repositories/${repositories.numberOf(name)}${end}`,
  };
}
