import { withoutSecrets } from "../../platform/redact.ts";
import type { BugReport } from "./report.ts";
import { isBuilt } from "./repository-path.ts";

const framesShown = 30;

/** A report in the words that the model reads, without secrets. All of it is untrusted. */
export function reportText(report: BugReport): string {
  const { title, text, errorType, errorMessage, frames, events, users, level, source } = report;
  const counts = [
    level === null ? null : `level ${level}`,
    events === null ? null : `${events} events`,
    users === null ? null : `${users} users`,
  ].filter((one) => one !== null);
  const trace = frames
    .slice(0, framesShown)
    .flatMap(({ file, line, function: name, inApp, source: code, variables }) => [
      `  at ${name ?? "?"} (${file}${line === null ? "" : `:${line}`})${inApp ? builtMark(file) : " [library]"}`,
      ...(code === undefined ? [] : [`      ${code}`]),
      ...(variables === undefined ? [] : [`      with ${variables}`]),
    ]);
  const words = [
    title,
    `Reported by ${source}${counts.length === 0 ? "" : `: ${counts.join(", ")}`}`,
    ...(errorType === null
      ? []
      : [
          `Error: ${errorType}${errorMessage === null || title.includes(errorMessage) ? "" : `: ${errorMessage}`}`,
        ]),
    ...(trace.length === 0 ? [] : ["Stack, innermost first:", ...trace]),
    ...(text === "" ? [] : ["", text]),
  ];
  return withoutSecrets(words.join("\n"));
}

/** The lines of what a bundler has made are not the source's. */
function builtMark(file: string): string {
  return isBuilt(file) ? " [built file: its lines are not the source's]" : "";
}
