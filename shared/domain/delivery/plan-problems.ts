import { protectedReason } from "../protected-files.ts";
import type { Design } from "./design.ts";
import type { Requirements } from "./requirement.ts";
import { circleAmong } from "./story-order.ts";

/**
 * Why stories and their design can't be agreed on yet: what is on no story, what can't be checked, what is unknown. Empty: they can.
 * What is true already needs no story; what is in conflict waits for its question, and is on none either.
 */
export function planProblems(
  { requirements, stories }: Omit<Requirements, "questions">,
  design: Pick<Design, "stories" | "components"> | null,
): string[] {
  const known = new Set(requirements.filter(({ standing }) => standing !== "gone").map(({ id }) => id));
  const storyIds = new Set(stories.map(({ id }) => id));
  const told = new Set(stories.flatMap((story) => story.requirements));
  const problems = [
    ...doubled(stories.map(({ id }) => id)).map((id) => `there are two stories ${id}`),
    ...requirements
      .filter(({ id, standing }) => !told.has(id) && (standing === "new" || standing === "edit"))
      .map(({ id, statement }) => `${id} is on no story: ${statement}`),
    ...stories.flatMap(({ id, requirements: all, criteria, dependsOn }) => [
      ...all.filter((one) => !known.has(one)).map((one) => `${id} names an unknown requirement ${one}`),
      ...(criteria.length === 0 ? [`${id} has no acceptance criterion`] : []),
      ...dependsOn
        .filter((one) => !storyIds.has(one))
        .map((one) => `${id} depends on an unknown story ${one}`),
    ]),
  ];
  const circle = circleAmong(stories);
  if (circle !== null) problems.push([...circle, circle[0]].join(" waits for "));
  return design === null ? problems : [...problems, ...designProblems(storyIds, design)];
}

function designProblems(
  storyIds: ReadonlySet<string>,
  { stories, components }: Pick<Design, "stories" | "components">,
): string[] {
  const placed = new Set(stories.map(({ story }) => story));
  const names = new Set(components.map(({ name }) => name));
  // A story could write others' acceptance tests anew, and with them what others have agreed to.
  const testers = new Map(stories.flatMap(({ story, tests }) => tests.map((file) => [file, story] as const)));
  return [
    ...[...storyIds].filter((id) => !placed.has(id)).map((id) => `the design says no files for ${id}`),
    ...doubled(stories.map(({ story }) => story)).map((id) => `the design has ${id} twice`),
    ...stories.flatMap(({ story, tests, code }) => [
      ...(storyIds.has(story) ? [] : [`the design names an unknown story ${story}`]),
      ...tests
        .filter((file) => code.includes(file))
        .map((file) => `${file} is test and code of ${story} at once`),
      ...code
        .filter((file) => testers.has(file) && !tests.includes(file))
        .map((file) => `${file} is code of ${story}, and a test of ${testers.get(file)}`),
      ...[...tests, ...code].flatMap((file) => {
        const why = protectedReason(file);
        return why === null ? [] : [`${story} may not touch ${file}: it is ${why}`];
      }),
    ]),
    ...components.flatMap(({ name, uses }) =>
      uses.filter((one) => !names.has(one)).map((one) => `${name} uses an unknown component ${one}`),
    ),
  ];
}

function doubled(ids: readonly string[]): string[] {
  return [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))];
}
