import { z } from "zod";

const loginForm = z.string().regex(/^[\x21-\x7E]+$/, "must be printable, without spaces");
const url = z.url({ protocol: /^https?$/, error: "must be an http(s) address" }).refine((text) => {
  const { username, password } = new URL(text);
  return username === "" && password === "";
}, "must not hold a password: give it as token");
const registry = z.strictObject({ url, token: loginForm.optional(), user: loginForm.optional() });

/** Private registries by ecosystem. */
export const registriesSchema = z.strictObject({
  /** Without a scope: the one that all other packages come from. */
  npm: z
    .array(
      z.strictObject({
        url,
        token: loginForm.optional(),
        scope: z
          .string()
          .regex(/^@[a-z0-9._~-]+$/, 'must be like "@acme"')
          .optional(),
      }),
    )
    .default([]),
  pypi: registry.optional(),
  /** A proxy of modules, and the modules that no public one knows: "*.acme.com,github.com/acme". */
  go: registry.extend({ private: z.string().optional() }).optional(),
});
export type Registries = z.infer<typeof registriesSchema>;

/** What installing takes to reach private registries. */
export interface RegistryAccess {
  /** Where they are: no secret. */
  env: Record<string, string>;
  /** Files of the home of an installer, with the tokens. */
  files: Record<string, string>;
  /** What nobody may read. */
  secrets: string[];
  /** Host and port of each: they may be on this machine. */
  hosts: string[];
}

export const noRegistries: RegistryAccess = { env: {}, files: {}, secrets: [], hosts: [] };

/** In the words of each package manager: npm's for npm, pnpm, Yarn 1 and bun, Yarn's own, and what pip, uv and Go read. */
export function registryAccess({ npm, pypi, go }: Registries): RegistryAccess {
  const signedIn = [...npm, pypi, go].filter((one) => one?.token !== undefined);
  const all = [...npm, pypi, go].filter((one) => one !== undefined);
  const logins = [pypi, go].flatMap((one) =>
    one?.token === undefined
      ? []
      : [`machine ${new URL(one.url).hostname} login ${one.user ?? "__token__"} password ${one.token}`],
  );
  const files = {
    ...(npm.length === 0 ? {} : { ".npmrc": npmrc(npm), ".yarnrc.yml": yarnrc(npm) }),
    ...(logins.length === 0 ? {} : { ".netrc": `${logins.join("\n")}\n` }),
  };
  const onLoopback = all.some((one) => /^(?:localhost|127\.|\[::1\])/.test(new URL(one.url).hostname));
  return {
    env: {
      ...(pypi === undefined
        ? {}
        : {
            PIP_INDEX_URL: pypi.url,
            UV_DEFAULT_INDEX: pypi.url,
            ...(pypi.url.startsWith("http:") ? { PIP_TRUSTED_HOST: new URL(pypi.url).host } : {}),
          }),
      ...(go === undefined ? {} : { GOPROXY: go.url }),
      ...(go?.private === undefined ? {} : { GONOSUMDB: go.private }),
      // They are reached through the door like all others.
      ...(onLoopback ? { NO_PROXY: "", no_proxy: "" } : {}),
    },
    files,
    secrets: signedIn.flatMap((one) => (one?.token === undefined ? [] : [one.token])),
    hosts: all.map((one) => hostOf(new URL(one.url))),
  };
}

/** "127.0.0.1:4873"; the port stands there even where everybody knows it. */
const hostOf = ({ hostname, port, protocol }: URL): string =>
  `${hostname}:${port === "" ? (protocol === "https:" ? 443 : 80) : port}`;

function npmrc(all: Registries["npm"]): string {
  const lines = all.flatMap(({ url: where, scope, token }) => {
    const place = where.endsWith("/") ? where : `${where}/`;
    return [
      `${scope === undefined ? "" : `${scope}:`}registry=${place}`,
      ...(token === undefined ? [] : [`${place.replace(/^https?:/, "")}:_authToken=${token}`]),
    ];
  });
  return `${lines.join("\n")}\n`;
}

/** JSON is YAML, too. */
function yarnrc(all: Registries["npm"]): string {
  const words = ({ url: where, token }: Registries["npm"][number]) => ({
    npmRegistryServer: where,
    ...(token === undefined ? {} : { npmAuthToken: token, npmAlwaysAuth: true }),
  });
  const open = all.find(({ scope }) => scope === undefined);
  const scoped = all.flatMap((one) =>
    one.scope === undefined ? [] : [[one.scope.slice(1), words(one)] as const],
  );
  const plain = all.map(({ url: where }) => new URL(where)).filter(({ protocol }) => protocol === "http:");
  return `${JSON.stringify({
    ...(open === undefined ? {} : words(open)),
    npmScopes: Object.fromEntries(scoped),
    ...(plain.length === 0 ? {} : { unsafeHttpWhitelist: plain.map(({ hostname }) => hostname) }),
  })}\n`;
}
