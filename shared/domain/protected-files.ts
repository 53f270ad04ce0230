/** Files that decide what runs, who may do what, or what is installed: a fix must not touch them in passing. */
const protectedFiles: readonly (readonly [reason: string, ...patterns: RegExp[]])[] = [
  [
    "CI configuration",
    /^\.github\/(?:workflows|actions)\//,
    /^\.gitlab-ci(?:\.[^/]+)?\.ya?ml$/,
    /^\.(?:circleci|buildkite|woodpecker|semaphore|drone|teamcity)\//,
    /^\.(?:travis|drone|appveyor|cirrus)\.ya?ml$/,
    /^(?:appveyor|bitbucket-pipelines|azure-pipelines|cloudbuild|buildspec)[^/]*\.ya?ml$/,
    /^\.?azure-pipelines\//,
    /(?:^|\/)jenkinsfile[^/]*$/,
  ],
  [
    "a lock file",
    /(?:^|\/)(?:package-lock|npm-shrinkwrap|composer-lock)\.json$/,
    /(?:^|\/)(?:yarn|poetry|uv|pdm|cargo|gemfile|composer|mix|flake|pipfile|podfile|pubspec|deno|bun|gradle)\.lock$/,
    /(?:^|\/)(?:pnpm-lock\.ya?ml|bun\.lockb|go\.sum|go\.work\.sum|packages\.lock\.json|package\.resolved)$/,
  ],
  [
    "a secret",
    /(?:^|\/)\.env(?:\.|$)/,
    /(?:^|\/)\.dev\.vars(?:\.|$)/,
    /\.(?:pem|key|p12|pfx|jks|keystore|kdbx|asc|gpg)$/,
    /(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)[^/]*$/,
    /(?:^|\/)\.?(?:secrets?|credentials?)(?:\.[^/]+)?$/,
    /(?:^|\/)\.?secrets?\//,
    /(?:^|\/)\.(?:aws|ssh|gnupg|kube)\//,
    /(?:^|\/)\.(?:netrc|pypirc|htpasswd|pgpass)$/,
  ],
  [
    "a setting of the package manager",
    /(?:^|\/)\.(?:npmrc|yarnrc|yarnrc\.yml|pnpmfile\.cjs)$/,
    /(?:^|\/)\.(?:yarn|cargo)\//,
    /(?:^|\/)pip\.conf$/,
  ],
  [
    "a setting of git",
    /(?:^|\/)\.git(?:attributes|ignore|modules|config|-blame-ignore-revs)$/,
    /^\.(?:husky|githooks)\//,
  ],
  [
    "who owns the code",
    /(?:^|\/)codeowners$/,
    /^\.github\/(?:dependabot|renovate|settings)[^/]*$/,
    /(?:^|\/)renovate\.json5?$/,
  ],
  // It is read by an agent as orders: what changes it, changes what later fixes are allowed to do.
  [
    "orders to an agent",
    /(?:^|\/)\.(?:claude|cursor|mcp)(?:\/|\.json$)/,
    /(?:^|\/)(?:claude|claude\.local|agents)\.md$/,
  ],
  [
    "what a deployment runs",
    /(?:^|\/)(?:[^/]+\.)?dockerfile(?:\.[^/]+)?$/,
    /(?:^|\/)(?:docker-)?compose(?:\.[^/]+)?\.ya?ml$/,
  ],
];

/**
 * Why a file needs an approval of its own, in words for a sentence ("CI configuration"); null when it doesn't. Takes a
 * path from the repository's root; upper and lower case count as the same, as some file systems see them.
 */
export function protectedReason(path: string): string | null {
  const folded = path.toLowerCase();
  return (
    protectedFiles.find(([, ...patterns]) => patterns.some((pattern) => pattern.test(folded)))?.[0] ?? null
  );
}
