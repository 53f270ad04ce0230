import { type Moment, recorded, said, unanswered } from "../ambush/moments.ts";

/** A moment of the delivery itself, or of its first story's task. */
export interface DeliveryMoment {
  whose: "delivery" | "story";
  moment: Moment;
}

const of = (whose: DeliveryMoment["whose"], moments: readonly Moment[]): DeliveryMoment[] =>
  moments.map((moment) => ({ whose, moment }));

/** Every stage of a delivery from its documents to the report, and every step in which its first story is built, in their order. */
export const deliveryMoments: readonly DeliveryMoment[] = [
  ...of("delivery", [
    recorded("task.started"),
    recorded("documents.read"),
    recorded("requirements.settled"),
    recorded("design.made"),
    recorded("approval.requested"),
    recorded("approval.decided"),
    unanswered("github", "/orgs/", "auto_init"),
    said("say-foundation"),
    recorded("phase.started", "scaffold"),
    recorded("phase.passed", "scaffold"),
    recorded("foundation.laid"),
    recorded("story.begun"),
  ]),
  ...of("story", [
    recorded("task.started"),
    unanswered("github", "/git/refs", "refs/heads/story"),
    unanswered("github", "/graphql", "createCommitOnBranch"),
    unanswered("github", "/pulls", '"base"'),
    recorded("assignment.queued", "execute"),
    recorded("phase.started", "red"),
    recorded("phase.passed", "red"),
    recorded("phase.passed", "green"),
    recorded("phase.passed", "review"),
    recorded("assignment.ended", "ready"),
    unanswered("github", "/pulls/", '"title"'),
    unanswered("github", "/graphql", "markPullRequestReady"),
    recorded("pull_request.ready"),
    recorded("pull_request.merged"),
  ]),
  ...of("delivery", [recorded("story.ended"), recorded("delivery.reported"), recorded("task.done")]),
];
