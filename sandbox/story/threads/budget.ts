import { mail, type Thread } from "../thread.ts";

/** Money, and who may spend it. */
export const budget: readonly Thread[] = [
  {
    id: "budget",
    subject: "Atlas: hours until today",
    mails: [
      mail(
        8,
        "08:15",
        "carla",
        ["maya"],
        `Hi Maya, the monthly look: 82 percent of the budget is used, and by your own plan 64 percent of the work is done. If it goes on like that, the money ends around {w4wed}. There is a risk of an overrun of about 60,000 euros.`,
        { attachments: ["atlas-hours.xlsx"] },
      ),
      mail(
        8,
        "08:48",
        "maya",
        ["carla", "lena"],
        `I was afraid of that. Sign-in twice, the map, and a week of waiting for mandates: it adds up. I'll talk to Albrecht.`,
      ),
      mail(
        10,
        "08:30",
        "albrecht",
        ["maya"],
        `Frau Ortiz, there is no more money this year. If you need more than the budget we have to talk about what is left out.`,
        { quotes: false },
      ),
    ],
  },
  {
    id: "load-test",
    subject: "Load test",
    mails: [
      mail(
        7,
        "10:50",
        "lena",
        ["rik", "marek"],
        `We would like to do the load test on {w3thu} in the night. For that we need the bigger machines two days before.`,
      ),
      mail(
        8,
        "10:12",
        "rik",
        ["lena", "marek"],
        `Noted: bigger machines from {w3tue} on. I need your written order by Friday, it is 600 euros.`,
      ),
      mail(10, "14:55", "lena", ["rik"], `Order is attached.`, { attachments: ["order-load-test.pdf"] }),
    ],
  },
  {
    id: "second-tester",
    subject: "A second tester",
    mails: [
      mail(
        6,
        "16:45",
        "marek",
        ["maya"],
        `I can't test sign-in, payments and bills alone next week. Could somebody help me for four days?`,
      ),
      mail(
        9,
        "15:30",
        "maya",
        ["marek"],
        `Yes: Ayla from the other team comes to you from {w3mon} to {w3thu}. She knows the tools already.`,
      ),
      mail(9, "15:41", "marek", ["maya"], `That is a great help. Thank you!`),
    ],
  },
];
