import { useTexts } from './setting.ts';

/** Something that happened to what the person just did. */
export interface Notice {
  kind: 'status' | 'alert';
  text: string;
}

interface NoticeBarProps {
  notice: Notice | null;
  /** Absent: it goes by itself. */
  onClose: (() => void) | null;
}

/** One line above the message box. The regions always stand there, so that a change in them is read out. */
export function NoticeBar({ notice, onClose }: NoticeBarProps) {
  const texts = useTexts();
  return (
    <div class="notice" data-kind={notice?.kind ?? 'none'}>
      <p role="status">{notice?.kind === 'status' && notice.text}</p>
      <p role="alert">{notice?.kind === 'alert' && notice.text}</p>
      {notice && onClose && (
        <button type="button" class="quiet" onClick={onClose}>
          {texts.close}
        </button>
      )}
    </div>
  );
}
