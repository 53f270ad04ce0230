import { chmod, mkdtemp } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Hands } from "../contract.ts";
import type { Project } from "../referee/project-facts.ts";
import type { Bench } from "../referee/suite.ts";
import { removeFolder } from "../remove-folder.ts";
import type { Execution } from "./execution.ts";

/** A checkout that is run in, and with what. */
export interface Stand {
  tree: string;
  bench: Bench;
  project: Project;
}

/** Checkouts for a proof. Until its turn comes, each can be reached by the referee alone. */
export interface ProofPlaces {
  /** A commit's files, and nothing else. */
  checkOut(commit: string): Promise<string>;
  /** Hands a checkout over to the user of the proof. */
  open(tree: string, commit: string): Promise<Stand>;
  close(): Promise<void>;
}

/** Opens places for runs by hands of their own. */
export function proofPlaces(execution: Execution, bench: Bench, hands: Hands): ProofPlaces {
  const { workspace, folder, project } = execution;
  const places: string[] = [];
  return {
    checkOut: async (commit) => {
      // 0700, under a name that nobody can guess.
      const place = await mkdtemp(join(folder, "proof-"));
      places.push(place);
      const tree = join(place, "tree");
      await workspace.checkOutInto(tree, commit);
      return tree;
    },
    open: async (tree, commit) => {
      await chmod(dirname(tree), 0o711);
      await hands.handOver(tree);
      return {
        tree,
        bench: { ...bench, hands, commit },
        project: { ...project, root: join(tree, project.prefix) },
      };
    },
    close: async () => {
      for (const place of places) await removeFolder(place, "proof.folder_left");
    },
  };
}
