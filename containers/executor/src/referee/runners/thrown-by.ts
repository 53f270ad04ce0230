/** Packages whose errors are assertions where a test has called them. */
const library =
  /^(?:assert|chai(?:-.+)?|expect(?:\.js)?|must|power-assert.*|proclaim|should(?:-.+)?|sinon(?:-.+)?|superagent|supertest|unexpected(?:-.+)?|vitest|jest-.+|jasmine.*|@(?:chaijs|hapi|jest|power-assert|sinonjs|vitest)\/.+)$/;
const testPlace =
  /(?:^|\/)(?:tests?|specs?|__tests__)\/|(?:^|\/)test[-_]?(?:utils?|helpers?|support)[/.]|\.(?:test|spec)\.[cm]?[jt]sx?$/;
const frame = /^\s+at (?:.*\()?((?:file:\/\/|\/|[A-Za-z]:\\)[^\n]*?)(?::\d+){0,2}\)?(?: \{)?$/;

/** Where an error was thrown, as its stack says. */
export interface ThrownBy {
  /** No code of the project stands in the stack before its tests do. */
  test: boolean;
  /** The first place in it is a library's that asserts, or the test's own. */
  assertion: boolean;
}

/**
 * Reads the stack of an error, as JavaScript prints it. One that shows no place at all is nobody's but the test's.
 * @param file the test's, as the runner spells it; null: by the names that tests have
 */
export function thrownBy(error: string, file: string | null): ThrownBy {
  const places = placesIn(error);
  const [first] = places;
  const own = places.find((place) => packageOf(place) === null);
  const test = own === undefined || isOfTest(own, file);
  const by = first === undefined ? null : packageOf(first);
  return { test, assertion: test && (by === null || library.test(by)) };
}

/** The places of the first stack in a text, but for node's own. */
function placesIn(error: string): string[] {
  const lines = error.split("\n");
  const from = lines.findIndex((line) => /^\s+at /.test(line));
  if (from === -1) return [];
  const after = lines.findIndex((line, at) => at > from && !/^\s+at /.test(line));
  return lines
    .slice(from, after === -1 ? undefined : after)
    .flatMap((line) => frame.exec(line)?.[1]?.replace(/^file:\/\//, "") ?? []);
}

/** The package that a file is of; null: the project itself. */
function packageOf(place: string): string | null {
  const [, last] = /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)/.exec(place) ?? [];
  return last ?? null;
}

function isOfTest(place: string, file: string | null): boolean {
  const own = file?.replace(/^file:\/\//, "") ?? null;
  if (own !== null && (place === own || place.endsWith(`/${own.replace(/^(?:\.?\/)+/, "")}`))) return true;
  // What lies above the tree may be called as it likes.
  return testPlace.test(place.replace(/^.*?\/tree\//, ""));
}
