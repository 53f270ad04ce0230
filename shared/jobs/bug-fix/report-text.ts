import { withoutSecrets } from "../../platform/redact.ts";
import type { BugReport } from "./report.ts";

const framesShown = 30;

/** A report in the words that the model reads, without secrets. All of it is untrusted. */
export function reportText(report: BugReport): string {
  const { title, text, errorType, frames, events, users, level, source } = report;
  const counts = [
    level === null ? null : `level ${level}`,
    events === null ? null : `${events} events`,
    users === null ? null : `${users} users`,
  ].filter((one) => one !== null);
  const trace = frames
    .slice(0, framesShown)
    .map(
      ({ file, line, function: name, inApp }) =>
        `  at ${name ?? "?"} (${file}${line === null ? "" : `:${line}`})${inApp ? "" : " [library]"}`,
    );
  const words = [
    title,
    `Reported by ${source}${counts.length === 0 ? "" : `: ${counts.join(", ")}`}`,
    ...(errorType === null ? [] : [`Error: ${errorType}`]),
    ...(trace.length === 0 ? [] : ["Stack, innermost first:", ...trace]),
    ...(text === "" ? [] : ["", text]),
  ];
  return withoutSecrets(words.join("\n"));
}
