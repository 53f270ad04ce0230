import { Random } from "../random.ts";
import { mail, type Thread } from "../thread.ts";

const ci = { name: "CI", address: "ci@builds.example" };
const jira = { name: "Jira", address: "jira@signalbox.example" };
const backup = { name: "Kestrel Backup", address: "backup@kestrel-hosting.example" };
const calendar = { name: "Calendar", address: "calendar@signalbox.example" };
const clock = { name: "Timesheets", address: "time@signalbox.example" };
const weather = { name: "Status Page", address: "status@cloud-status.example" };

const jobs = ["portal", "portal-e2e", "import", "mail-templates"];
const failures = [
  "a test timed out; the next run passed",
  "the package registry did not answer; retried",
  "a screenshot differs by one pixel",
  "lint: an unused variable",
];
const appointments = [
  "Stand-up",
  "Refinement",
  "Sprint review",
  "Lunch with the new colleague",
  "Steering committee, preparation",
  "Office hours of the design team",
  "Risk workshop of another department",
  "Fire drill",
];
const replies = ["accepted", "tentatively accepted", "declined"];
const people = ["Jonas Berg", "Marek Nowak", "Sofia Lindqvist", "Priya Raman", "Katja Wolter", "Tom Brandt"];

/** What machines send, day for day. */
export function machineMails(): Thread[] {
  const random = new Random(20);
  let counter = 0;
  const one = (subject: string, written: Thread["mails"][number]): Thread => {
    counter += 1;
    return { id: `machine-${counter}`, subject, mails: [written] };
  };
  const threads: Thread[] = [];
  for (let day = 1; day <= 10; day += 1) {
    const finished = 2 + random.below(6);
    threads.push(
      one(
        `Your daily summary of ATL`,
        mail(
          day,
          "06:30",
          jira,
          ["atlas"],
          `${finished} issues were finished yesterday, ${random.below(4)} were blocked, ${random.below(5)} are overdue. Open the board to see more.`,
        ),
      ),
      one(
        "Backup report",
        mail(
          day,
          "05:10",
          backup,
          ["atlas"],
          `Job NL-PORTAL finished with status OK.\nSize ${210 + random.below(30)} GB, duration ${30 + random.below(20)} min, errors 0, warnings ${random.below(3)}.`,
        ),
      ),
      one(
        "Timesheets",
        mail(
          day,
          "16:55",
          clock,
          ["atlas"],
          `Reminder: ${1 + random.below(5)} members of project ATLAS have not entered their hours for today.`,
        ),
      ),
    );
    for (let build = 0; build < 5; build += 1) {
      const job = random.of(jobs);
      const number = 1400 + day * 20 + build;
      const broken = random.below(4) === 0;
      threads.push(
        one(
          broken ? `[${job}] Build ${number} FAILED` : `[${job}] Build ${number} passed`,
          mail(
            day,
            random.time(9, 19),
            ci,
            ["atlas"],
            broken
              ? `Build ${number} of ${job} on branch main failed: ${random.of(failures)}.`
              : `Build ${number} of ${job} passed in ${2 + random.below(9)} minutes.`,
          ),
        ),
      );
    }
    for (let note = 0; note < 3; note += 1) {
      const what = random.of(appointments);
      const who = random.of(people);
      const answer = random.of(replies);
      threads.push(
        one(
          `${answer[0]?.toUpperCase()}${answer.slice(1)}: ${what}`,
          mail(
            day,
            random.time(8, 18),
            calendar,
            ["atlas"],
            `${who} has ${answer} your invitation "${what}".`,
          ),
        ),
      );
    }
    if (day % 3 === 0)
      threads.push(
        one(
          "Scheduled maintenance",
          mail(
            day,
            random.time(7, 9),
            weather,
            ["atlas"],
            "Planned maintenance of a region that you don't use, tonight from 01:00 to 03:00 UTC. No action is needed.",
          ),
        ),
      );
  }
  return threads;
}
