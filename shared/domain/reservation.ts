const conditions = [
  "if|unless|until|till|once|only|but|except(?:ing)?|excluding|besides|(?:apart|aside) from|other than|provided|providing",
  "assuming|supposing|presuming|given|pending|contingent|conditional(?:ly)?|depend(?:ing|ent|s)|when|whenever|while|whilst",
  "(?:as|so) (?:long|soon) as|in case|upon|(?:on|under) (?:the )?condition|subject to|after|before|following|otherwise|else|whether",
  "without|minus|instead|rather|however|though|although|or|reject|revise|first|next",
];
const refusals = [
  String.raw`not|\p{L}+n['’]t|dont|cannot|never|none|nothing|neither|nope|nah|wait|hold|postpone|delay|defer|retract|hmm+`,
  "maybe|perhaps|possibly|i guess|kidding|joking|jk|wdyt",
  String.raw`no(?=\s*(?:$|[,.;:!)\n]))|(?:can|could|shall|should) (?:we|you|i|it)`,
];
const parts = [
  String.raw`half|partial(?:ly)?|partly|(?:part|some|most) of|steps? \d+|just(?! (?:what|right|fine|as|great|perfect))`,
  String.raw`with (?:\p{L}+ ){0,3}(?:changes?|modifications?|tweaks?|adjustments?|edits?|amendments?|caveats?|reservations?|conditions?|exceptions?|added|removed|renamed)`,
];
const times = [
  "later|eventually|tonight|tomorrow|eod|on (?:mon|tues|wednes|thurs|fri|satur|sun)day",
  String.raw`in (?:an?|\d+|(?:a )?few|some|two|three) (?:minutes?|mins?|hours?|days?|weeks?)|at (?:noon|midnight|\d[\d:.]*(?:\s?[ap]m|h)?)`,
];
/** The same in the languages that people mix with English orders. */
const foreign = [
  "wenn|falls|sofern|sobald|solange|aber|jedoch|nicht|kein(?:e|en|er)?|erst|bevor|nachdem|ohne|außer|ausser|vorausgesetzt|nur|später|morgen",
  "si|sauf|mais|quand|lorsque|sans|pas|après|avant|à condition|dès que|seulement|uniquement|une fois|demain",
  "pero|cuando|salvo|excepto|sin|después|antes|siempre que|a condición|sólo|solo|mañana",
  "se|ma|quando|senza|dopo|prima|purché|a condizione|tranne|soltanto|domani",
  "mas|sem|depois|desde que|exceto|só|não|amanhã|als|maar|niet|zodra|mits|tenzij|zonder|nadat|voordat|alleen|behalve",
  "jeśli|jeżeli|gdy|ale|nie|bez|tylko|pod warunkiem|если|но|когда|не|только|после|пока|кроме",
];
/** Signs by which people say no, wait or doubt it, as Unicode has them and as Slack and GitHub write them. */
const signs = [
  String.raw`[\u{1f44e}\u{274c}\u{274e}\u{1f6ab}\u{26d4}\u{1f6d1}\u{270b}\u{1f914}\u{1f615}\u{1f645}\u{1f937}\u{23f3}\u{231b}\u{23f8}\u{2753}\u{2754}\u{26a0}\u{1f6a7}]`,
  ":(?:-1|thumbsdown|x|no_entry\\w*|no_good|octagonal_sign|thinking\\w*|confused|raised_hand|warning|hourglass\\w*|question|construction):",
].join("|");
/** Scripts that set no space between words. */
const unspaced = "但|如果|若|除非|之后|之後|不要|ただし|もし|なら|たら|けど|しかし|하지만|만약|단,";
/** What is asked for on top of a yes is a wish to change what was shown. */
const wish = String.raw`(?:(?:^|[,;.:!(–—-]|\n)\s*|(?<!\p{L})(?:and|also|then|please|pls)\s+)(?:also |then |please |pls )*(?:rename|add|remove|drop|delete|change|replace|use|update|move|make|ensure|keep|leave|skip|ignore|exclude|include|switch|revert|adjust|tweak|bump|ask)(?!\p{L})`;

/** What makes an order wait when it follows it at once. */
const waiting = String.raw`(?:(?:but )?only )?(?:if|when|whenever|once|unless|until|till|after|before|later|tonight|tomorrow|eventually|next|never ?mind|(?:but )?not (?:yet|now|before|until)|(?:as|so) long as|as soon as(?! possible)|provid(?:ed|ing)|assuming|supposing|pending|depending|subject to|upon|in case|wenn|falls|sobald|sofern|${times.join("|")})`;
const conditional = new RegExp(
  String.raw`^[\s,;:(–—-]*(?:(?:this|that|it|please|pls|again)(?!\p{L})[\s,;:(–—-]*)*${waiting}(?![\p{L}\p{N}])`,
  "iu",
);

/** Whether what follows an order puts it off: under a condition, or for another time. What is asked for so isn't asked for. */
export function isPutOff(said: string): boolean {
  return conditional.test(said);
}

const words = [...conditions, ...refusals, ...parts, ...times, ...foreign].join("|");
const reserved = new RegExp(
  String.raw`[?？]|(?<![\p{L}\p{N}])(?:${words})(?![\p{L}\p{N}])|${signs}|${unspaced}|${wish}`,
  "iu",
);

/**
 * Whether what somebody says behind a yes makes it less than one: a condition, another time, a part of it, a change, a doubt. A yes that
 * is taken back costs a sentence, and one that was none an effect, so in doubt it does.
 */
export function isReserved(said: string): boolean {
  return reserved.test(said);
}
