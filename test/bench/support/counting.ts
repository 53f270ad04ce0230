/** "place operation" → how often. One isolate runs all of a Worker's handlers and classes locally, so one map sees all. */
export const counts = new Map<string, number>();

function count(what: string, by = 1): void {
  counts.set(what, (counts.get(what) ?? 0) + by);
}

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

/** Only what makes a round trip counts: preparing and binding happen on our side. */
const database =
  (place: string): Watch =>
  (method, args, call) => {
    if (method === "prepare" || method === "bind" || method === "withSession")
      return rewrap(call(), database(place));
    count(`${place} d1 ${method === "batch" ? "batch" : "single"}`);
    const [statements] = args;
    count(`${place} d1 statements`, Array.isArray(statements) ? statements.length : 1);
    return call();
  };

const calls =
  (place: string, name: string): Watch =>
  (method, _args, call) => {
    count(`${place} ${name} ${method}`);
    return call();
  };

/** Getting a stub is free; what is called on it is not. */
const objects =
  (place: string, name: string): Watch =>
  (method, _args, call) => {
    const made = call();
    return method === "get" || method === "getByName" ? rewrap(made, calls(place, `object ${name}`)) : made;
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
  if ("prepare" in binding) return database(place);
  if ("idFromName" in binding) return objects(place, name);
  if ("createBatch" in binding) return workflow(place);
  if ("sendBatch" in binding) return calls(place, "queue");
  if ("createMultipartUpload" in binding) return calls(place, "r2");
  const isSetting = Array.isArray(binding) || Object.getPrototypeOf(binding) === Object.prototype;
  return isSetting ? null : calls(place, name);
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
      const watch = watchOf(binding, String(name), place);
      if (watch === null) return binding;
      if (!bindings.has(name)) bindings.set(name, watched(binding, watch));
      return bindings.get(name);
    },
  });
  wrapped.set(place, { env, counted });
  return counted;
}

/** A workflow's steps, counted by their kind. */
export function countedStep<T extends object>(step: T, place: string): T {
  return watched(step, calls(place, "step"));
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
