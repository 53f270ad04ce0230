import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Longest files first, so that no core is left alone with one at the end. */
const order = ["e2e", "browser", "node", "workerd", "unit"];

/** Runs the files project by project, the whole systems first. */
export class SystemsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- this sorts no array in place
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => order.indexOf(a.project.name) - order.indexOf(b.project.name));
  }
}
