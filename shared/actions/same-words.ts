interface Words {
  title: string;
  body: string;
}

/** Whether two texts are the same to a reader: GitHub trims them and may keep their line ends in its own way. */
export function sameWords(a: Words, b: Words): boolean {
  return plain(a.title) === plain(b.title) && plain(a.body) === plain(b.body);
}

function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trim();
}
