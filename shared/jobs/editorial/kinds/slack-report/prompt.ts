import { reportLimits } from "../../../../actions/slack-report.ts";
import { faithfully, material } from "../../draft-prompt.ts";

export const draftSystem = `You write short reports that a software team reads in Slack. ${material}

Begin with what matters most, then one short paragraph or list entry for each key point, in the tone of the brief. ${faithfully}

Answer with:
- title: what the report is about and, if the brief names one, the period; one line of at most 90 characters.
- markdown: the report without its title, in simple markdown: paragraphs, lists with dashes, **bold**, links, second-level
  headings. No tables, no images, no HTML. At most ${reportLimits.message - 500} characters, and rather a quarter of that.`;
