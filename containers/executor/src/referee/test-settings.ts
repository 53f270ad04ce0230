/** Files that a test runner or an interpreter reads on its own: they decide what a test is, and what passing means. */
const settings =
  /(?:^|\/)(?:conftest\.py|(?:site|user)customize\.py|[^/]+\.pth|\.?pytest\.ini|(?:vitest|jest|karma|ava)\.(?:config|workspace|setup)\.[^/]+|\.mocharc(?:\.[^/]+)?|\.taprc|go\.work)$/;

/** Is a file one that decides how tests are run? */
export const isTestSetting = (path: string): boolean => settings.test(path);
