/** What only installs: that is done once, before anything is run. */
const installs =
  /^(?:(?:\S*\/)?(?:python3?|uv) -?m? ?(?:venv|pip)\b|(?:\S*\/)?pip3? install\b|(?:npm|pnpm|yarn|bun) (?:ci|i|install)\b|yarn$|(?:poetry|uv|pdm|pipenv) (?:install|sync)\b|go (?:mod download|get|install)\b|cargo fetch\b|(?:\S*\/)?virtualenv\b)/;
/** Targets that are called for what they install. */
const installers =
  /^(?:make|just|task) (?:install|deps|dependencies|setup|bootstrap|init|env|venv|\.venv|node_modules|install[-_:].*)(?:\/\S*)?$/;

/** The lines of a recipe, each of which begins in the same folder, as one text; what would only install is left out. */
export const linesAsText = (lines: readonly string[]): string =>
  lines
    .filter((line) => line !== "" && !installs.test(line) && !installers.test(line))
    .map((line) =>
      /^(?:cd|export)\s.*&&|^cd\s/.test(line) ? `sh -c '${line.replaceAll("'", `'\\''`)}'` : line,
    )
    .join("\n");
