import { chmod } from "node:fs/promises";
import { join } from "node:path";
import type { ScaffoldAssignment } from "../../../../shared/executor/protocol.ts";
import { trailersOf } from "../execute/commit-message.ts";
import { AssignmentFailure } from "../referee/assignment-failure.ts";
import { commitStaged, stage } from "../referee/changes.ts";
import type { Workspace } from "../referee/workspace.ts";
import { writeInside } from "../referee/write-inside.ts";
import { readTemplate, type TemplateFile, withWords } from "./template.ts";

/** What a repository may have from its making: all of it is the template's to write, but for the licence. */
const ofItsMaking = /^(?:readme(?:\.[a-z]+)?|licen[cs]e(?:\.[a-z]+)?|\.gitignore)$/i;
const licence = /^licen[cs]e(?:\.[a-z]+)?$/i;

/**
 * Writes a stack's template on the base that is checked out, and commits it. Answers the commit. Throws AssignmentFailure `refused` when
 * the base has files of its own, or when the template can't be filled.
 */
export async function commitTemplate(
  workspace: Workspace,
  assignment: ScaffoldAssignment,
  templates: string,
): Promise<string> {
  const { repository, baseCommit, stack, taskId } = assignment;
  const there = await workspace.files();
  const others = there.filter((path) => !ofItsMaking.test(path));
  if (others.length > 0)
    throw new AssignmentFailure(
      "refused",
      `${repository.name} is not empty: it has ${others.slice(0, 5).join(", ")}${others.length > 5 ? ` and ${others.length - 5} more` : ""}. A foundation is laid where there is nothing but a README, a licence and a .gitignore; take a new repository, or continue this one on the stack that it has`,
    );
  const isLicensed = there.some((path) => licence.test(path));
  const files = (await filled(assignment, templates)).filter(
    ({ path }) => !(isLicensed && licence.test(path)),
  );
  for (const { path, text, isProgram } of files) {
    await writeInside(workspace.tree, path, text);
    await chmod(join(workspace.tree, path), isProgram ? 0o755 : 0o644);
  }
  await stage(workspace, baseCommit);
  const tracked = new Set(await workspace.files());
  const missing = files.filter(({ path }) => !tracked.has(path)).map(({ path }) => path);
  if (missing.length > 0)
    throw new AssignmentFailure(
      "internal",
      `the template of ${stack} has files that its own .gitignore names: ${missing.join(", ")}`,
    );
  return commitStaged(workspace, `chore: foundation (${stack})\n\n${trailersOf(taskId, "scaffold")}`);
}

async function filled(
  { stack, name, description }: ScaffoldAssignment,
  templates: string,
): Promise<TemplateFile[]> {
  const files = await readTemplate(templates, stack);
  try {
    return withWords(files, { name, description });
  } catch (error) {
    throw new AssignmentFailure("refused", error instanceof Error ? error.message : String(error), {
      cause: error,
    });
  }
}
