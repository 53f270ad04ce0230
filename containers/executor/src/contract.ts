import type { Server } from "node:http";
import type { z } from "zod";
import type { AssignmentEventBody } from "../../../shared/executor/protocol.ts";
import type { Phase } from "../../../shared/domain/phase.ts";

/** Tells whoever follows the assignment. */
export type Emit = (event: AssignmentEventBody) => void;

/** Whom the machine takes the agent for. */
export interface AgentUser {
  uid: number;
  gid: number;
}

/**
 * What a process may talk to besides its own loopback: nothing; where packages come from, which is everything but this
 * machine; or one server of ours, behind a door in that loopback.
 */
export type Reach = "nothing" | "registry" | { door: Server };

/** A command whose code nobody trusts: it runs under another uid, with an environment that holds nothing of ours. */
export interface Command {
  /** Program and arguments; no shell reads them. */
  argv: readonly [string, ...string[]];
  cwd: string;
  /** Besides the clean environment that every command gets. */
  env?: Record<string, string>;
  /** Not said: nothing. */
  reach?: Reach;
  /** It gets the tokens of private registries, in files of its home: no other code than an installer's may run in it. */
  signedIn?: boolean;
  /** Packages of npm's that it is about to install, by the SHA-512 of their bytes (base64): it is lent those that are there already. */
  packages?: readonly string[];
  timeoutMs: number;
  signal: AbortSignal;
  /** Each line as it comes, of both outputs. */
  onLine?: (line: string) => void;
}

export interface CommandResult {
  /** Null: killed, at its deadline or because the assignment was cancelled. */
  exitCode: number | null;
  durationMs: number;
  /** Both outputs in the order in which they came, the last 200,000 characters. */
  output: string;
}

/** Runs untrusted commands; all of a command's processes are gone when it returns. */
export interface Hands {
  /** Registries want tokens, which `signedIn` commands get. Not said: none does. */
  readonly hasTokens?: boolean;
  run(command: Command): Promise<CommandResult>;
  /** Makes a folder and all in it the own of whoever the commands run as. */
  handOver(folder: string): Promise<void>;
}

/** One conversation with the model, in one phase. */
export interface Ask<T> {
  phase: Phase;
  prompt: string;
  /** The repository's files, without any git in them. */
  cwd: string;
  /** May it change files and run commands, or only read? */
  writes: boolean;
  /** Why a file (path from `cwd`) must not be changed in this phase; null when it may. Told to the model. */
  whyNotEdit(path: string): string | null;
  /** The form of the answer. */
  schema: z.ZodType<T>;
  timeoutMs: number;
  signal: AbortSignal;
}

export type Asked<T> =
  | { kind: "answered"; value: T }
  | { kind: "out_of_budget" }
  /** The model doesn't answer, or has too much to do. */
  | { kind: "unavailable"; reason: string }
  | { kind: "deadline" }
  | { kind: "failed"; reason: string };

/** The model, as the phases see it. */
export interface Agent {
  ask<T>(ask: Ask<T>): Promise<Asked<T>>;
}
