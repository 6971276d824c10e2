import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FormView, Outcome } from '../wire.ts';
import { api, Failure, newRequestId } from './api.ts';
import { Field } from './field.tsx';
import { closeDialog, focused } from './focus.ts';
import { Runs } from './runs.tsx';
import { useSetting, useTexts } from './setting.ts';

interface FormDialogProps {
  form: FormView;
  /** Names the submit that is still being recorded, and who hears its outcome. */
  onLate: (requestId: string, waiting: (outcome: Outcome) => void) => void;
  onOutcome: (outcome: Outcome) => void;
  onClose: () => void;
}

/**
 * A form of the box. Steps replace each other in the one dialog. Whatever fails, it stays open with
 * everything that was typed.
 */
export function FormDialog({ form, onLate, onOutcome, onClose }: FormDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the step's own effect, which moves the focus to the first field.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (!shown) return;
    shown.showModal();
    // Closing gives the focus back to where it was; removing alone does not.
    return () => closeDialog(shown);
  }, []);

  const [leaving, setLeaving] = useState(false);
  const [touched, setTouched] = useState(false);
  const close = () => (touched ? setLeaving(true) : onClose());

  return (
    <dialog
      ref={dialog}
      aria-labelledby="form-title"
      lang={form.lang}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      // A browser may close it all the same at a second Escape.
      onClose={() => dialog.current?.showModal()}
    >
      <Step
        key={form.token}
        form={form}
        onLate={onLate}
        onOutcome={onOutcome}
        onClose={close}
        onTouch={() => setTouched(true)}
      />
      {leaving && <Leaving onStay={() => setLeaving(false)} onLeave={onClose} />}
    </dialog>
  );
}

function Leaving({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { lang } = useSetting();
  const texts = useTexts();
  return (
    <div class="leaving" role="alertdialog" aria-labelledby="leaving-text" lang={lang}>
      <p id="leaving-text">{texts.leaveForm}</p>
      <div class="buttons">
        <button type="button" class="action" ref={focused} onClick={onStay}>
          {texts.stay}
        </button>
        <button type="button" class="action" data-style="danger" onClick={onLeave}>
          {texts.leave}
        </button>
      </div>
    </div>
  );
}

/** What became of a submit. */
type Sent =
  | { kind: 'not yet' }
  | { kind: 'sending' }
  | { kind: 'later'; text: string }
  | { kind: 'failed'; text: string }
  | { kind: 'invalid'; fields: Record<string, string> };

function Step({ form, onLate, onOutcome, onClose, onTouch }: FormDialogProps & { onTouch: () => void }) {
  const { as, lang } = useSetting();
  const texts = useTexts();
  const [values, setValues] = useState(() =>
    Object.fromEntries(form.fields.map(({ id, value }) => [id, value])),
  );
  const [sent, setSent] = useState<Sent>({ kind: 'not yet' });
  const body = useRef<HTMLFormElement>(null);
  /** The same values sent again are the same request. */
  const attempt = useRef({ values, requestId: newRequestId() });
  const errors = sent.kind === 'invalid' ? sent.fields : {};

  useEffect(() => focusFirst(body.current, FIELDS), []);
  useEffect(() => {
    if (sent.kind === 'invalid') focusFirst(body.current, '[aria-invalid=true]');
  }, [sent]);

  const hear = (outcome: Outcome) => {
    if (outcome.kind === 'invalid') {
      // The next try is a new one even with the same text.
      attempt.current = { values, requestId: newRequestId() };
      setSent(outcome);
    } else if (outcome.kind === 'later') setSent(outcome);
    else onOutcome(outcome);
  };

  const submit = async () => {
    if (sent.kind === 'sending') return;
    if (attempt.current.values !== values) attempt.current = { values, requestId: newRequestId() };
    const { requestId } = attempt.current;
    setSent({ kind: 'sending' });
    onLate(requestId, hear);
    try {
      hear(await api.submit({ as, requestId, token: form.token, values }));
    } catch (error) {
      setSent({ kind: 'failed', text: (error instanceof Failure && error.said) || texts.notSent });
    }
  };

  const wrong = Object.keys(errors).length;
  return (
    <form
      ref={body}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class="form-header">
        <h2 id="form-title">{form.title}</h2>
        <button type="button" class="quiet" lang={lang} onClick={onClose}>
          {texts.close}
        </button>
      </div>
      {form.intro.length > 0 && (
        <p class="intro">
          <Runs text={form.intro} channels={[]} />
        </p>
      )}
      {form.fields.map((field) => (
        <Field
          key={field.id}
          field={field}
          value={values[field.id] ?? ''}
          error={errors[field.id]}
          onValue={(value) => {
            onTouch();
            setValues((now) => ({ ...now, [field.id]: value }));
          }}
        />
      ))}
      <div class="form-footer">
        <div lang={lang}>
          <p role="status">
            {sent.kind === 'later' && sent.text}
            {sent.kind === 'sending' && texts.sending}
          </p>
          <p role="alert" class="error">
            {sent.kind === 'failed' && sent.text}
            {wrong > 0 && texts.fieldsWrong(wrong)}
          </p>
        </div>
        <button type="submit" class="action" data-style="primary" aria-disabled={sent.kind === 'sending'}>
          {form.submit}
        </button>
      </div>
    </form>
  );
}

/** Of a choice, the option that is chosen. */
const FIELDS = 'input:not([type=radio]), input:checked, textarea, select';

function focusFirst(form: HTMLFormElement | null, selector: string): void {
  const first = form?.querySelector<HTMLElement>(selector) ?? form?.querySelector('input');
  first?.focus();
}
