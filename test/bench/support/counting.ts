import { countedDatabase } from "./counting-database.ts";
import { count } from "./counts.ts";

/** What becomes of a method's result; `undefined` methods pass through uncounted. */
type Watch = (method: string, args: unknown[], call: () => unknown) => unknown;

/** An object like the given one whose methods are watched. Called on the original: native objects insist on it. */
function watched<T extends object>(target: T, watch: Watch): T {
  return new Proxy(target, {
    get: (on, name) => {
      const member: unknown = Reflect.get(on, name, on);
      if (typeof member !== "function" || typeof name !== "string") return member;
      return (...args: unknown[]) => watch(name, args, () => Reflect.apply(member, on, args));
    },
  });
}

function rewrap(value: unknown, watch: Watch): unknown {
  return typeof value === "object" && value !== null ? watched(value, watch) : value;
}

const calls =
  (place: string, name: string): Watch =>
  (method, _args, call) => {
    count(`${place} ${name} ${method}`);
    return call();
  };

/** How long each call of an object takes counts too: an object is paid by the time in which it has something to do. */
const objectCalls =
  (place: string, name: string): Watch =>
  (method, _args, call) => {
    count(`${place} object ${name} ${method}`);
    const startedAt = performance.now();
    const made = call();
    if (!(made instanceof Promise)) return made;
    return made.finally(() => count(`${place} objects ms`, performance.now() - startedAt));
  };

/** Getting a stub is free; what is called on it is not. */
const objects =
  (place: string, name: string): Watch =>
  (method, _args, call) => {
    const made = call();
    return method === "get" || method === "getByName" ? rewrap(made, objectCalls(place, name)) : made;
  };

/** Messages are paid, not calls. */
const queue =
  (place: string): Watch =>
  (method, [messages], call) => {
    count(`${place} queue ${method}`);
    count(`${place} queue messages`, method === "sendBatch" && Array.isArray(messages) ? messages.length : 1);
    return call();
  };

const workflow =
  (place: string): Watch =>
  (method, _args, call) => {
    count(`${place} workflow ${method}`);
    const made = call();
    if (!(made instanceof Promise)) return made;
    return made.then((instance: unknown) => rewrap(instance, calls(place, "workflow instance")));
  };

/** A binding is known by what it can do; one of an unknown kind counts under its name. A setting is no binding. */
function watchOf(binding: object, name: string, place: string): Watch | null {
  if ("idFromName" in binding) return objects(place, name);
  if ("createBatch" in binding) return workflow(place);
  if ("sendBatch" in binding) return queue(place);
  if ("createMultipartUpload" in binding) return calls(place, "r2");
  const isSetting = Array.isArray(binding) || Object.getPrototypeOf(binding) === Object.prototype;
  return isSetting ? null : calls(place, name);
}

function isDatabase(binding: object): binding is D1Database {
  return "prepare" in binding;
}

function countedBinding(binding: object, name: PropertyKey, place: string): object {
  const watch = watchOf(binding, String(name), place);
  return watch === null ? binding : watched(binding, watch);
}

const wrapped = new Map<string, { env: Env; counted: Env }>();

/** The environment with counting bindings; the same object for the same place, as settings are cached by it. */
export function countedEnv(env: Env, place: string): Env {
  const known = wrapped.get(place);
  if (known?.env === env) return known.counted;
  const bindings = new Map<PropertyKey, unknown>();
  const counted = new Proxy(env, {
    get: (on, name) => {
      const binding: unknown = Reflect.get(on, name, on);
      if (typeof binding !== "object" || binding === null) return binding;
      if (bindings.has(name)) return bindings.get(name);
      const made = isDatabase(binding)
        ? countedDatabase(binding, place)
        : countedBinding(binding, name, place);
      bindings.set(name, made);
      return made;
    },
  });
  wrapped.set(place, { env, counted });
  return counted;
}

/** A workflow's steps, counted by their kind. */
export function countedStep<T extends object>(step: T, place: string): T {
  return watched(step, calls(place, "step"));
}

/** That a handler, or a workflow, was begun. */
export function countInvocation(place: string): void {
  count(`${place} invocation`);
}

/** What is logged is kept line by line. */
export function countLogs(): void {
  for (const level of ["info", "warn", "error"] as const) {
    const real = console[level];
    console[level] = (...words: unknown[]) => {
      count("any log");
      real(...words);
    };
  }
}

/** Requests to outside services, by host and the first part of the path: the sandbox keeps one a service. */
export function countFetches(): void {
  const real = globalThis.fetch;
  globalThis.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    count(`any fetch ${url.pathname.split("/")[1] ?? ""}`);
    return real(input, init);
  };
}
