import type { Finding } from "../../../../shared/executor/protocol.ts";
import { stagedTree, textsOf } from "../referee/texts-of.ts";
import type { Workspace } from "../referee/workspace.ts";
import { readScript, type ScriptFacts } from "../validate/script/read-script.ts";
import { newSince, validateTree } from "../validate/validate-tree.ts";

/** So many warnings go with a result. */
const mostWarnings = 50;

/** What validation finds in a story's tree that it doesn't find on its base. */
export class Validation {
  readonly #workspace: Workspace;
  readonly #baseCommit: string;
  #base: readonly Finding[] | null = null;
  /** From one tree to the next most modules stay as they are. */
  #remembered = new Map<string, ScriptFacts | null>();

  constructor(workspace: Workspace, baseCommit: string) {
    this.#workspace = workspace;
    this.#baseCommit = baseCommit;
  }

  /** The findings of what is staged, or of a commit, that aren't the base's. */
  async fresh(commit?: string): Promise<Finding[]> {
    this.#base ??= await this.#findings(this.#baseCommit);
    return newSince(this.#base, await this.#findings(commit ?? (await stagedTree(this.#workspace))));
  }

  async #findings(commit: string): Promise<Finding[]> {
    const before = this.#remembered;
    const now = new Map<string, ScriptFacts | null>();
    const read = (path: string, text: string): ScriptFacts | null => {
      const key = `${path}\0${text}`;
      const facts = before.has(key) ? (before.get(key) ?? null) : readScript(path, text);
      now.set(key, facts);
      return facts;
    };
    const findings = validateTree({ ...(await textsOf(this.#workspace, commit)), read });
    this.#remembered = now;
    return findings;
  }
}

/** What a story's result warns of. */
export async function warningsOf(validation: Validation, commit: string): Promise<Finding[]> {
  const fresh = await validation.fresh(commit);
  return fresh.filter(({ level }) => level === "warn").slice(0, mostWarnings);
}
