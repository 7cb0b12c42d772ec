/** Readers of cells, shared by the saved mappings. Each takes a cell that is not empty and writes one field of the draft. */
import {
  canonicalUrl,
  clip,
  lookUp,
  type PriceHint,
  parseCount,
  parseCpdHours,
  parseCredits,
  parseDay,
  parseDifficulty,
  parseLanguages,
  parseLevel,
  parsePrices,
  parseRating,
  plainText,
  repairMojibake,
  tidy,
  tidyLines,
  urlFromAnchor,
} from '../../rules/index.js';
import type { CourseRecordInput, Level, OrganisationRef, SubjectRef } from '../../schema.js';
import { rawOf } from '../readers/record.js';
import { allWordsOf, lineOf, listOf, objectsOf, wordsOf } from '../readers/values.js';
import { literalList, splitNames } from './lists.js';
import type { Draft, FieldReader } from './mapping.js';

/** A reader of words; values that hold none are passed over. */
export function reading(read: (words: string, draft: Draft) => void): FieldReader {
  return (value, draft) => {
    const words = wordsOf(value);
    if (words) read(words, draft);
  };
}

const MARKUP = /<\/?[a-z][a-z0-9]{0,10}[\s>/]|&(?:[a-z]{2,8}|#\d{2,6});/i;
/** A carriage return as Excel leaves it in its exports. */
const RETURNS = /_x000D_/g;
/** Paragraphs, from HTML or plain words. */
function prose(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = repairMojibake(value.replace(RETURNS, '\n'));
  return (MARKUP.test(text) ? plainText(text) : tidyLines(text)) || undefined;
}

function line(value: unknown): string | undefined {
  if (typeof value !== 'string') return wordsOf(value);
  const text = repairMojibake(value.replace(RETURNS, ' '));
  return MARKUP.test(text) ? lineOf(text) : tidy(text) || undefined;
}

export const title: FieldReader = (value, draft) => {
  draft.title = line(value);
};
export const subtitle: FieldReader = (value, draft) => {
  draft.subtitle = line(value);
};
export const summary: FieldReader = (value, draft) => {
  draft.summary = line(value);
};
export const description: FieldReader = (value, draft) => {
  draft.description = prose(value);
};
export const prerequisites: FieldReader = (value, draft) => {
  draft.prerequisites = prose(value);
};
export const assessment: FieldReader = (value, draft) => {
  draft.assessment = prose(value);
};
export const awardName = reading((words, draft) => {
  draft.awardName = words;
});
/** Line ends, and the numbered parts that a page ran together: "Week 1: … Week 2: …". */
const PARTS =
  /\n+|\s(?=(?:Week|Module|Unit|Lecture|Chapter|Lesson|Section|Semana|Módulo|Unidad|Tema|Semaine)\s\d{1,2}\s?[:.–-])/;
export const syllabus: FieldReader = (value, draft) => {
  const lines = typeof value === 'string' ? prose(value)?.split(PARTS) : allWordsOf(value);
  draft.syllabus = lines?.map((each) => clip(each.trim(), 500)).filter(Boolean);
};

/** `bare`: the query says nothing about which page it is (Coursera's `specialization`), and goes. */
export function address({ base, bare }: { base?: string; bare?: boolean } = {}): FieldReader {
  return reading((words, draft) => {
    const whole = base && !/^https?:/i.test(words) ? (URL.parse(words, base)?.href ?? '') : words;
    const url = canonicalUrl(whole) ?? undefined;
    draft.url = bare ? url?.split('?')[0] : url;
  });
}
export const addressInAnchor = reading((words, draft) => {
  draft.url = urlFromAnchor(words) ?? undefined;
});
export const image = reading((words, draft) => {
  draft.imageUrl = canonicalUrl(words) ?? undefined;
});
export const code = reading((words, draft) => {
  draft.code = words;
});
export const externalId = reading((words, draft) => {
  draft.externalId = words;
});
export function identifier(scheme: string): FieldReader {
  return reading((value, draft) => {
    draft.identifiers = [...(draft.identifiers ?? []), { scheme, value }];
  });
}

/** Who offers it, by its name; `known` gives what is known of it. */
export function provider(known?: (name: string) => OrganisationRef): FieldReader {
  return reading((name, draft) => {
    draft.provider = known?.(name) ?? { name };
  });
}
export function awardingBodies(separator?: string | RegExp): FieldReader {
  return (value, draft) => {
    const names = typeof value === 'string' ? splitNames(value, separator) : allWordsOf(value);
    draft.awardingBodies = names.map((name) => ({ name }));
  };
}
export function instructors(separator?: string | RegExp): FieldReader {
  return (value, draft) => {
    const named = objectsOf(value).flatMap((each) => wordsOf(each.name) ?? []);
    draft.instructors = typeof value === 'string' ? splitNames(value, separator) : [...named, ...allWordsOf(value)];
  };
}

/** What kind of course the source's own word means; an unknown word leaves "course". */
export function kind(words: Record<string, CourseRecordInput['kind']>): FieldReader {
  return reading((word, draft) => {
    draft.kind = lookUp(words, word.toLowerCase()) ?? draft.kind;
  });
}
export const PLATFORM_KINDS: Record<string, CourseRecordInput['kind']> = {
  course: 'course',
  specialization: 'programme',
  'professional certificate': 'programme',
  'mastertrack certificate': 'programme',
  'guided project': 'project',
  project: 'project',
  degree: 'qualification',
};

export const keyword: FieldReader = (value, draft) => {
  const words = [...allWordsOf(value), ...objectsOf(value).flatMap((each) => wordsOf(each.name) ?? [])];
  const known = draft.subjects ?? [];
  const fresh = [...new Set(words)].filter((label) => !known.some((subject) => subject.label === label));
  draft.subjects = [...known, ...fresh.map((label): SubjectRef => ({ scheme: 'keyword', label }))];
};
export function keywords(separator: string | RegExp): FieldReader {
  return reading((words, draft) => {
    for (const label of splitNames(words, separator)) keyword(label, draft, {});
  });
}
/** `taught` by what platforms call "skills you will gain". */
export function skills(form: 'literal' | 'commas'): FieldReader {
  return reading((words, draft) => {
    const labels = form === 'literal' ? literalList(words) : splitNames(words, ',');
    draft.skills = [...new Set(labels)].map((label) => ({ label, relation: 'taught' as const }));
  });
}
export function outcomes(form: 'literal' | 'lines'): FieldReader {
  return (value, draft) => {
    const all = form === 'literal' ? literalList(wordsOf(value) ?? '') : (prose(value)?.split('\n') ?? []);
    draft.outcomes = all.flatMap((each) => tidy(each) || []);
  };
}

export function level(framework?: Level['framework']): FieldReader {
  return reading((words, draft) => {
    const found = parseLevel(words, { framework });
    if (!found) return;
    draft.level = found;
    draft.raw.level = rawOf(words, 'parsed', 'level');
  });
}
export const difficulty = reading((words, draft) => {
  draft.difficulty = parseDifficulty(words) ?? undefined;
  if (draft.difficulty) draft.raw.difficulty = rawOf(words, 'parsed', 'difficulty');
});

export function credit(scheme?: Parameters<typeof parseCredits>[1]): FieldReader {
  return reading((words, draft) => {
    draft.credit = parseCredits(words, scheme);
    if (draft.credit.length > 0) draft.raw.credit = rawOf(words, 'parsed', 'credit');
  });
}
export const cpdHours = reading((words, draft) => {
  draft.cpdHours = parseCpdHours(words) ?? undefined;
  if (draft.cpdHours) draft.raw.cpdHours = rawOf(words, 'parsed', 'credit.cpdHours');
});

export function duration(bare?: 'week' | 'hour'): FieldReader {
  return reading((words, draft) => {
    draft.time = { ...draft.time, duration: words, ...(bare && { bare }) };
  });
}
export const effort = reading((words, draft) => {
  draft.time = { ...draft.time, effort: words };
});

export function languages(field: 'languages' | 'captions' = 'languages'): FieldReader {
  return (value, draft) => {
    const words = listOf(value).flatMap((each) => wordsOf(each) ?? []);
    const found = [...new Set(words.flatMap(parseLanguages))];
    if (found.length === 0) return;
    draft[field] = found;
    draft.raw[field] = rawOf(words.join(', '), 'parsed', 'languages');
  };
}

export function prices(hint: PriceHint): FieldReader {
  return reading((words, draft) => {
    const found = parsePrices(words, hint);
    if (found.length === 0) return;
    draft.prices = [...(draft.prices ?? []), ...found];
    draft.raw.prices = rawOf(
      words,
      found.some((price) => price.how === 'approximate') ? 'approximate' : 'parsed',
      'money.prices',
    );
    if (found.some((price) => price.kind === 'audit' && price.amount === 0)) draft.freeToAudit = true;
  });
}

export const rating = reading((words, draft) => {
  const found = parseRating(words);
  if (!found) return;
  draft.rating = { ...draft.rating, ...found };
  draft.raw.rating = rawOf(words, 'parsed', 'numbers.rating');
});
/** How many gave the rating that another column holds. Stands after `rating` in a mapping. */
export const ratingCount = reading((words, draft) => {
  const count = parseCount(words);
  if (count === null || !draft.rating) return;
  draft.rating = { ...draft.rating, count };
  draft.raw.rating = rawOf(`${draft.raw.rating?.raw ?? ''} (${words})`, 'parsed', 'numbers.rating');
});
export const enrolments = reading((words, draft) => {
  const count = parseCount(words);
  if (count === null) return;
  draft.enrolments = count;
  draft.raw.enrolments = rawOf(words, 'parsed', 'numbers.count');
});

export function pace(words: Record<string, CourseRecordInput['pace']>): FieldReader {
  return reading((word, draft) => {
    draft.pace = lookUp(words, word.toLowerCase());
  });
}
export function mode(words: Record<string, CourseRecordInput['mode']>): FieldReader {
  return reading((word, draft) => {
    draft.mode = lookUp(words, word.toLowerCase());
  });
}

/** The day on which the provider last changed it. */
export const refreshed = reading((words, draft) => {
  const found = parseDay(words);
  if (found?.precision === 'day') draft.refreshed = found.day;
});

export const subjectAsced = reading((words, draft) => {
  const found = /^(\d{2,6}) - (.{1,200})$/.exec(words);
  const subject: SubjectRef = found
    ? { scheme: 'asced', code: found[1], label: found[2] ?? '' }
    : { scheme: 'keyword', label: words };
  draft.subjects = [...(draft.subjects ?? []), subject];
});
