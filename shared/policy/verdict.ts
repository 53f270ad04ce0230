import type { Verdict, VerdictInput } from "../domain/verdict.ts";
import { boundaryOf } from "./boundaries.ts";

/** The one place where it is decided what an action needs before it may happen. Pure and total. */
export function verdictOn({ kind, provenance, schemaValid }: VerdictInput): Verdict {
  const boundary = boundaryOf(kind);
  const reasons = [`boundary: ${kind} is ${boundary.verdict}`, `provenance: ${provenance}`];
  if (boundary.verdict === "forbidden") return { kind: "forbidden", reasons };
  if (!schemaValid)
    return { kind: "forbidden", reasons: [...reasons, "schema: the payload is not of this kind's form"] };
  reasons.push("schema: valid");
  if (boundary.verdict === "auto" && boundary.outward && provenance === "external") {
    return { kind: "approval", reasons: [...reasons, "cap: external input can't act outwards on its own"] };
  }
  return { kind: boundary.verdict, reasons };
}
