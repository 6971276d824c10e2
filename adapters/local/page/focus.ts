/** As a `ref`: the focus goes there when it appears, and not again when it is drawn again. */
export function focused(element: HTMLElement | null): void {
  element?.focus();
}

/**
 * Closes a dialog that is about to be removed, and gives the focus back to where it was, with the caret.
 * Chromium gives back the focus alone: the caret stays in the dialog, so that keys typed write nowhere, and
 * `focus()` on what already has the focus does not move it.
 */
export function closeDialog(dialog: HTMLDialogElement): void {
  dialog.close();
  const opener = document.activeElement;
  if (!(opener instanceof HTMLElement)) return;
  opener.blur();
  opener.focus({ preventScroll: true });
}
