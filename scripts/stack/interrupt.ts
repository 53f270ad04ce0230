/**
 * The first Ctrl-C (or SIGTERM) aborts the signal, so that its owner can stop cleanly; a second one leaves at once.
 * Ours must be the only handlers, and they must stand before anything is started.
 */
export function interruptSignal(): AbortSignal {
  const interrupted = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      if (interrupted.signal.aborted) process.exit(130);
      interrupted.abort(new Error("interrupted"));
    });
  }
  return interrupted.signal;
}

/** A promise that rejects when the signal is aborted; for racing against work that can't be aborted itself. */
export async function untilAborted(signal: AbortSignal): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  if (signal.aborted) reject(signal.reason);
  signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  return promise;
}
