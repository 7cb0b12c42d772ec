/** A term in words that people write: never its stem. */
import type { Segment } from '../store/segment.js';
import type { Lexicon } from './read-words.js';

/** As the document's title writes it, else as the synonyms write a phrase, else the first word that was met for it. */
export function writtenAs(term: number, segment: Segment, document: number, { vocabulary, phrases }: Lexicon): string {
  const { titleStarts, titleWords } = segment;
  for (let at = titleStarts[document] as number; at < (titleStarts[document + 1] as number); at += 1) {
    const word = titleWords[at] as number;
    if (vocabulary.termOfWord.values[word] === term) return vocabulary.words[word] as string;
  }
  return phrases.spellingOf(term) ?? vocabulary.readable(term);
}
