/**
 * The greatest number from 0 to `most` that fits; 0 when none does. What fits must still fit when it is made
 * smaller. It finds how much of a text a platform takes where the length is that of the escaped text.
 */
export function greatest(most: number, fits: (n: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
