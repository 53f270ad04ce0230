/** What a call says of its service: it answered, it asked for patience, or it failed. */
export type Report =
  | { kind: "answered" }
  | { kind: "patience"; ms: number }
  | { kind: "failed"; reason: string };

/** A call that was let in, until it says how it went; or why it wasn't. */
export type Entered =
  | { kind: "enter"; leave: (report: Report) => Promise<void> }
  /** `isDown`: the service is known to be out of order; else it limits, or has enough to do. */
  | { kind: "wait"; afterMs: number; reason: string; isDown: boolean };

/** Lets one call to a service in, by the service's name. */
export type Door = (service: string) => Promise<Entered>;
