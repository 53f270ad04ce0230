/** A reporter for vitest: a line where a test begins and ends, as its versions since 3 tell, or as those before do. */
export default class VitestLive {
  names = new Map();
  /** Tests tell of themselves; what tells of all tasks is silent then. */
  isTold = false;

  onTestCaseReady(test) {
    this.isTold = true;
    console.log(`▶ ${test.module.relativeModuleId ?? test.module.moduleId} > ${test.fullName}`);
  }

  onTestCaseResult(test) {
    console.log(`✓ ${test.module.relativeModuleId ?? test.module.moduleId} > ${test.fullName}`);
  }

  onCollected(files = []) {
    const keep = (task, above) => {
      const name = [...above, task.name];
      this.names.set(task.id, { name: name.join(" > "), isTest: task.tasks === undefined });
      for (const inner of task.tasks ?? []) keep(inner, name);
    };
    for (const file of files) keep(file, []);
  }

  onTaskUpdate(packs) {
    for (const [id, result] of packs) {
      const known = this.names.get(id);
      if (known?.isTest !== true || this.isTold) continue;
      if (result?.state === "run") console.log(`▶ ${known.name}`);
      else if (result?.state !== undefined) console.log(`✓ ${known.name}`);
    }
  }
}
