import type { Random } from './random.js';

const WORDS =
  'account album archive backup budget cache chapter client config contract core data design draft export figure film fixture handler holiday image index invoice layout letter library locale logo manual meeting module music notes order package paper parser photo plan project query recipe record release report request response sample schedule scan schema script server session setting sketch source statement style summary support table template test theme thumbnail util version video view'.split(
    ' ',
  );

const EXTENSIONS = ['.js', '.ts', '.json', '.png', '.jpg', '.md', '.so', '.o', '.html', '.pdf', '.map', ''];

/** Makes a name that `number` makes unique in its directory. Lengths are those of real trees: mostly 8 to 30 bytes. */
export function fileName(random: Random, number: number): string {
  const words = Array.from({ length: 1 + random.below(3) }, () => random.pick(WORDS));
  return `${words.join('-')}-${number}${random.pick(EXTENSIONS)}`;
}

/** Makes the name of a directory. The underscore keeps it apart from every file's name. */
export function directoryName(random: Random, number: number): string {
  return `${random.pick(WORDS)}_${number}`;
}
