/** Files that a test runner or an interpreter reads on its own: they decide what a test is, and what passing means. */
const settings: readonly RegExp[] = [
  /(?:^|\/)(?:conftest\.py|(?:site|user)customize\.py|[^/]+\.pth|\.?pytest\.(?:ini|toml)|noxfile\.py|\.coveragerc)$/,
  /(?:^|\/)(?:vitest|jest|karma|ava|jasmine|mocha|playwright|cypress|nyc)(?:[.-][\w-]+)*[.-](?:config|conf|workspace|projects|setup|preset|environment|global-setup)(?:\.[^/]+)*\.[^/.]+$/,
  /(?:^|\/)(?:jest|vitest)[-_.]?(?:global[-_]?)?setup\.[cm]?[jt]sx?$/i,
  /(?:^|\/)(?:setupTests|setup-jest|setup-tests|test-setup|globalSetup|global-setup|globalTeardown)\.[cm]?[jt]sx?$/,
  /(?:^|\/)(?:\.mocharc(?:\.[^/]+)?|mocha\.opts|\.taprc|\.nycrc(?:\.[^/]+)?|\.c8rc(?:\.[^/]+)?|\.jestrc(?:\.[^/]+)?)$/,
  // What turns each file into the one that runs, assertions too.
  /(?:^|\/)(?:\.babelrc(?:\.[^/]+)?|babel\.config\.[^/]+|\.swcrc|tsconfig[.-](?:tests?|specs?|jest|vitest|mocha)\.json)$/,
  /(?:^|\/)node\.config\.json$/,
  /(?:^|\/)spec\/support\/jasmine\.[^/]+$/,
  /(?:^|\/)(?:go\.work|\.config\/nextest\.toml)$/,
];

/** Is a file one that decides how tests are run, by its name alone? */
export const isTestSetting = (path: string): boolean => settings.some((pattern) => pattern.test(path));
