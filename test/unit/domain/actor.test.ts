import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actorOfGithub, actorOfJira, actorOfSlack, stranger } from "../../../shared/domain/actor.ts";
import { peopleSchema, type Person, personOfActor, slackUserOf } from "../../../shared/domain/person.ts";
import { mention } from "../../../shared/integrations/slack/mention.ts";
import { textOf } from "../../../shared/integrations/slack/mrkdwn.ts";

const people = peopleSchema.parse([
  {
    id: "maya",
    name: "Maya Ortiz",
    role: "operator",
    slack: "U0MAYA",
    github: "Maya-Ortiz",
    jira: "5b10ac8d",
    email: "Maya@signalbox.example",
  },
  { id: "lena", name: "Lena <!channel>", role: "approver" },
]);

const said = (...[list, actor]: Parameters<typeof mention>): string => textOf(mention(list, actor));

describe("who somebody is", () => {
  it("is the person, by whichever of their names, in any case where the service doesn't mind", () => {
    for (const actor of [
      actorOfSlack(people, "U0MAYA"),
      actorOfGithub(people, "MAYA-ortiz"),
      actorOfJira(people, { accountId: "5b10ac8d", displayName: "Lena" }),
      actorOfJira(people, { name: "5b10ac8d" }),
      actorOfJira(people, { name: "5B10AC8D" }),
      actorOfJira(people, { accountId: "other", emailAddress: " MAYA@Signalbox.example" }),
    ])
      expect(actor).toBe("maya");
  });

  it("is the service's name for them where nobody knows them, also when a person is called so", () => {
    expect(actorOfGithub(people, "Maya")).toBe("github:maya");
    expect(actorOfJira(people, { accountId: "x", displayName: "lena" })).toBe("jira:lena");
    expect(actorOfJira(people, { accountId: "x", displayName: " " })).toBe("jira:x");
    // An account of Cloud is an id, where each letter counts.
    expect(actorOfJira(people, { accountId: "5B10AC8D" })).toBe("jira:5B10AC8D");
    expect(actorOfJira(people, { displayName: "U0MAYA", emailAddress: "" })).toBe("jira:U0MAYA");
    expect(actorOfJira(people, null)).toBe("jira:unknown");
    expect(actorOfSlack(people, "U0PRIYA")).toBe("slack:U0PRIYA");
    expect(stranger("jira", "a\n\u202e b".padEnd(200, "c"))).toMatch(/^jira:a bc{76,}$/);
  });

  it("is never one of us by what they call themselves, whatever that is", () => {
    const services = fc.constantFrom("slack", "github", "jira", "sentry") satisfies fc.Arbitrary<
      Parameters<typeof stranger>[0]
    >;
    const ids = people.flatMap(({ id, name, slack = "" }) => [id, name, slack, `<@${slack}>`]);
    fc.assert(
      fc.property(services, fc.oneof(fc.constantFrom(...ids), fc.string()), (service, name) => {
        const actor = stranger(service, name);
        const identity = service === "slack" && name.trim() === "U0MAYA";
        expect(people.some(({ id }) => id === actor)).toBe(false);
        if (!identity) expect(personOfActor(people, actor)).toBeNull();
        if (service !== "slack") expect(said(people, actor)).not.toMatch(/<[@!#]/);
      }),
    );
  });

  it("is found again in the records once they are one of the people", () => {
    expect(personOfActor(people, "github:maya-ortiz")?.id).toBe("maya");
    expect(personOfActor(people, "slack:U0MAYA")?.id).toBe("maya");
    expect(personOfActor(people, "jira:Maya Ortiz")).toBeNull();
    expect(personOfActor(people, "constructor")).toBeNull();
  });
});

describe("how Slack shows somebody", () => {
  it("is a mention of their own account, and of no other", () => {
    expect(slackUserOf(people, "maya")).toBe("U0MAYA");
    expect(said(people, "maya")).toBe("<@U0MAYA>");
    expect(said(people, "slack:U0PRIYA")).toBe("<@U0PRIYA>");
    expect(said(people, "jira:U0MAYA")).toBe("jira:U0MAYA");
    expect(said(people, "U0MAYA")).toBe("U0MAYA");
    expect(said(people, "slack:<!channel>")).toBe("slack:&lt;!channel&gt;");
    expect(said(people, "lena")).toBe("Lena &lt;!channel&gt;");
  });
});

describe("a list of people", () => {
  it.each([
    ["slack", "U0ONE", "U0ONE"],
    ["github", "Octo-Cat", "octo-cat"],
    ["jira", "M.Ortiz", "m.ortiz"],
    ["email", "A@x.example", "a@X.example"],
  ] as const)("has no two with the same %s", (key, one, other) => {
    const who = (id: string, value: string): Partial<Person> => ({
      id,
      name: id,
      role: "viewer",
      [key]: value,
    });
    expect(peopleSchema.safeParse([who("one", one), who("two", other)]).error?.issues[0]?.message).toContain(
      "two people have the same",
    );
    expect(peopleSchema.safeParse([who("one", one)]).success).toBe(true);
  });

  it("has nobody by the name that the system goes by", () => {
    for (const id of ["signalbox", "somebody", "unknown", "github:maya"])
      expect(peopleSchema.safeParse([{ id, name: "N", role: "viewer" }]).success, id).toBe(false);
  });
});
