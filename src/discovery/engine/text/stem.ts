/**
 * Light stemming of English: plural, -ing, -ed and final e fall together; British and American spellings too. Endings that
 * change what is meant (-ment, -er, -ist) stay. Where cutting an ending would join two different subjects ("marketing" and
 * "markets"), the word is kept whole.
 */

/** Nouns in -ing and -ed (and a few others) that are not forms of the shorter word, for a reader of course titles. */
const WHOLE = new Set(
  (
    'marketing accounting learning programming building buildings housing clothing meaning morning evening wedding ceiling ' +
    'pudding lightning offspring during something nothing anything everything united hundred sacred kindred naked wicked ' +
    'news lens series species physical medical technical critical radical vertical tropical theses atlas canvas christmas ' +
    'gas bias chaos kudos cosmos corps diabetes rabies scabies herpes mars paris wales texas kansas dallas athens sales ' +
    'goods arts honours always perhaps besides less business access process success address express princess wellness'
  ).split(' '),
);

// A map: an object would know words such as “constructor”.
const IRREGULAR = new Map(
  Object.entries({
    analysis: 'analyz',
    analyses: 'analyz',
    crises: 'crisis',
    hypotheses: 'hypothesis',
    diagnoses: 'diagnosis',
    children: 'child',
    women: 'woman',
    men: 'man',
    mice: 'mouse',
    teeth: 'tooth',
    feet: 'foot',
    lives: 'life',
    wives: 'wife',
    leaves: 'leaf',
    shelves: 'shelf',
    criteria: 'criterion',
    phenomena: 'phenomenon',
    taught: 'teach',
    taxes: 'tax',
    centre: 'center',
    centres: 'center',
    theatre: 'theater',
    theatres: 'theater',
    metre: 'meter',
    metres: 'meter',
    fibre: 'fiber',
    fibres: 'fiber',
    programme: 'program',
    programmes: 'program',
    catalogue: 'catalog',
    catalogues: 'catalog',
    dialogue: 'dialog',
    dialogues: 'dialog',
    defence: 'defens',
    licence: 'licens',
    licences: 'licens',
    practise: 'practic',
    practising: 'practic',
    ageing: 'aging',
    cheque: 'check',
    tyre: 'tire',
    tyres: 'tire',
    jewellery: 'jewelry',
    aluminium: 'aluminum',
    grey: 'gray',
  }),
);

/** Stem of a folded word. Words with anything but a-z, and words of up to three letters, stay as they are. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (WHOLE.has(word)) return word.endsWith('ings') ? word.slice(0, -1) : word;
  return undouble(withoutE(withoutVerbEnding(singular(spelling(word)))));
}

/** British to American, where the two differ by rule: organisation, colour, analyse, archaeology. */
function spelling(word: string): string {
  if (word.length < 6) return word;
  return word
    .replace(/is(e|es|ed|er|ers|ing|ation|ations|ational)$/, 'iz$1')
    .replace(/ys(e|es|ed|er|ers|ing)$/, 'yz$1')
    .replace(/our(s|ed|ing|al|ful|ist|ite|able|hood)?$/, 'or$1')
    .replace(/ae/, 'e');
}

function singular(word: string): string {
  if (!word.endsWith('s') || WHOLE.has(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(ss|us|is)$/.test(word)) return word;
  if (/(sses|xes|ches|shes|zzes)$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function withoutVerbEnding(word: string): string {
  if (WHOLE.has(word)) return word;
  if (word.endsWith('ical') && word.length > 6) return word.slice(0, -2);
  if (word.endsWith('ied') && word.length > 4) return `${word.slice(0, -3)}y`;
  const cut = word.endsWith('ing') ? 3 : word.endsWith('ed') && !word.endsWith('eed') ? 2 : 0;
  if (cut === 0) return word;
  const rest = word.slice(0, -cut);
  return rest.length >= 3 && /[aeiouy]/.test(rest) ? rest : word;
}

function withoutE(word: string): string {
  if (word.endsWith('ie') && word.length > 4) return `${word.slice(0, -2)}y`;
  return word.endsWith('e') && word.length > 3 ? word.slice(0, -1) : word;
}

/** planning → plan, travelling → travel; but sell, spell, class and add keep theirs. */
function undouble(word: string): string {
  const last = word[word.length - 1];
  if (word.length < 5 || last !== word[word.length - 2] || last === 's') return word;
  if ((last === 'l' || last === 'f' || last === 'z') && word.length < 6) return word;
  return word.slice(0, -1);
}
