import type { FailingCheck, RequiredCheck } from "../integrations/github/checks.ts";

/** A failure that CI has told of. */
export interface ToldFailure {
  /** The number of the run of Actions, of the suite or of the status. */
  runId: number;
  /** What the workflow, the app or the status is called. */
  name: string;
}

/**
 * Whether a failure decides about a pull request: where checks are required before a merge, only these do; else all that report.
 * What fails is looked up, as a workflow or a suite goes by another name than its checks; what can't be looked up counts.
 * @param failed what fails on the commit now; null: it can't be read.
 * @param required what must pass; null: it can't be read.
 */
export function isDeciding(
  told: ToldFailure,
  failed: readonly FailingCheck[] | null,
  required: readonly RequiredCheck[] | null,
): boolean {
  if (required === null || required.length === 0) return true;
  const isRequired = (name: string, app: number | null): boolean =>
    required.some((one) => one.name === name && (one.app === null || app === null || one.app === app));
  if (isRequired(told.name, null)) return true;
  if (failed === null) return true;
  const itsOwn = failed.filter(({ run, name }) => (run === null ? name === told.name : run === told.runId));
  return itsOwn.length === 0 || itsOwn.some(({ name, app }) => isRequired(name, app));
}
