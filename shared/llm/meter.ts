import type { CircuitReport } from "../domain/circuit.ts";
import { describeError } from "../platform/errors.ts";
import { type Heard, UsageStream } from "./usage-stream.ts";

/** Who pays for an answer: what is known of it so far, and how it ended. */
interface Payer {
  pay(heard: Heard | null): Promise<number>;
  end(heard: Heard | null, report: CircuitReport): Promise<void>;
}

/**
 * Carries a streamed answer to the one who asked, chunk by chunk, and pays for it: in full before its end is passed on
 * (who has read the end may ask again at once), or for what has come by then when either side goes away.
 * @throws what paying throws; who asked sees a stream that breaks off.
 */
export async function meterStream(
  call: Payer,
  from: ReadableStream<Uint8Array>,
  to: WritableStream<Uint8Array>,
): Promise<void> {
  const usage = new UsageStream();
  const writer = to.getWriter();
  try {
    const { report, isWanted } = await carry(call, usage, from.getReader(), writer);
    await call.end(usage.heard, report);
    if (!isWanted) return;
    if (report.kind === "failed") await writer.abort(new Error(report.reason));
    else await writer.close();
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
}

/** Carries chunks until there are no more, or nobody wants them. Returns which, and what that says of the service. */
async function carry(
  call: Payer,
  usage: UsageStream,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  writer: WritableStreamDefaultWriter<Uint8Array>,
): Promise<{ report: CircuitReport; isWanted: boolean }> {
  let isWanted = true;
  // Who asks and leaves at once still pays for what went in: the answer's first words tell how much it was.
  while (isWanted || usage.heard === null) {
    const chunk = await next(reader);
    if (chunk.kind === "failed") return { report: chunk, isWanted };
    if (chunk.kind === "end") break;
    usage.push(chunk.bytes);
    if (usage.ended) await call.pay(usage.heard);
    isWanted &&= await isTaken(writer, chunk.bytes);
  }
  if (!isWanted) await reader.cancel("nobody listens any more");
  return {
    report: usage.error === null ? { kind: "answered" } : { kind: "failed", reason: usage.error },
    isWanted,
  };
}

async function next(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<
  { kind: "chunk"; bytes: Uint8Array } | { kind: "end" } | Extract<CircuitReport, { kind: "failed" }>
> {
  try {
    const { done, value } = await reader.read();
    return done ? { kind: "end" } : { kind: "chunk", bytes: value };
  } catch (error) {
    return { kind: "failed", reason: describeError(error) };
  }
}

/** Whether anybody is there to take it: a write to a listener that has gone fails, and in no other way. */
async function isTaken(writer: WritableStreamDefaultWriter<Uint8Array>, bytes: Uint8Array): Promise<boolean> {
  return writer.write(bytes).then(
    () => true,
    () => false,
  );
}
