import { defineSite } from "./src/lib/define-site.ts";

/** Everything that is yours about this site. What is wrong here ends the build and is named. */
export default defineSite({
  name: "Signalbox",
  tagline: "An operations crew for software teams",
  description:
    "An operations crew for software teams, on Cloudflare Workers. Claude reasons, code decides, humans approve: nothing leaves before a person has seen the exact bytes, or a rule that people set allows it.",
  language: "en",
  logo: "content/logo.svg",
  colours: {
    paper: { light: "#f7f4ee", dark: "#14181b" },
    shade: { light: "#eee9df", dark: "#1c2227" },
    ink: { light: "#20262b", dark: "#e4e1da" },
    soft: { light: "#5a636b", dark: "#9aa4ac" },
    rule: { light: "#dcd5c8", dark: "#2d353b" },
    accent: { light: "#b3331f", dark: "#f0785f" },
  },
  owner: { kind: "Organization", name: "Signalbox" },
  navigation: [
    { label: "Features", href: "/features/" },
    { label: "Architecture", href: "/architecture/" },
    { label: "Blog", href: "/blog/" },
    { label: "About", href: "/about/" },
  ],
  social: [],
  footer: "Every post here was approved by a person, byte for byte, before it went out.",
  postsPerPage: 20,
  home: {
    title: "The crew proposes. You pull the lever.",
    lede: "Signalbox drafts the posts, fixes the bugs, watches the projects and builds what customers wrote down. What may happen is decided by code that you can read, and what leaves was seen by somebody you know.",
    actions: [
      { label: "What it does", href: "/features/" },
      { label: "How it is built", href: "/architecture/" },
    ],
    lineTitle: "One line in Slack, all the way out",
    line: [
      {
        title: "Signal",
        text: "A message, an alert, a mail or a ticket is recorded once, with proof of where it came from.",
      },
      { title: "Draft", text: "Claude works on it and proposes one outside action, down to its last byte." },
      {
        title: "Verdict",
        text: "A pure function says auto, hold, approval or forbidden, and gives its reasons.",
      },
      {
        title: "Approval",
        text: "A person says yes to exactly that digest. The first decision wins; a changed draft asks again.",
      },
      {
        title: "Effect",
        text: "It happens once. An attempt without an answer is looked for, never blindly repeated.",
      },
      {
        title: "Ledger",
        text: "Each step, click, token and cent stays readable, long after the work is done.",
      },
    ],
    pointsTitle: "Four jobs, end to end",
    points: [
      {
        title: "The editorial desk",
        text: "From one line to a post, its announcements and the mail about it, each in words of its own, at its own time.",
      },
      {
        title: "Bug fixing",
        text: "From an alert to a pull request that carries its proof: a test that failed before the fix and passes with it.",
      },
      {
        title: "Project watch",
        text: "From mails and tickets to risks, decisions and a morning digest, each entry with the words it rests on.",
      },
      {
        title: "Delivery",
        text: "From a customer's documents to requirements, a plan that people agree to, and story after story that really runs.",
      },
    ],
    newestPosts: 3,
  },
  features: {
    title: "What the crew does",
    lede: "Each job is a durable workflow with a person at its switch. These are the parts that teams ask about first.",
    groups: [
      {
        title: "Words",
        lede: "What your team publishes, without the last-minute rush.",
        points: [
          {
            title: "Campaigns from a sentence",
            text: "A post, cards for each network, a mail and a gist are proposed together and approved, moved or refused one by one.",
          },
          {
            title: "Revisions that learn",
            text: "What people keep asking for becomes a proposed house rule, and somebody accepts it or doesn't.",
          },
          {
            title: "Corrections in the open",
            text: "A published post is corrected through the same approval, with the change shown and a note where it matters.",
          },
          {
            title: "Cited memory",
            text: "A draft says which older post or decision it leans on, with a link, and memories never give orders.",
          },
        ],
      },
      {
        title: "Code",
        lede: "Fixes and features that prove themselves.",
        points: [
          {
            title: "A plan before a change",
            text: "The repository is read in a fresh clone, and the plan waits in a draft pull request for a yes.",
          },
          {
            title: "A referee, not a promise",
            text: "Ordinary code runs the suite, sees red turn green and reads the diff. The model's word counts for nothing.",
          },
          {
            title: "No secrets in the room",
            text: "The agent has neither git nor a token. What it may reach is a list.",
          },
          {
            title: "Merges by your rules",
            text: "People merge, or a rule does, when enough of them approved that very commit.",
          },
        ],
      },
      {
        title: "Projects",
        lede: "What was said, kept where it can be found.",
        points: [
          {
            title: "Quarantine for outside words",
            text: "A small model without tools reads what strangers write. Only facts leave the quarantine.",
          },
          {
            title: "Documents that people own",
            text: "Named fields change, versions stay, and nothing that a person wrote is overwritten.",
          },
          {
            title: "Quiet when nothing happens",
            text: "A look that finds nothing new costs nothing: no model is asked.",
          },
          {
            title: "Meetings with receipts",
            text: "Notes, decisions and actions lead back to the moment in the transcript that they come from.",
          },
        ],
      },
      {
        title: "Control",
        lede: "The levers stay in your hands.",
        points: [
          {
            title: "Autonomy that is earned",
            text: "Each kind of action has a level, raised by people and lost by outcomes.",
          },
          {
            title: "Budgets that hold",
            text: "Money is reserved before a call is made. A task that would go over stops and says so.",
          },
          {
            title: "One stop for everything",
            text: "A stop holds what would leave, ask a model or begin, and a resume takes it up where it was.",
          },
          {
            title: "Outages are waited out",
            text: "A service that is down fails nothing. Work waits visibly, and goes on by itself.",
          },
        ],
      },
    ],
  },
  architecture: {
    title: "An interlocking for agents",
    lede: "In a signal box no lever moves unless the others allow it. Signalbox is built like that: a model may propose anything, and the frame decides what can move.",
    layersTitle: "Rooms, one above the other",
    layers: [
      {
        name: "Doors",
        text: "Webhooks, mail, queues and cron. They verify, parse and record, and never wait for a model.",
      },
      { name: "Jobs", text: "Durable workflows that read as a list of steps. No job knows another." },
      { name: "Spine", text: "Propose, decide, approve, perform, record. The only way out of the house." },
      {
        name: "Policy",
        text: "One pure verdict over boundaries and the team's rules, replayable from the ledger.",
      },
      { name: "Domain", text: "Types and functions without a clock, a network or a store." },
    ],
    body: "content/architecture.md",
  },
  about: {
    title: "Why a signal box",
    lede: "Railways learned long ago how to let powerful things move past each other without asking everyone to be perfect.",
    body: "content/about.md",
  },
});
