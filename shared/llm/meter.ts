import type { CircuitReport } from "../domain/circuit.ts";
import { describeError } from "../platform/errors.ts";
import { type Heard, UsageStream } from "./usage-stream.ts";

/** Who pays for an answer: what is known of it so far, and how it ended. */
interface Payer {
  pay(heard: Heard | null): Promise<number>;
  end(heard: Heard | null, report: CircuitReport): Promise<void>;
}

/** How often it is asked whether the work that an answer is for goes on, milliseconds. */
const lookMs = 2000;
/** So many looks long the beginning of an answer is waited for that nobody wants any more. */
const mostLooksForNobody = 5;

/** How the carrying ended: the answer is there, its listener has gone, or what it was for is over. */
type Ending = { report: CircuitReport; by: "end" | "listener" | "over" };

/**
 * Carries a streamed answer to the one who asked, chunk by chunk, and pays for it: in full before its end is passed on
 * (who has read the end may ask again at once), or for what has come by then when either side goes away or what it is
 * for is over (`isOver`, asked every other second).
 * @throws what paying throws; who asked sees a stream that breaks off.
 */
export async function meterStream(
  call: Payer,
  from: ReadableStream<Uint8Array>,
  to: WritableStream<Uint8Array>,
  isOver: () => Promise<boolean>,
): Promise<void> {
  const usage = new UsageStream();
  const writer = to.getWriter();
  try {
    const { report, by } = await carry(call, usage, { reader: from.getReader(), writer, isOver });
    await call.end(usage.heard, report);
    if (by === "listener") return;
    if (by === "over") await writer.abort(new Error("the assignment is over"));
    else if (report.kind === "failed") await writer.abort(new Error(report.reason));
    else await writer.close();
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
}

interface Line {
  reader: ReadableStreamDefaultReader<Uint8Array>;
  writer: WritableStreamDefaultWriter<Uint8Array>;
  isOver: () => Promise<boolean>;
}

/** Carries chunks until there are no more, nobody wants them, or they are for nothing. */
async function carry(call: Payer, usage: UsageStream, { reader, writer, isOver }: Line): Promise<Ending> {
  const left = writer.closed.then(
    () => ({ kind: "left" }) as const,
    () => ({ kind: "left" }) as const,
  );
  let isWanted = true;
  let looksForNobody = 0;
  let look = tick(lookMs);
  let coming = next(reader);
  // Who asks and leaves at once still pays for what went in: the answer's first words tell how much it was.
  while (isWanted || (usage.heard === null && looksForNobody < mostLooksForNobody)) {
    const seen = await Promise.race([look.over, ...(isWanted ? [left] : []), coming]);
    if (seen.kind === "failed") return ended(look, { report: seen, by: isWanted ? "end" : "listener" });
    if (seen.kind === "end") break;
    if (seen.kind === "left") isWanted = false;
    if (seen.kind === "look") {
      if (!isWanted) looksForNobody += 1;
      if (await isOver()) {
        await reader.cancel("what it is for is over");
        return { report: { kind: "answered" }, by: "over" };
      }
      look = tick(lookMs);
    }
    if (seen.kind === "chunk") {
      usage.push(seen.bytes);
      if (usage.ended) await call.pay(usage.heard);
      isWanted &&= await isTaken(writer, seen.bytes);
      coming = next(reader);
    }
  }
  if (!isWanted) await reader.cancel("nobody listens any more");
  const report: CircuitReport =
    usage.error === null ? { kind: "answered" } : { kind: "failed", reason: usage.error };
  return ended(look, { report, by: isWanted ? "end" : "listener" });
}

interface Tick {
  over: Promise<{ kind: "look" }>;
  stop: () => void;
}

function tick(ms: number): Tick {
  const { promise, resolve } = Promise.withResolvers<{ kind: "look" }>();
  const timer = setTimeout(() => resolve({ kind: "look" }), ms);
  return { over: promise, stop: () => clearTimeout(timer) };
}

function ended({ stop }: Tick, ending: Ending): Ending {
  stop();
  return ending;
}

type Chunk =
  | { kind: "chunk"; bytes: Uint8Array }
  | { kind: "end" }
  | Extract<CircuitReport, { kind: "failed" }>;

async function next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Chunk> {
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
