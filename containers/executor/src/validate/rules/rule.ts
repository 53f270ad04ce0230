import type { Finding } from "../../../../../shared/executor/protocol.ts";
import type { Found, Tree } from "../tree.ts";

/** What a tree must not have, or had better not. */
export interface Rule {
  level: Finding["level"];
  /** What is wrong, in a few words, for `--help` and the documents. */
  says: string;
  /** Looks at texts alone, and never throws. */
  find: (tree: Tree) => Found[];
  /** It is wrong of the whole tree: the same words in another place are the same finding. */
  isOfTheWhole?: true;
}
