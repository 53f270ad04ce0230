/** One block of a stream of server-sent events, up to its empty line. */
export interface StreamedEvent {
  /** "message" where the block names none. */
  type: string;
  /** Null for a block without data: a comment that keeps the line open. */
  data: string | null;
  /** As they came, without their ends. */
  lines: string[];
}

/**
 * Reads server-sent events from bytes as they come, wherever the chunks are cut; keeps nothing but the unfinished block.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class EventReader {
  readonly #decoder = new TextDecoder();
  #rest = "";
  #lines: string[] = [];

  /** The blocks that these bytes complete. */
  push(chunk: Uint8Array): StreamedEvent[] {
    // A carriage return at the end may be the first half of a line's end.
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    const events: StreamedEvent[] = [];
    for (const line of lines) {
      if (line !== "") this.#lines.push(line);
      else if (this.#lines.length > 0) {
        events.push(eventOf(this.#lines));
        this.#lines = [];
      }
    }
    return events;
  }
}

function eventOf(lines: string[]): StreamedEvent {
  const data = valuesOf(lines, "data");
  return {
    type: valuesOf(lines, "event").at(-1) ?? "message",
    data: data.length === 0 ? null : data.join("\n"),
    lines,
  };
}

function valuesOf(lines: readonly string[], field: string): string[] {
  return lines.flatMap((line) => {
    if (line === field) return [""];
    if (!line.startsWith(`${field}:`)) return [];
    const value = line.slice(field.length + 1);
    return [value.startsWith(" ") ? value.slice(1) : value];
  });
}

/** A block with other data, as bytes of a stream. */
export function withData({ lines }: StreamedEvent, data: string): string {
  const others = lines.filter((line) => line !== "data" && !line.startsWith("data:"));
  return [...others, ...data.split("\n").map((line) => `data: ${line}`), "", ""].join("\n");
}
