/** As a `ref`: the focus goes there when it appears, and not again when it is drawn again. */
export function focused(element: HTMLElement | null): void {
  element?.focus();
}
