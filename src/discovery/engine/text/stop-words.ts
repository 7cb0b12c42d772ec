/** Words that say nothing about a course. They are indexed in titles only, and asked for only when nothing else is asked. */
const STOP =
  'a an the and or but nor of in on at to for from by with without into onto upon about as is are was were be been being am ' +
  'it its this that these those i me my mine we us our ours you your yours he him his she her hers they them their theirs ' +
  'who whom whose which what when where why how do does did doing have has had having can could will would shall should may ' +
  'might must not no so than then too very also just any some such each other over under between through before after never because while s t';

/** Words around a question rather than in it: "I am looking for a course to help me learn ...". They count a little. */
const WEAK =
  'course courses class classes learn learning learned study studying training want wants wanting need needs needed like ' +
  'looking look find finding get getting help helping start starting new good best better online programme program ' +
  'beginner beginners introduction introductory intro basic basics people someone something work working job use using ' +
  'know understand understanding make making improve become teach go going take taking more most really please';

const stop = new Set(STOP.split(' '));
const weak = new Set(WEAK.split(' '));

const articles = new Set(['a', 'an', 'the']);

/** Passed over at the beginning of a title. */
export const isArticle = (word: string): boolean => articles.has(word);
export const isStopWord = (word: string): boolean => stop.has(word);
export const isWeakWord = (word: string): boolean => weak.has(word);
