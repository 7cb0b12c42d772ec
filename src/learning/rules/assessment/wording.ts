/** Answers in words, for whoever may know them: what was answered, what is right, what its author says to it. */
import type { ItemResult } from '../../schema/assessment.js';
import type { Gap, Item } from '../../schema/index.js';

/** Lines; empty: nothing was answered. */
export function answerInWords(item: Item, response: ItemResult['response']): string[] {
  if (response === null || response.type !== item.type) return [];
  switch (response.type) {
    case 'choice':
      return textsOf(item, response.chosen === null ? [] : [response.chosen]);
    case 'multiple':
    case 'hotspot':
      return textsOf(item, response.chosen);
    case 'match':
      return item.type === 'match' ? pairsInWords(item, response.pairs) : [];
    case 'order':
      return textsOf(item, response.order);
    case 'cloze':
      return item.type === 'cloze' ? gapsInWords(item.gaps, (gap) => filled(gap, response.gaps[gap.key])) : [];
    default:
      return item.type === 'numeric' && item.unit && response.typed !== ''
        ? [`${response.typed} ${item.unit}`]
        : [response.typed];
  }
}

export function rightInWords(item: Item): string[] {
  switch (item.type) {
    case 'choice':
      return textsOf(item, [item.answer]);
    case 'multiple':
    case 'hotspot':
      return textsOf(item, item.answers);
    case 'match':
      return pairsInWords(item, item.pairs);
    case 'order':
      return item.options.map(({ text }) => text);
    case 'numeric':
      return [numberInWords(item)];
    case 'short':
      return [acceptedInWords(item.accepted)];
    case 'cloze':
      return gapsInWords(item.gaps, rightOf);
  }
}

/** What its author says to whoever answered this. */
export function feedbackFor(item: Item, { response, right }: ItemResult): string[] {
  const whole = right ? item.feedback.right : item.feedback.wrong;
  const chosen =
    item.type === 'choice' || item.type === 'multiple'
      ? item.options.filter(({ key }) => chosenIn(response).includes(key)).map(({ feedback }) => feedback)
      : [];
  return [...chosen, whole].filter((text) => text !== undefined);
}

function chosenIn(response: ItemResult['response']): readonly string[] {
  if (response?.type === 'choice') return response.chosen === null ? [] : [response.chosen];
  return response?.type === 'multiple' ? response.chosen : [];
}

/** In the order of the keys. */
function textsOf(item: Item, keys: readonly string[]): string[] {
  const options =
    item.type === 'hotspot'
      ? item.areas.map(({ key, label }) => ({ key, text: label }))
      : item.type === 'choice' || item.type === 'multiple' || item.type === 'order'
        ? item.options
        : [];
  return keys.flatMap((key) => options.find((option) => option.key === key)?.text ?? []);
}

function pairsInWords(
  { left, right }: Extract<Item, { type: 'match' }>,
  pairs: readonly { left: string; right: string }[],
): string[] {
  return left.flatMap(({ key, text }) => {
    const pair = pairs.find((one) => one.left === key);
    const other = right.find((one) => one.key === pair?.right);
    return other ? [`${text}: ${other.text}`] : [];
  });
}

function gapsInWords(gaps: readonly Gap[], wordsOf: (gap: Gap) => string): string[] {
  return gaps.map((gap, index) => `Gap ${index + 1}: ${wordsOf(gap) || 'left empty'}`);
}

function filled(gap: Gap, typed = ''): string {
  return gap.kind === 'choice' ? (gap.options.find(({ key }) => key === typed)?.text ?? '') : typed;
}

function rightOf(gap: Gap): string {
  if (gap.kind === 'choice') return filled(gap, gap.answer);
  return gap.kind === 'numeric' ? numberInWords(gap) : acceptedInWords(gap.accepted);
}

function numberInWords({
  answer,
  tolerance,
  unit,
}: Extract<Gap, { kind: 'numeric' }> | Extract<Item, { type: 'numeric' }>) {
  const number = unit ? `${answer} ${unit}` : String(answer);
  if (tolerance.kind === 'exact' || tolerance.value === 0) return number;
  const allowed =
    tolerance.kind === 'relative' ? `${Number((tolerance.value * 100).toPrecision(6))} %` : tolerance.value;
  return `${number}, give or take ${allowed}`;
}

function acceptedInWords(accepted: readonly { text: string; worth: number }[]): string {
  const whole = accepted.filter(({ worth }) => worth === 1);
  return (whole.length > 0 ? whole : accepted).map(({ text }) => text).join(', or ');
}
