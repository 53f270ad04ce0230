import { z } from "zod";
import type { ReportOf } from "../report-parts.ts";
import { apiSource } from "./api/source.ts";
import { githubSource } from "./github/source.ts";
import { jira } from "./jira/source.ts";
import type { SourceName } from "./names.ts";
import { type SealedSource, sealSource, type Sourced } from "./report-source.ts";
import { sentrySource } from "./sentry/source.ts";
import { slackSource } from "./slack/source.ts";

/** All places that bugs are reported from. A new one is its folder, its name and a line. */
const sources = {
  sentry: sealSource(sentrySource),
  jira: sealSource(jira),
  slack: sealSource(slackSource),
  github: sealSource(githubSource),
  api: sealSource(apiSource),
} satisfies { [K in SourceName]: SealedSource<K, { kind: K }> };

const all = Object.values(sources);

/** What a report is about in the system that it comes from. */
export const originSchema = z.union(all.map(({ origin }) => origin));
export type Origin = z.infer<typeof originSchema>;

/** The kinds of signal that carry reports, with what people call them. */
export const reportSignals = new Map(all.flatMap(({ signals }) => Object.entries(signals)));

/** A report in the eyes of the source that it comes from. */
export function sourceOf(report: ReportOf<Origin>): Sourced<Origin> {
  return sources[report.origin.kind].of(report);
}
