/** A module in JavaScript or TypeScript, or one that holds some: Vue's. */
export const isScript = (path: string): boolean => /\.(?:[cm]?[jt]sx?|vue)$/.test(path);

/** Only says types. */
export const isDeclaration = (path: string): boolean => /\.d\.[cm]?ts$/.test(path);

export const isPython = (path: string): boolean => path.endsWith(".py");

/** What holds imports among other things: only what they lead to is read of it. */
export const isMarkup = (path: string): boolean => /\.(?:svelte|astro|mdx|html?)$/.test(path);

/** Is it a test, or what tests need? By its name or its folder, whichever runner there is. */
export const isOfTests = (path: string): boolean =>
  /(?:^|\/)(?:tests?|specs?|__tests__|__mocks__|__fixtures__|fixtures|testdata|e2e|cypress|playwright)\//.test(
    path,
  ) ||
  /\.(?:test|spec|stories|story|bench|e2e|cy)\.[cm]?[jt]sx?$/.test(path) ||
  /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/.test(path);

/** Is it read by a tool, by its name or as it lies in a folder of the tool's? */
export const isConfig = (path: string): boolean =>
  /(?:^|\/)(?:\.[^/]+(?:\/.+)?|[^/]*\.(?:config|setup|conf|workspace)\.[^/]+|(?:gulp|grunt|jake|rake|nox|fab|plop|danger)file\.[^/]+|setup\.(?:py|[cm]?[jt]s))$/i.test(
    path,
  );

/** Written by others or by programs: nobody's to mend here. */
export const isOfOthers = (path: string): boolean =>
  /(?:^|\/)(?:node_modules|bower_components|vendor|third_party|dist|build|out|coverage|\.venv|venv|site-packages|\.yarn|\.git)\//.test(
    path,
  ) || /\.min\.[cm]?js$/.test(path);

/** Names exactly what is installed: full of letters of chance. */
export const isLockFile = (path: string): boolean =>
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|Cargo\.lock|go\.sum|composer\.lock|Gemfile\.lock)$/.test(
    path,
  );
