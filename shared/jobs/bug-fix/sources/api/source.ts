import { z } from "zod";
import { identityOfWords } from "../identity-of-words.ts";
import type { ReportSource } from "../report-source.ts";

const origin = z.strictObject({ kind: z.literal("api") });

/** The dashboard and the command line. Whoever reports here is answered at once: nothing is left to say. */
export const apiSource: ReportSource<"api", z.infer<typeof origin>> = {
  name: "api",
  origin,
  signals: { "api.bug": "Bug report from the dashboard" },
  judged: { by: "request" },
  page: () => null,
  identity: identityOfWords,
  evidence: () => null,
  complete: null,
  tell: { linked: () => [], planned: () => [], merged: () => [], failed: () => [] },
  resolve: () => [],
};
