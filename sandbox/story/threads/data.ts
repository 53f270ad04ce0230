import { mail, type Thread } from "../thread.ts";

/** What comes over from the old world, and how many people will come with it. */
export const data: readonly Thread[] = [
  {
    id: "duplicates",
    subject: "Test import: duplicate customers",
    mails: [
      mail(
        4,
        "15:35",
        "priya",
        ["tom", "lena"],
        `Hello Tom,

first full test import is through. There is a problem with the data: 3.1 percent of the customers are in there twice, 12,400 of about 400,000. Same person, same meter, two customer numbers. They would see only half of their contracts.`,
      ),
      mail(
        4,
        "16:20",
        "tom",
        ["priya", "lena"],
        `That can't be. The customer master is unique by construction. I would rather look at your import.`,
      ),
      mail(
        5,
        "09:05",
        "priya",
        ["tom", "lena"],
        `I did. Here are fifty pairs, straight from your database and not from our import.`,
        { attachments: ["pairs.csv"] },
      ),
      mail(
        5,
        "13:50",
        "tom",
        ["priya", "lena", "maya"],
        `I take it back, you are right. They are from the merger with Stadtwerke Eiderwald in 2016. Nobody has looked at them since.`,
      ),
      mail(
        8,
        "13:25",
        "tom",
        ["priya", "lena", "maya"],
        `We have a plan for the duplicates: a clean-up run on {w3tue}, by night. Please don't do the final import before that.`,
      ),
    ],
  },
  {
    id: "load",
    subject: "How many will come at once?",
    mails: [
      mail(
        3,
        "11:15",
        "uwe",
        ["maya", "henrike"],
        `Hi, for your planning: the letters about the new portal go to 380,000 households, all in the same week. We expect that many will try it on the evening that they get the letter.`,
      ),
      mail(
        3,
        "11:52",
        "lena",
        ["uwe", "maya", "henrike"],
        `All in one week? We have sized for 4,000 visitors an hour. If only every tenth household tries it on the same evening, the portal goes down on its first day. That is a serious risk.`,
      ),
      mail(
        3,
        "13:10",
        "henrike",
        ["lena", "uwe", "maya"],
        `What we assumed in the business case was that 20 percent of the households register within the first month.`,
      ),
      mail(
        4,
        "09:30",
        "rik",
        ["lena"],
        `We can give you three times the machines, but I need ten days of notice for it.`,
        { subject: "RE: Capacity" },
      ),
      mail(
        6,
        "11:45",
        "henrike",
        ["uwe", "lena", "maya"],
        `Talked to Uwe and the print shop. We have decided to send the letters in four waves, one a week. Then the first evening is a quarter of what Lena was afraid of.`,
        { quotes: false },
      ),
      mail(
        6,
        "12:01",
        "lena",
        ["henrike", "uwe"],
        `That helps a lot. The risk is much smaller now, I'd still like the load test.`,
      ),
    ],
  },
  {
    id: "meter-import",
    subject: "Zählerstände aus dem Altsystem",
    mails: [
      mail(2, "10:30", "priya", ["tom"], `Hi Tom, how far back do the meter readings go that we get?`),
      mail(2, "11:05", "tom", ["priya"], `Fünf Jahre. Davor liegt alles im Archiv, das braucht niemand.`),
      mail(2, "11:12", "priya", ["tom"], `Five years it is, thanks.`),
    ],
  },
];
