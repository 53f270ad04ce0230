/**
 * Dollars for one of each, from Cloudflare's price lists (Workers Paid, what it includes a month left out), late 2026.
 * Storage is not among them: what is kept is bounded, and costs cents a month.
 */
export const prices = {
  request: 0.3e-6,
  cpuMs: 0.02e-6,
  d1RowRead: 0.001e-6,
  d1RowWritten: 1e-6,
  objectRequest: 0.15e-6,
  objectGbSecond: 12.5e-6,
  queueOperation: 0.4e-6,
  step: 8e-6,
  r2ClassA: 4.5e-6,
  r2ClassB: 0.36e-6,
  log: 0.6e-6,
  containerVcpuSecond: 20e-6,
  containerGibSecond: 2.5e-6,
  containerDiskGbSecond: 0.07e-6,
} as const;

/** A message is written, read and deleted. */
export const operationsAMessage = 3;

/** An object counts as having 128 MB, whatever it needs. */
export const objectGb = 0.128;

/** The container's size in wrangler.toml, standard-1, and how long it is taken to be up for a fix. */
export const container = { vcpu: 0.5, gib: 4, diskGb: 8, minutesAFix: 15 } as const;

/** The design that bug fixing comes from, on AWS: so many dollars a month for so many tasks, seats of Claude included. */
export const seed = { dollarsAMonth: 1550, tasksAMonth: 2400 } as const;
