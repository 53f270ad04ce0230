import { join } from "node:path";

/** The folders that a command's home, caches and settings are in. */
export interface Folders {
  home: string;
  temporary: string;
  /** What package managers keep beside a tree, and need whenever something of it runs: it lives as long as the tree. */
  packages: string;
}

/**
 * The environment of a command that nobody trusts. Whatever a tool would take from its user's folders it takes from
 * these, also where it has other ways to find its own: nothing that another run has left behind speaks along.
 */
export function cleanEnvironment(
  path: string,
  { home, temporary, packages }: Folders,
): Record<string, string> {
  const at = (...parts: string[]): string => join(home, ...parts);
  return {
    PATH: path,
    HOME: home,
    TMPDIR: temporary,
    TMP: temporary,
    TEMP: temporary,
    LANG: "C.UTF-8",
    CI: "1",
    XDG_CONFIG_HOME: at(".config"),
    XDG_CACHE_HOME: at(".cache"),
    XDG_DATA_HOME: at(".local", "share"),
    XDG_STATE_HOME: at(".local", "state"),
    XDG_RUNTIME_DIR: temporary,
    // npm, pnpm and yarn read these in small letters; a file that isn't there holds no node-options and no script-shell.
    npm_config_userconfig: at(".npmrc"),
    npm_config_cache: at(".npm"),
    npm_config_update_notifier: "false",
    npm_config_audit: "false",
    npm_config_fund: "false",
    NODE_DISABLE_COMPILE_CACHE: "1",
    COREPACK_HOME: join(packages, "corepack"),
    COREPACK_ENABLE_DOWNLOAD_PROMPT: "0",
    YARN_GLOBAL_FOLDER: join(packages, "yarn"),
    // A user's site holds code that every Python starts with.
    PYTHONNOUSERSITE: "1",
    PYTHONUSERBASE: at(".local"),
    PYTHONDONTWRITEBYTECODE: "1",
    PIP_CONFIG_FILE: "/dev/null",
    PIP_CACHE_DIR: at(".cache", "pip"),
    PIP_DISABLE_PIP_VERSION_CHECK: "1",
    // `go env -w` writes flags into a file that every later `go` obeys.
    GOENV: "off",
    GOFLAGS: "-modcacherw",
    GOCACHE: at(".cache", "go-build"),
    GOPATH: at("go"),
    GOMODCACHE: join(packages, "go"),
    GOTELEMETRY: "off",
    CARGO_HOME: join(packages, "cargo"),
    CARGO_NET_GIT_FETCH_WITH_CLI: "true",
  };
}
