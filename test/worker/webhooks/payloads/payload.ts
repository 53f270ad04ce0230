/** A delivery in the shape that a service's real ones have, and what it becomes. */
export interface Payload {
  name: string;
  headers?: Record<string, string>;
  payload: object;
  becomes: "queued" | "dropped" | "ignored";
  /** What its row says besides, as far as it matters. */
  row?: object;
}
