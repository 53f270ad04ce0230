/** All tables. All times are epoch milliseconds, all money is micro-dollars. */
export * from "./tables/signals.ts";
export * from "./tables/tasks.ts";
export * from "./tables/actions.ts";
export * from "./tables/llm-calls.ts";
export * from "./tables/autonomy.ts";
export * from "./tables/ledger.ts";
export * from "./tables/posts.ts";
export * from "./tables/fixes.ts";
export * from "./tables/dead-letters.ts";
export * from "./tables/sessions.ts";
export * from "./tables/settings-changes.ts";
export * from "./tables/stops.ts";
export * from "./tables/schedules.ts";
export * from "./tables/tickets.ts";
export * from "./tables/watch.ts";
export * from "./tables/artefacts.ts";
export * from "./tables/connections.ts";
