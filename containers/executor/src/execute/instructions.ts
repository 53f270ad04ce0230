import type { ExecuteAssignment } from "../../../../shared/executor/protocol.ts";
import type { ExecutionPhase } from "../../../../shared/domain/phase.ts";

/** What the model is asked for in a phase, with the plan's files in a row. */
export type Instructions = Record<ExecutionPhase, (files: { tests: string; code: string }) => string>;

const ciFailed: Instructions["repair"] = ({
  code,
}) => `CI has failed on this branch. Find out why from its logs and mend it.
- Change only ${code}. All test files are frozen and the whole suite must pass.`;

const reviewersAsk: Instructions["revise"] = ({
  code,
}) => `Reviewers of the pull request ask for changes. Make them, with the least that does it.
- Change only ${code}. All test files are frozen and the whole suite must pass.
- What can't be done within that, or would undo what the plan is for, leave as it is and say why in your summary, which the
  reviewers read. If that is all of it, change nothing.`;

const fix: Instructions = {
  red: ({ tests }) => `Write the test that shows the bug, and nothing else: RED.
- Change only ${tests}. Fix nothing yet.
- Add at least one new test. It must fail now, and fail by its own assertion. If the bug is an exception, assert that the
  call doesn't throw (assert.doesNotThrow, expect(…).not.toThrow, pytest.fail in an except): a test that merely crashes
  proves nothing, and neither does a syntax error or a missing import.
- Keep every test that is there: none removed, renamed, skipped or focused.
- It must end the same way each time.`,
  green: ({ code }) => `Fix the bug with the least that does it: GREEN.
- Change only ${code}. All test files are frozen.
- The new test must pass, and with it the whole suite.`,
  refactor: ({
    code,
  }) => `Tidy up what the fix has left behind, or leave all as it is when it is good: REFACTOR.
- Change only ${code}. All test files are frozen and the whole suite must stay green.
- No new behaviour.`,
  review:
    () => `Read the diff as a reviewer who has to answer for it: does it mend the root cause, what could it break, what is
missing? Change nothing. Your words stand in the pull request: a few sentences, plain and honest.`,
  repair: ciFailed,
  revise: reviewersAsk,
};

const story: Instructions = {
  red: ({ tests }) => `Write the acceptance tests of the story, and nothing else: RED.
- Change only ${tests}; make what isn't there yet. Build nothing of the story.
- A test at least for each acceptance criterion, named for what a user notices.
- They must fail now, and fail by their own assertions. So reach the code as a user does, through what exists already (a
  request, a page that is shown, a function that is exported), and assert on what comes back: 404 where 200 is wanted is a
  proof. What doesn't exist yet can't be imported at a file's head; where there is no other way, import it inside the test,
  catch, and assert that it is there. A crash, a syntax error or a missing import proves nothing.
- Keep every test that is there: none removed, renamed, skipped or focused.
- They must end the same way each time, and pass the project's lint. Use declared packages only, and no secrets.`,
  green: ({ code }) => `Build the story with the least that does it well: GREEN.
- Change only ${code}; make what isn't there yet. All test files are frozen.
- Build on the interfaces that exist, and keep to those that are told.
- The acceptance tests must pass, and with them the whole suite, the project's lint and types, and its build.
- Import only what is there, use declared packages only, ask only for addresses that the server answers, write no secret down.`,
  refactor: ({
    code,
  }) => `Tidy up what building the story has left behind, or leave all as it is when it is good: REFACTOR.
- Change only ${code}. All test files are frozen and the whole suite must stay green.
- No new behaviour.`,
  review:
    () => `Read the diff as a reviewer who has to answer for it: is each acceptance criterion met and tested, what could it
break, what is missing? Change nothing. Your words stand in the pull request: a few sentences, plain and honest.`,
  repair: ciFailed,
  revise: reviewersAsk,
};

export const instructionsFor: Readonly<Record<ExecuteAssignment["purpose"], Instructions>> = { fix, story };
