import { dashboardLink } from "../../shared/platform/config.ts";
import { cut } from "../../shared/platform/cut.ts";
import { codeBlock } from "../../shared/platform/escape-markdown.ts";
import type { DurableRun } from "../durable-run.ts";

/** So much of what somebody has said is repeated. */
const longest = 5000;

/** Somebody's words in a comment on GitHub; of what is long the beginning, and where the rest is. */
export function saidBlock({ spine, taskId }: DurableRun, words: string): string {
  const block = codeBlock(cut(words, longest));
  if (words.length <= longest) return block;
  const page = dashboardLink(spine.settings, `/tasks/${encodeURIComponent(taskId)}`);
  return `${block}\n\nAll of it is on ${page === null ? "the dashboard" : `[the dashboard](${page})`}.`;
}
