/** What takes longer won't come any more, on however slow a machine. Milliseconds. */
export const patienceMs = 300_000;
