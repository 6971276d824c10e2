/** Rows as columns of text, the last column as long as it is. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>((known, row) => {
    row.slice(0, -1).forEach((cell, column) => {
      known[column] = Math.max(known[column] ?? 0, cell.length);
    });
    return known;
  }, []);
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
