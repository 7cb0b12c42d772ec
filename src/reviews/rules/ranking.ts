/** Which reviews come first. */

/** 95 %. */
const Z = 1.96;

/**
 * The lower bound of Wilson's interval (1927) for the share of readers who find a review helpful, 0–1: few votes are
 * trusted less. Without votes 0.
 */
export function helpfulness({ helpful, unhelpful }: { helpful: number; unhelpful: number }): number {
  const n = helpful + unhelpful;
  if (n === 0) return 0;
  const share = helpful / n;
  const middle = share + (Z * Z) / (2 * n);
  const width = Z * Math.sqrt((share * (1 - share) + (Z * Z) / (4 * n)) / n);
  return (middle - width) / (1 + (Z * Z) / n);
}
