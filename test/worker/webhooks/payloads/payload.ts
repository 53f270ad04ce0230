/** A delivery in the shape that a service's real ones have, and what it becomes. */
export interface Payload {
  name: string;
  headers?: Record<string, string>;
  payload: object;
  /** What it goes by where that isn't the delivery. */
  id?: string;
  becomes: "queued" | "dropped" | "ignored";
  /** What its row says besides, as far as it matters. */
  row?: object;
}
