import { spawn } from "node:child_process";
import { join } from "node:path";
import { documentLimits } from "../../../../shared/domain/delivery/document-limits.ts";
import { type PdfAnswer, pdfAnswer } from "../../../../shared/executor/read-pdf-answer.ts";
import { log } from "../log.ts";
import { environment } from "../referee/environment.ts";

const program = join(import.meta.dirname, "pdf-process.ts");
/** Of what it consists: this program with its libraries. */
const root = join(import.meta.dirname, "../../../..");
const memoryMb = 1024;
/** Longer than the text that a document may have, in any letters. Bytes. */
const longestAnswer = 16 * 1024 * 1024;

/**
 * Reads a PDF in a process of its own, which is ended when it takes too long: whatever a PDF does to its reader, it does it there. It
 * has no environment, and may only read this program's files.
 */
export async function readPdf(pdf: Uint8Array, ms: number = documentLimits.pdfMs): Promise<PdfAnswer> {
  const limits = [`--max-old-space-size=${memoryMb}`, "--permission", `--allow-fs-read=${root}`];
  const child = spawn(process.execPath, ["--no-warnings", ...limits, program], {
    cwd: root,
    env: environment({}),
    stdio: ["pipe", "pipe", "ignore"],
  });
  let isLate = false;
  const late = setTimeout(() => {
    isLate = true;
    child.kill("SIGKILL");
  }, ms);
  const parts: Buffer[] = [];
  let length = 0;
  child.stdout.on("data", (part: Buffer) => {
    length += part.length;
    if (length > longestAnswer) child.kill("SIGKILL");
    else parts.push(part);
  });
  // One that has ended doesn't take the rest: how it ended says why.
  child.stdin.on("error", (error) => log.warn("pdf.not_taken", { reason: error.message }));
  child.stdin.end(pdf);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  ).finally(() => clearTimeout(late));
  if (code === 0) return pdfAnswer.parse(JSON.parse(Buffer.concat(parts).toString("utf8")));
  if (isLate)
    return {
      kind: "refused",
      code: "too_slow",
      reason: `takes longer to read than ${Math.round(ms / 1000)} seconds; split it, or print it anew as PDF, and upload that`,
    };
  return {
    kind: "refused",
    code: "broken",
    reason: "can't be read: its reader gave up; print it anew as PDF, or split it, and upload that",
  };
}
