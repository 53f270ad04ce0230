/** Words that speak to an assistant rather than to people, by language, and tricks of form. They flag and decide nothing. */
const signs: readonly (readonly [string, RegExp])[] = [
  [
    "asks to ignore instructions",
    /\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|prompts?|guidelines|guardrails|everything (?:above|before)|policy)\b/iu,
  ],
  [
    "asks to ignore instructions",
    /\b(?:ignorier\w*|missacht\w*|vergiss|vergesst|vergessen sie)\b.{0,50}(?:anweisung|regel|vorgabe|instruktion|prompt)/iu,
  ],
  [
    "asks to ignore instructions",
    /\b(?:ignore[zr]?|oublie[zr]?)\b.{0,50}\b(?:instructions|consignes|règles)/iu,
  ],
  [
    "asks to ignore instructions",
    /\b(?:ignora|ignore|olvida|olvide|dimentica|esqueça)\b.{0,50}\b(?:instrucciones|reglas|istruzioni|regole|instruções|regras)/iu,
  ],
  [
    "asks to ignore instructions",
    /\b(?:negeer|zignoruj|игнорируй\w*|забудь\w*)\b|(?:игнорируй|забудь).{0,40}(?:инструкц|правил)/iu,
  ],
  [
    "asks to ignore instructions",
    /(?:忽略|无视|無視|忘记|忘記).{0,15}(?:指令|指示|规则|規則|提示)|(?:指示|命令|ルール).{0,10}無視|(?:지시|명령|규칙).{0,12}무시/u,
  ],
  ["asks to ignore instructions", /(?:تجاهل|انس).{0,30}(?:التعليمات|القواعد)|התעלם.{0,30}(?:הוראות|כללים)/u],
  [
    "speaks to an assistant",
    /\b(?:system prompt|you are now|as an ai\b|ai (?:assistant|agent|model)\b|dear (?:ai|assistant|bot|signalbox)|(?:note|message|instructions?) (?:to|for) (?:the |any )?(?:ai|assistant|llm|model|bot|agent)|language model|jailbreak|developer mode|dan mode|new (?:system )?instructions?)\b/iu,
  ],
  [
    "speaks to an assistant",
    /(?:\b(?:du bist (?:jetzt|nun)|systemanweisung|ki-(?:assistent|agent|modell)|an die ki|tu es maintenant|vous êtes maintenant|assistant ia|eres ahora|asistente de ia|sei ora|assistente ia|ты теперь|systeemprompt)\b|系统提示|系統提示|你现在是|システムプロンプト|시스템 프롬프트)/iu,
  ],
  [
    "imitates the form of a prompt",
    /(?:[<‹[]\/?(?:system|assistant|user|instructions?|signal|signals|words|facts|problem|project|ticket|inst|\|im_(?:start|end)\|)\b[^>›\]]{0,40}[>›\]]|<\|[a-z_]{2,20}\|>|‹\|[a-z_]{2,20}\|›|^[ \t]*#{1,4}[ \t]*(?:system|instructions?)\b|^[ \t]*(?:system|assistant|developer)[ \t]*:|\bBEGIN (?:SYSTEM|ADMIN|INSTRUCTIONS?)\b|\[\[?system)/imu,
  ],
  [
    "claims authority",
    /\b(?:(?:already |pre-?)?approved by|authori[sz]ed by|on behalf of) (?:the )?(?:admin|administrator|operator|system|maya|ceo|security)\b|\bautonomy level\b|\bverdict\b.{0,10}\bauto\b|\b(?:genehmigt|freigegeben) (?:von|durch) /iu,
  ],
  [
    "asks to be hidden from people",
    /\b(?:do not|don't|don’t|never) (?:tell|mention|inform|notify|show)\b.{0,40}\b(?:user|team|lead|anyone|people|this)\b|\b(?:sag|verrate|erzähl)\w* (?:es )?(?:niemandem|nichts)\b|\bne (?:le )?dis(?:es)? (?:rien|à personne)\b/iu,
  ],
  [
    "gives orders to a tool",
    /\b(?:delete|remove|close|erase|wipe)\b.{0,30}\b(?:all|every)\b.{0,30}\b(?:risks?|issues?|tickets?|entr(?:y|ies)|log|data|decisions?)\b|\b(?:forward|send|e-?mail|leak|exfiltrate)\b.{0,60}\b(?:raid log|backlog|credentials|api keys?|secrets?|passwords?|tokens?|whole (?:log|project)|all (?:tickets|mails|emails|data))\b|\b(?:lösche|entferne|schließe)\b.{0,30}\balle\b|\b(?:supprime[zr]?|efface[zr]?)\b.{0,30}\btou(?:s|tes)\b|\b(?:borra|elimina|cierra)\b.{0,30}\btod[oa]s\b/iu,
  ],
];

/** The signs that words carry, each once, in plain words. */
export function suspiciousSigns(words: string): string[] {
  const plain = words.replaceAll(/[ \t]+/g, " ");
  // Letters that are set apart ("i g n o r e") are read together as well.
  const joined = plain.replaceAll(/\b(?:\p{L}[ .\-_]){4,}\p{L}\b/gu, (spaced) =>
    spaced.replaceAll(/[ .\-_]/g, ""),
  );
  const found = signs.flatMap(([sign, pattern]) =>
    pattern.test(plain) || pattern.test(joined) ? [sign] : [],
  );
  return [...new Set(found)];
}
