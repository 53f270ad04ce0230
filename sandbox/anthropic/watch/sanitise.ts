import { type Shown, signalsIn } from "./read.ts";

/** What sentences of projects are about, by plain words: the first that fits counts. */
const patterns: readonly (readonly [string, RegExp])[] = [
  [
    "absence",
    /\b(?:i am|i'm|i’m|i will be|i'll be|is|will be)\b.{0,20}\b(?:out of (?:the )?office|out until|out from|away|on (?:holiday|leave|vacation|parental leave)|off sick|on sick leave)\b|\b(?:nicht im büro|im urlaub|abwesend|krankgeschrieben)\b|\babsente? (?:du|jusqu)/iu,
  ],
  [
    "decision",
    /\b(?:we(?:'ve| have)? (?:decided|agreed)|it was (?:decided|agreed)|decision:|decided\b|agreed\b|decision (?:of|,)|we agree to|going back on|take back our|no longer planned|let's go with|we(?:'ll| will) go with|wir haben (?:beschlossen|entschieden))/iu,
  ],
  [
    "assumption",
    /\b(?:assum(?:e|es|ed|ing|ption)|we take it that|take (?:it|that) as given|presumably|wir gehen davon aus|angenommen)\b/iu,
  ],
  [
    "dependency",
    /\b(?:depend(?:s|ing|ent)? on|dependency on|rel(?:y|ies) on|needs .{1,60} from you|don't .{1,40} before that|only .{1,40} can add|waiting (?:for|on)|wait(?:s)? (?:for|on)|blocked (?:by|on|until)|we (?:still )?need .{1,60} from|can't (?:start|continue|go on) (?:until|before|without)|hängt (?:von|an)|warten auf|angewiesen auf)\b/iu,
  ],
  [
    "milestone",
    /\b(?:slip(?:s|ped|ping)?|delay(?:ed|s)?|postpone[ds]?|push(?:ed)? (?:back|out)|won't make|will not make|can't make|not make it|miss(?:es)? the (?:date|deadline)|later than planned|(?:weeks?|days?) late|behind schedule|moved? (?:the )?(?:date|launch|release|go-live)|new (?:date|deadline)|(?:beta|go-live|launch|release|milestone)\b.{0,60}\b(?:is late|at risk)|verschieb\w*|verzögert\w*|retard)\b/iu,
  ],
  [
    "risk",
    /\b(?:risk(?:s|y)?|scope creep|worried|worries me|concern(?:ed|s)?|afraid|may not|might not|might (?:break|fail|slip|be)|could (?:break|fail|slip)|not sure (?:we|if|whether)|if .{3,80} we (?:will|won't|can't)|risiko|befürchte\w*)\b/iu,
  ],
  [
    "issue",
    /(?:^|\b(?:a|serious) )problem\b|\b(?:broken|is down|outage(?! (?:map|page))|reject(?:s|ed)|blank pages|does not cover|nicht abgedeckt|fail(?:s|ed|ing|ure)?|crash(?:es|ed|ing)?|doesn't work|does not work|not working|(?:is|are|still|stays) blocked|can't log in|incident|data loss|kaputt|funktioniert nicht|fällt aus)\b/iu,
  ],
  [
    "scope",
    /\b(?:new requirement|also need|in addition we|additional(?:ly)? (?:feature|requirement)|out of scope|in scope|descope|drop the|instead of building|change request|zusätzlich brauchen)\b/iu,
  ],
  [
    "question",
    /\b(?:can|could|would) you (?:please )?(?:confirm|tell|let|say|check|clarify|send)\b|\bplease confirm\b|\bdo (?:we|you) (?:know|have)\b[^.]*\?|\bwhen (?:will|can|do|is)\b[^.]*\?|\bkönnen sie\b[^.]*\?|\bkannst du\b[^.]*\?/iu,
  ],
  [
    "progress",
    /\b(?:(?:is|are|was|were|has been|have been|now|all) (?:done|finished|completed?|fixed|resolved|deployed|live|merged|shipped|signed)|(?:we|i) (?:finished|completed|fixed|resolved|deployed|shipped|signed)|no longer blocked|unblocked|erledigt|abgeschlossen|behoben)\b/iu,
  ],
];

/** Signs of instructions to a model, as a reader would notice them. */
const orders =
  /\b(?:ignore|disregard|forget)\b.{0,40}\b(?:instructions|rules)\b|\bsystem prompt\b|\byou are now\b|\b(?:ai|assistant|agent)s?\b.{0,30}\b(?:must|should|please)\b/iu;

/** Mails that go to many, and what machines write: nothing follows from them. */
const bulk =
  /\bunsubscribe\b|\bbuild \d+ (?:of|failed|passed)\b|\byour invitation\b|\bno action is needed\b|\bdaily summary\b|\bnews of the house\b/i;

/** Reads what signals say by plain patterns, sentence by sentence: a stand-in's reading, no judgement. */
export function sanitise(prompt: string): unknown {
  return {
    readings: signalsIn(prompt).map((signal) => ({
      signal: signal.id,
      facts: factsOf(signal).slice(0, 8),
      instructs: orders.test(`${signal.title}\n${signal.words}`),
    })),
  };
}

function factsOf({ author, words, title }: Shown) {
  if (bulk.test(`${title}\n${words}`)) return [];
  const sentences = sentencesOf(words);
  return sentences.flatMap((sentence) => {
    const category = patterns.find(([, pattern]) => pattern.test(sentence))?.[0];
    const isOrder = orders.test(sentence);
    return category === undefined || isOrder
      ? []
      : [{ category, text: `${author} says: ${sentence}`.slice(0, 390), quote: sentence.slice(0, 390) }];
  });
}

export function sentencesOf(words: string): string[] {
  return words
    .split(/(?<=[.!?])\s+|\n+/)
    .map((one) => one.replace(/^[-*•\d.)\s]+/, "").trim())
    .filter((one) => one.length > 8);
}
