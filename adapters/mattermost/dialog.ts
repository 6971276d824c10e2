/** A dialog, as far as this adapter uses it (server/public/model/integration_action.go). */
export interface Dialog {
  callback_id: string;
  title: string;
  introduction_text: string;
  elements: DialogElement[];
  submit_label: string;
  notify_on_cancel: false;
  /** Comes back as it went, seen by the client. */
  state: string;
}

export interface DialogElement {
  display_name: string;
  /** Key of the value in the submission, and of the error. */
  name: string;
  type: 'text' | 'textarea' | 'select' | 'radio' | 'bool';
  subtype?: 'url';
  default?: string;
  placeholder?: string;
  help_text?: string;
  optional: boolean;
  max_length?: number;
  options?: { text: string; value: string }[];
}
