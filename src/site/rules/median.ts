/** The smallest whole number from 0 to `highest` for which `holds` answers yes, where it answers yes from some number on. */
export async function smallestWith(holds: (value: number) => Promise<boolean>, highest: number): Promise<number> {
  // Most answers are small: the step doubles until it has passed the answer, then halves back to it.
  let below = -1;
  let above = 0;
  while (above < highest && !(await holds(above))) {
    below = above;
    above = Math.min(highest, above === 0 ? 1 : above * 2);
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (await holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}
